package dev.plumbline.control.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.control.Budget;
import dev.plumbline.control.Level;
import dev.plumbline.control.Sample;
import dev.plumbline.control.Settlement;
import dev.plumbline.control.guard.MemoryGuard;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.jdbc.Ledgers;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.EventSearch;
import dev.plumbline.usage.query.Filter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real ledger says was spent. */
abstract class LedgerHistoryContract {
  private static final Instant NOON = Sample.NOW;
  private LedgerReader reader;
  private LedgerWriter writer;
  private LedgerHistory history;

  abstract String emptyLocation();

  @BeforeEach
  void open() {
    Ledgers ledgers = new Ledgers(Map.of());
    String location = emptyLocation();
    writer = ledgers.writer(location);
    reader = ledgers.reader(location);
    history = new LedgerHistory(reader);
  }

  @AfterEach
  void close() {
    reader.close();
    writer.close();
  }

  private static UsageEvent event(
      String id, long seconds, @Nullable String dollars, @Nullable String asked, String source) {
    Attribution attribution =
        new Attribution(
            "key-a",
            "acme",
            "research",
            "prod",
            "chat",
            "ada",
            null,
            new TreeMap<>(Map.of("project", "apollo")));
    Charge charge =
        dollars == null
            ? Charge.UNKNOWN
            : new Charge(Cost.lump(new BigDecimal(dollars)), null, "test", null);
    return UsageEvent.of(id, NOON.plusSeconds(seconds), "openai", "gpt-5", source)
        .requestedModel(asked)
        .attribution(attribution)
        .charge(charge)
        .build();
  }

  private void fill() {
    writer.append(
        List.of(
            event("before", -1, "100", null, "gateway"),
            event("1", 0, "0.000000000001", null, "gateway"),
            event("2", 59, "2", "fast", "gateway"),
            event("3", 60, "4", null, "gateway"),
            event("unknown", 60, null, null, "gateway"),
            event("bill", 60, "50", null, "openai-usage"),
            event("after", 3600, "200", null, "gateway")));
  }

  @Test
  void withoutALedgerNothingWasSpent() {
    assertThat(history.spent(Level.KEY, "key-a", NOON, NOON.plusSeconds(60))).isEmpty();
    assertThat(history.totals(Level.KEY, NOON, NOON.plusSeconds(60))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ORGANISATION, acme",
    "DEPARTMENT, research",
    "ENVIRONMENT, prod",
    "PROJECT, apollo",
    "TASK, chat",
    "USER, ada",
    "KEY, key-a"
  })
  void everyLevelIsAddedUpByTheMinute(Level level, String value) {
    fill();
    assertThat(history.spent(level, value, NOON, NOON.plusSeconds(3600)))
        .containsExactly(
            Map.entry(NOON, new BigDecimal("2.000000000001")),
            Map.entry(NOON.plusSeconds(60), new BigDecimal("4.000000000000")));
    assertThat(history.totals(level, NOON, NOON.plusSeconds(3600)))
        .containsExactly(Map.entry(value, new BigDecimal("6.000000000001")));
    assertThat(history.spent(level, "other", NOON, NOON.plusSeconds(3600))).isEmpty();
  }

  @Test
  void aModelIsTheOneThatWasAskedFor() {
    fill();
    assertThat(history.spent(Level.MODEL, "fast", NOON, NOON.plusSeconds(3600)))
        .containsExactly(Map.entry(NOON, new BigDecimal("2.000000000000")));
    assertThat(history.spent(Level.MODEL, "gpt-5", NOON, NOON.plusSeconds(3600)))
        .containsExactly(
            Map.entry(NOON, new BigDecimal("0.000000000001")),
            Map.entry(NOON.plusSeconds(60), new BigDecimal("4.000000000000")));
    assertThat(history.totals(Level.MODEL, NOON, NOON.plusSeconds(3600)))
        .containsExactly(
            Map.entry("fast", new BigDecimal("2.000000000000")),
            Map.entry("gpt-5", new BigDecimal("4.000000000001")));
  }

  @Test
  void otherSourcesCountWhereTheyAreWanted() {
    fill();
    LedgerHistory all = new LedgerHistory(reader, List.of());
    assertThat(all.totals(Level.KEY, NOON, NOON.plusSeconds(3600)).get("key-a"))
        .isEqualByComparingTo("56.000000000001");
  }

  @Test
  void theEventsAddUpToTheSameMinutes() {
    fill();
    List<Filter> filters = List.of(Filter.is(Dimension.KEY, "key-a"));
    var range = new TimeRange(NOON, NOON.plusSeconds(9999), ZoneOffset.UTC);
    TreeMap<Instant, BigDecimal> added = new TreeMap<>();
    for (UsageEvent event :
        reader.events(new EventSearch(range, filters, EventSearch.Order.OLDEST, 100, 0))) {
      Cost cost = event.charge().cost();
      if (cost != null) {
        added.merge(event.time().truncatedTo(ChronoUnit.MINUTES), cost.total(), BigDecimal::add);
      }
    }
    assertThat(reader.costByMinute(range, filters)).isEqualTo(added).hasSize(3);
  }

  @Test
  void aGuardOnItCountsWhatItRecordedOnce() {
    Budget budget = Sample.daily("b", Level.KEY, "key-a", "10");
    try (MemoryGuard guard = new MemoryGuard(history)) {
      guard.settle(
          new Settlement(
              "1", NOON, Sample.subject("key-a", "research", "ada"), new BigDecimal("2.5"), 1));
      guard.recording(
          List.of("1"), () -> writer.append(List.of(event("1", 0, "2.5", null, "gateway"))));
      assertThat(guard.states(List.of(budget), NOON).getFirst().spent())
          .isEqualByComparingTo("2.5");
    }
  }
}
