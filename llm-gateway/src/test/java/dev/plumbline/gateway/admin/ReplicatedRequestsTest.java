package dev.plumbline.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.control.Actor;
import dev.plumbline.control.ControlStore;
import dev.plumbline.control.jdbc.ControlStores;
import dev.plumbline.gateway.admin.AdminHouse.Reply;
import dev.plumbline.testkit.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent again to another gateway of the same database is done once. */
final class ReplicatedRequestsTest {
  private static final String BODY = "{\"name\":\"a\"}";

  @TempDir Path folder;

  private LocalPostgres server;
  private Map<String, String> settings;
  private AdminHouse here;
  private AdminHouse there;

  @BeforeEach
  void start() throws IOException {
    server = LocalPostgres.start();
    settings = new Database(server).empty();
    Path first = Files.createDirectories(folder.resolve("here"));
    Path second = Files.createDirectories(folder.resolve("there"));
    here = new AdminHouse(first, settings);
    // Both know the same token.
    for (String file : List.of("admin-token", "admin-tokens.json")) {
      Files.copy(first.resolve(file), second.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
    }
    there = new AdminHouse(second, settings);
  }

  @AfterEach
  void stop() {
    there.close();
    here.close();
    server.close();
  }

  private static Reply create(AdminHouse house, String idempotencyKey) {
    return house.send("POST", "keys", BODY, "idempotency-key", idempotencyKey);
  }

  private int keys() {
    return here.get("keys").json().path("items").size();
  }

  @Test
  void oneAfterTheOther() {
    Reply first = create(here, "again");
    Reply again = create(there, "again");
    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(again.header("idempotent-replayed")).isEqualTo("true");
    assertThat(keys()).isEqualTo(1);
  }

  @Test
  void bothAtOnce() throws Exception {
    for (int round = 1; round <= 10; round++) {
      String key = "round-" + round;
      List<Future<Reply>> sent = new ArrayList<>();
      try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
        for (AdminHouse house : List.of(here, there, here, there)) {
          sent.add(pool.submit(() -> create(house, key)));
        }
      }
      for (Future<Reply> each : sent) {
        assertThat(each.get().status()).as(each.get().said()).isEqualTo(201);
        assertThat(each.get().json()).isEqualTo(sent.getFirst().get().json());
      }
      assertThat(keys()).isEqualTo(round);
    }
  }

  @Test
  void theClaimOfAGatewayThatWasKilledEnds() {
    String location = Objects.requireNonNull(settings.get("PLUMBLINE_DATABASE"));
    Actor actor =
        new Actor(here.get("tokens").json().path("items").path(0).path("name").asString());
    String name = Seal.digest("name\nk");
    try (ControlStore store = new ControlStores(Map.of()).open(location)) {
      assertThat(store.claim(actor, name, "killed", Duration.ofSeconds(3))).isTrue();
      assertThat(create(there, "other").status()).isEqualTo(201);
      assertThat(create(there, "k").status()).isEqualTo(201);
      assertThat(store.claim(actor, name, "killed", Duration.ofMinutes(1))).isTrue();
      Reply refused = create(here, "k");
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.code()).isEqualTo("request_under_way");
      assertThat(refused.header("retry-after")).isEqualTo("5");
      store.release(actor, name, "killed");
      assertThat(create(here, "k").header("idempotent-replayed")).isEqualTo("true");
    }
    assertThat(keys()).isEqualTo(2);
  }
}
