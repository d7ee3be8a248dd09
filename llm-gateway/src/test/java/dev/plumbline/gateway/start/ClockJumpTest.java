package dev.plumbline.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.Entry;
import dev.plumbline.control.KeyText;
import dev.plumbline.control.Level;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Period;
import dev.plumbline.control.Scope;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.control.Window;
import dev.plumbline.kernel.Money;
import dev.plumbline.usage.UsageEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gateway does when the clock on the wall jumps. */
class ClockJumpTest {
  private static final Instant START = Instant.parse("2026-06-01T12:30:00Z");
  private static final String CHAT =
      """
      {"model":"gpt-4o-mini","max_tokens":50,"messages":[{"role":"user","content":"Name a river."}]}\
      """;

  @TempDir Path home;

  private final SetClock clock = new SetClock(START);

  private House house(Entry... entries) {
    return new House(Ground.embedded(home).with(clock), entries);
  }

  /** Has room for one request only. */
  private static Budget day(boolean rolling) {
    return new Budget(
        "day",
        "A day",
        new Scope(Level.DEPARTMENT, "shop"),
        new BigDecimal("0.00004"),
        new Window(Period.DAY, rolling, ZoneOffset.UTC),
        AtLimit.REFUSE,
        null,
        List.of(),
        1);
  }

  private static int status(House house) throws IOException, InterruptedException {
    return house.post("/v1/chat/completions", CHAT).statusCode();
  }

  private void agree(House house, Budget budget) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          BudgetState state = house.guard().states(List.of(budget), clock.instant()).getFirst();
          assertThat(state.spent()).isEqualByComparingTo(FaultsTest.cost(house.ground().events()));
          assertThat(state.reserved()).isEqualByComparingTo(Money.ZERO);
        });
  }

  @Test
  void spendStaysInTheWindowOfItsOwnTime() throws IOException, InterruptedException {
    try (House house = house(day(false))) {
      assertThat(status(house)).isEqualTo(200);
      assertThat(status(house)).isEqualTo(402);
      clock.set(START.plus(Duration.ofDays(2)));
      assertThat(status(house)).isEqualTo(200);
      assertThat(status(house)).isEqualTo(402);
      clock.set(START);
      assertThat(status(house)).isEqualTo(402);
      clock.set(START.minus(Duration.ofDays(2)));
      assertThat(status(house)).isEqualTo(200);
      assertThat(status(house)).isEqualTo(402);
      house.restart();
      assertThat(status(house)).isEqualTo(402);
      assertThat(house.guard().open()).isEmpty();
      assertThat(house.ledger())
          .filteredOn(event -> event.delivery().errorKind() == null)
          .hasSize(3);
    }
  }

  /** It was spent, whatever the clock says, and a limit is not to be passed. */
  @Test
  void aRollingWindowCountsWhatIsAheadOfTheClockToo() throws IOException, InterruptedException {
    try (House house = house(day(true))) {
      assertThat(status(house)).isEqualTo(200);
      assertThat(status(house)).isEqualTo(402);
      clock.set(START.plus(Duration.ofDays(2)));
      assertThat(status(house)).isEqualTo(200);
      clock.set(START.minus(Duration.ofDays(2)));
      assertThat(status(house)).isEqualTo(402);
      house.restart();
      assertThat(status(house)).isEqualTo(402);
      clock.set(START.plus(Duration.ofDays(4)));
      assertThat(status(house)).isEqualTo(200);
      assertThat(house.guard().open()).isEmpty();
    }
  }

  @Test
  void limitsOfRequestsGoByTheTimeOfTheProcess() throws IOException, InterruptedException {
    Limit limit =
        new Limit(
            "one",
            new Scope(Level.KEY, Scope.EACH),
            Limit.Kind.REQUESTS,
            1,
            Duration.ofHours(1),
            1);
    try (House house = house(limit)) {
      assertThat(status(house)).isEqualTo(200);
      clock.set(START.plus(Duration.ofDays(1)));
      assertThat(status(house)).isEqualTo(429);
      clock.set(START.minus(Duration.ofDays(1)));
      assertThat(status(house)).isEqualTo(429);
    }
  }

  @Test
  void keysAndOldSecretsEndByTheClock() throws IOException, InterruptedException {
    KeyText old = KeyText.make();
    KeyText fresh = KeyText.make(old.id());
    VirtualKey.Owner owner = new VirtualKey.Owner("acme", "shop", "test", null, null, null);
    VirtualKey plain = House.key(old, owner, VirtualKey.Rules.USUAL);
    VirtualKey key =
        new VirtualKey(
            plain.id(),
            plain.name(),
            plain.secrets(),
            plain.state(),
            owner,
            List.of(),
            List.of(),
            plain.rules(),
            START.plus(Duration.ofDays(1)),
            plain.created(),
            new TreeMap<>(),
            1);
    try (House house = house(key, key.rotated(fresh, START, Duration.ofHours(1)))) {
      for (int turn = 0; turn < 2; turn++) {
        clock.set(START);
        assertThat(as(house, old)).isEqualTo(200);
        clock.set(START.plus(Duration.ofHours(2)));
        assertThat(as(house, old)).isEqualTo(401);
        assertThat(as(house, fresh)).isEqualTo(200);
        clock.set(START.plus(Duration.ofDays(2)));
        assertThat(as(house, fresh)).isEqualTo(403);
      }
    }
  }

  private static int as(House house, KeyText key) throws IOException, InterruptedException {
    return house.postAs(key.secretText(), "/v1/chat/completions", CHAT).statusCode();
  }

  @Test
  void whatIsUnderWayIsSettledAcrossAJump() throws Exception {
    try (House house = house(KillTest.budget())) {
      for (Duration jump : List.of(Duration.ofDays(40), Duration.ofDays(-40))) {
        long before = house.provider().requests();
        house.provider().next("slow-800", 1);
        CompletableFuture<Integer> underWay =
            CompletableFuture.supplyAsync(() -> {
              try {
                return status(house);
              } catch (IOException | InterruptedException failed) {
                throw new AssertionError(failed);
              }
            });
        await().until(() -> house.provider().requests() > before);
        clock.set(clock.instant().plus(jump));
        assertThat(house.guard().open()).hasSize(1);
        assertThat(underWay.get()).isEqualTo(200);
        agree(house, KillTest.budget());
      }
      house.restart();
      agree(house, KillTest.budget());
      assertThat(house.ledger().stream().map(UsageEvent::time))
          .containsExactly(START, START.plus(Duration.ofDays(40)));
    }
  }
}
