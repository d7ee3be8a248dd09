package dev.plumbline.control.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Level;
import dev.plumbline.control.Period;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Window;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.Delivery;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.Status;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.jdbc.Ledgers;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays answer what the guard would have done at the time. */
class BudgetReplayTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  private static final TimeRange MARCH =
      new TimeRange(
          Instant.parse("2026-03-01T00:00:00Z"),
          Instant.parse("2026-04-01T00:00:00Z"),
          ZoneOffset.UTC);

  @TempDir Path home;

  private final List<UsageEvent> events = new ArrayList<>();

  private void request(String user, Instant time, String cost, long millis) {
    BigDecimal dollars = cost.isEmpty() ? null : new BigDecimal(cost);
    Cost parts =
        dollars == null
            ? null
            : new Cost(dollars, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    events.add(
        UsageEvent.of("e" + events.size(), time, "openai", "gpt-4.1", "gateway")
            .attribution(
                new Attribution("k", "acme", "shop", null, null, user, null, new TreeMap<>()))
            .charge(new Charge(parts, dollars, "test", null))
            .delivery(new Delivery(Status.OK, millis, null, null, 1, null))
            .build());
  }

  private static Budget budget(Level level, String limit, AtLimit atLimit) {
    return new Budget(
        "b",
        "b",
        new Scope(level, Scope.EACH),
        new BigDecimal(limit),
        new Window(Period.DAY, false, ZoneId.of("UTC")),
        atLimit,
        atLimit == AtLimit.DEGRADE ? "cheap" : null,
        List.of(),
        1);
  }

  private Replayed replay(Budget budget) {
    Ledgers ledgers = new Ledgers(Map.of());
    String file = home.resolve("ledger.duckdb").toString();
    try (LedgerWriter writer = ledgers.writer(file);
        LedgerReader reader = ledgers.reader(file)) {
      writer.append(events);
      return BudgetReplay.run(reader, budget, MARCH, List.of(), _ -> null);
    }
  }

  @Test
  void whatHasNoRoomDoesNotSpend() {
    for (int i = 0; i < 6; i++) {
      request("ada", NOON.plusSeconds(60L * i), "0.40", 1_000);
    }
    request("bob", NOON, "0.40", 1_000);
    Replayed replayed = replay(budget(Level.USER, "1.00", AtLimit.REFUSE));
    assertThat(replayed.requests()).isEqualTo(7);
    assertThat(replayed.cost()).isEqualByComparingTo("2.80");
    assertThat(replayed.over()).isEqualTo(4);
    assertThat(replayed.overCost()).isEqualByComparingTo("1.60");
    assertThat(replayed.first()).isEqualTo(NOON.plusSeconds(120));
    assertThat(replayed.hit())
        .containsExactly(new Replayed.Hit("ada", "k", "ada", 4, new BigDecimal("1.600000000000")));
  }

  @Test
  void aRefusedRequestLeavesRoomForASmallerOne() {
    request("ada", NOON, "0.80", 10);
    request("ada", NOON.plusSeconds(10), "0.50", 10);
    request("ada", NOON.plusSeconds(20), "0.20", 10);
    assertThat(replay(budget(Level.DEPARTMENT, "1.00", AtLimit.REFUSE)).over()).isEqualTo(1);
  }

  @Test
  void aBudgetThatOnlyWarnsGoesOnCounting() {
    request("ada", NOON, "0.80", 10);
    request("ada", NOON.plusSeconds(10), "0.50", 10);
    request("ada", NOON.plusSeconds(20), "0.20", 10);
    assertThat(replay(budget(Level.DEPARTMENT, "1.00", AtLimit.WARN)).over()).isEqualTo(2);
    assertThat(replay(budget(Level.DEPARTMENT, "1.00", AtLimit.DEGRADE)).over()).isEqualTo(1);
  }

  @Test
  void daysBeginAnewAndTheDayBeforeTheRangeCountsForItsOwnWindow() {
    request("ada", Instant.parse("2026-02-28T23:00:00Z"), "0.90", 10);
    request("ada", Instant.parse("2026-03-01T00:30:00Z"), "0.90", 10);
    request("ada", Instant.parse("2026-03-02T00:30:00Z"), "0.90", 10);
    request("ada", Instant.parse("2026-03-02T01:30:00Z"), "", 10);
    Replayed replayed = replay(budget(Level.USER, "1.00", AtLimit.REFUSE));
    assertThat(replayed.requests()).isEqualTo(3);
    assertThat(replayed.over()).isZero();
    assertThat(replayed.unpriced()).isEqualTo(1);
    assertThat(replayed.first()).isNull();
  }

  @Test
  void manyDaysAndUsersAreTold() {
    for (int day = 1; day <= 28; day++) {
      for (int i = 0; i < 20; i++) {
        request(
            "user" + i % 4,
            Instant.parse("2026-03-%02dT08:00:00Z".formatted(day)).plusSeconds(600L * i),
            "0.30",
            700_000);
      }
    }
    Replayed replayed = replay(budget(Level.USER, "1.00", AtLimit.REFUSE));
    // Five requests a user and day, of which three have room.
    assertThat(replayed.over()).isEqualTo(28 * 4 * 2);
    assertThat(replayed.hit()).hasSize(4).allMatch(hit -> hit.requests() == 56);
  }
}
