package dev.plumbline.gateway.start;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.control.BudgetState;
import dev.plumbline.control.KeyText;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.kernel.Money;
import dev.plumbline.testkit.LocalPostgres;
import dev.plumbline.usage.UsageEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What the gateway does while something that it needs is gone, and afterwards. */
class FaultsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  static final Duration BACK = Duration.ofSeconds(60);
  private static final String CHAT =
      """
      {"model":"gpt-4o-mini","max_tokens":50,"messages":[{"role":"user","content":"Name a river."}]}\
      """;

  @TempDir Path home;

  static String ask(House house) throws IOException, InterruptedException {
    HttpResponse<String> answer = house.post("/v1/chat/completions", CHAT);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.headers().firstValue("x-plumbline-request-id").orElseThrow();
  }

  private static void unavailable(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(JSON.readTree(answer.body()).path("error").path("code").asString())
        .isEqualTo("store_unavailable");
    assertThat(answer.headers().firstValue("retry-after")).isPresent();
  }

  private static void refused(House house) throws IOException, InterruptedException {
    assertThat(house.post("/providers/openai/v1/files", CHAT).statusCode()).isEqualTo(403);
  }

  static int waiting(House house) throws IOException, InterruptedException {
    return JSON.readTree(house.get("/health").body()).path("events_waiting").asInt();
  }

  static BigDecimal cost(List<UsageEvent> ledger) {
    return ledger.stream()
        .map(event -> requireNonNull(event.charge().cost()).total())
        .reduce(Money.ZERO, BigDecimal::add);
  }

  static void agree(House house) {
    await().atMost(BACK).untilAsserted(() -> equal(house));
  }

  private static void equal(House house) {
    BudgetState state = house.guard().states(List.of(KillTest.budget()), Instant.now()).getFirst();
    assertThat(state.spent()).isEqualByComparingTo(cost(house.ground().events()));
    assertThat(state.reserved()).isEqualByComparingTo(Money.ZERO);
  }

  @Test
  void nothingIsSentOnWhatCannotBeWrittenDown() throws IOException, InterruptedException {
    Path journal = home.resolve("journal");
    try (House house = new House(home, KillTest.budget())) {
      Path aside = Files.move(journal, home.resolve("aside"));
      unavailable(house.post("/v1/chat/completions", CHAT));
      assertThat(house.provider().requests()).isZero();
      assertThat(house.guard().open()).isEmpty();
      Files.move(aside, journal);
      String id = ask(house);
      agree(house);
      assertThat(house.ledger().stream().map(UsageEvent::id)).contains(id);
    }
  }

  @Test
  void aFullDiskRefusesUntilThereIsRoom() throws IOException, InterruptedException {
    try (House house = new House(home, KillTest.budget());
        FullDisk disk = new FullDisk()) {
      ask(house);
      await().atMost(BACK).until(() -> waiting(house) == 0);
      long sent = house.provider().requests();
      disk.fill();
      unavailable(house.post("/v1/chat/completions", CHAT));
      refused(house);
      assertThat(house.provider().requests()).isEqualTo(sent);
      disk.free();
      String id = ask(house);
      agree(house);
      List<UsageEvent> ledger = house.ledger();
      assertThat(ledger.stream().map(UsageEvent::id)).contains(id);
      assertThat(ledger.stream().map(event -> event.delivery().errorKind()))
          .contains("endpoint_not_allowed");
    }
  }

  @Test
  void knownKeysKeepWorkingWithoutTheDatabaseIfTheyMay() throws IOException, InterruptedException {
    KeyText strict = KeyText.make();
    VirtualKey key =
        House.key(
            strict,
            new VirtualKey.Owner("acme", "shop", "test", null, null, null),
            new VirtualKey.Rules(false, false, false, true));
    try (LocalPostgres server = LocalPostgres.start();
        House house = new House(Ground.shared(home, server), key, KillTest.budget())) {
      List<String> ids = new ArrayList<>(List.of(ask(house)));
      server.crash();
      ids.add(ask(house));
      unavailable(house.postAs(strict.secretText(), "/v1/chat/completions", CHAT));
      server.resume();
      await()
          .atMost(BACK)
          .until(() ->
              house.postAs(strict.secretText(), "/v1/chat/completions", CHAT).statusCode() == 200);
      ids.add(ask(house));
      await().atMost(BACK).until(() -> waiting(house) == 0);
      agree(house);
      assertThat(house.ledger().stream().map(UsageEvent::id)).containsAll(ids);
    }
  }

  @Test
  void aRequestUnderWayOutlivesAFullDisk() throws Exception {
    try (House house = new House(home, KillTest.budget());
        FullDisk disk = new FullDisk()) {
      ask(house);
      await().atMost(BACK).until(() -> waiting(house) == 0);
      house.provider().next("slow-1500", 1);
      CompletableFuture<String> underWay = CompletableFuture.supplyAsync(() -> unchecked(house));
      await().atMost(BACK).until(() -> house.provider().requests() == 2);
      disk.fill();
      String id = underWay.get();
      await().atMost(BACK).until(() -> house.get("/ready").statusCode() == 503);
      disk.free();
      agree(house);
      assertThat(house.ledger())
          .filteredOn(event -> event.id().equals(id))
          .singleElement()
          .satisfies(event -> assertThat(event.delivery().errorKind()).isNull());
    }
  }

  private static String unchecked(House house) {
    try {
      return ask(house);
    } catch (IOException | InterruptedException failed) {
      throw new AssertionError(failed);
    }
  }
}
