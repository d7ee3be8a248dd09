package dev.plumbline.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gateway.admin.AdminHouse.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Changes that know what they change, and requests that are sent twice. */
@ParameterizedClass(name = "{0}")
@ArgumentsSource(Databases.class)
final class VersionsTest {
  private static final String BUDGET =
      """
      {"id":"shop","scope":{"level":"department","value":"shop"},"limit_usd":12.5,
       "window":{"period":"day"}}\
      """;

  @TempDir Path home;
  private final Database database;

  private AdminHouse house;

  VersionsTest(Database database) {
    this.database = database;
  }

  @BeforeEach
  void start() {
    house = new AdminHouse(home, database.empty());
    assertThat(house.send("POST", "budgets", BUDGET).status()).isEqualTo(201);
  }

  @AfterEach
  void stop() {
    house.close();
  }

  private String limit() {
    return house.get("budgets/shop").json().path("limit_usd").decimalValue().toPlainString();
  }

  @Test
  void aChangeOfAnOldVersionIsRefusedWithTheCurrentOne() {
    Reply first = house.send("PATCH", "budgets/shop", "{\"limit_usd\":20}", "if-match", "\"1\"");
    assertThat(first.header("etag")).isEqualTo("\"2\"");
    Reply byHeader = house.send("PATCH", "budgets/shop", "{\"limit_usd\":30}", "if-match", "\"1\"");
    assertThat(byHeader.status()).isEqualTo(412);
    assertThat(byHeader.code()).isEqualTo("stale_version");
    assertThat(byHeader.header("etag")).isEqualTo("\"2\"");
    assertThat(byHeader.said()).contains("2", "1");
    Reply byField = house.send("PATCH", "budgets/shop", "{\"limit_usd\":30,\"version\":1}");
    assertThat(byField.status()).isEqualTo(409);
    assertThat(byField.code()).isEqualTo("stale_version");
    assertThat(house.send("DELETE", "budgets/shop", "", "if-match", "\"1\"").status())
        .isEqualTo(412);
    assertThat(limit()).isEqualTo("20");
    assertThat(house.send("PATCH", "budgets/shop", "{\"limit_usd\":30,\"version\":2}").status())
        .isEqualTo(200);
    assertThat(house.send("PATCH", "budgets/shop", "{}", "if-match", "three").status())
        .isEqualTo(400);
  }

  @Test
  void changesWithoutAVersionAreAllMade() throws Exception {
    List<Future<Integer>> sent = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        String body = "{\"name\":\"change %d\"}".formatted(i);
        sent.add(pool.submit(() -> house.send("PATCH", "budgets/shop", body).status()));
      }
    }
    long made = 0;
    for (Future<Integer> each : sent) {
      made += each.get() == 200 ? 1 : 0;
      assertThat(each.get()).isIn(200, 409);
    }
    assertThat(house.get("budgets/shop").json().path("version").asLong()).isEqualTo(1 + made);
    assertThat(made).isGreaterThan(4);
  }

  @Test
  void ofConcurrentChangesOfOneVersionOneIsMade() throws Exception {
    List<Future<Integer>> sent = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        String body = "{\"name\":\"change %d\",\"version\":1}".formatted(i);
        sent.add(pool.submit(() -> house.send("PATCH", "budgets/shop", body).status()));
      }
    }
    List<Integer> statuses = new ArrayList<>();
    for (Future<Integer> each : sent) {
      statuses.add(each.get());
    }
    assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
    assertThat(house.get("budgets/shop").json().path("version").asInt()).isEqualTo(2);
  }

  @Test
  void aRequestSentAgainIsDoneOnceAndGetsTheSameKey() {
    String[] header = {"idempotency-key", "4b7f6a3c-1"};
    Reply first = house.send("POST", "keys", "{\"name\":\"a\"}", header);
    Reply again = house.send("POST", "keys", "{\"name\":\"a\"}", header);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(again.header("idempotent-replayed")).isEqualTo("true");
    assertThat(house.get("keys").json().path("items")).hasSize(1);
    Reply other = house.send("POST", "keys", "{\"name\":\"b\"}", header);
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.code()).isEqualTo("idempotency_key_reused");
    assertThat(house.send("POST", "keys", "{\"name\":\"b\"}").status()).isEqualTo(201);
    assertThat(house.get("keys").json().path("items")).hasSize(2);
  }

  @Test
  void ofARequestSentTwiceAtOnceOneIsDone() throws Exception {
    List<Future<Reply>> sent = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 6; i++) {
        sent.add(
            pool.submit(
                () -> house.send("POST", "keys", "{\"name\":\"a\"}", "idempotency-key", "once")));
      }
    }
    for (Future<Reply> each : sent) {
      assertThat(each.get().json()).isEqualTo(sent.getFirst().get().json());
    }
    assertThat(house.get("keys").json().path("items")).hasSize(1);
  }

  @Test
  void aFailureIsNotKept() {
    String[] header = {"idempotency-key", "again"};
    assertThat(house.send("POST", "budgets", "{\"id\":\"x\"}", header).status()).isEqualTo(400);
    assertThat(house.send("POST", "budgets", BUDGET.replace("shop", "x"), header).status())
        .isEqualTo(201);
    assertThat(house.send("POST", "keys", "{}", "idempotency-key", "a b").status()).isEqualTo(400);
  }
}
