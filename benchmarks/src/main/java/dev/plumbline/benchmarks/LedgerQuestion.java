package dev.plumbline.benchmarks;

import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.EventSearch;
import dev.plumbline.usage.query.Filter;
import dev.plumbline.usage.query.Grain;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A standard question to a year of usage.
 *
 * @param ask gives the answer as lines, so that two databases can be compared
 */
record LedgerQuestion(String name, Function<LedgerReader, List<String>> ask) {
  private static final MathContext COMPARED = new MathContext(9);
  private static final TimeRange YEAR =
      new TimeRange(SyntheticYear.START, SyntheticYear.END, ZoneOffset.UTC);
  private static final TimeRange MARCH =
      TimeRange.ofDays(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31), ZoneOffset.UTC);
  private static final TimeRange SPRING =
      TimeRange.ofDays(LocalDate.of(2026, 4, 1), LocalDate.of(2026, 6, 30), ZoneOffset.UTC);

  static final List<LedgerQuestion> ALL =
      List.of(
          of(
              "Spend by day × provider, a year",
              UsageQuery.of(YEAR, Measure.COST, Measure.REQUESTS)
                  .every(Grain.DAY)
                  .by(Dimension.PROVIDER)),
          of(
              "Spend by department × month, a year",
              UsageQuery.of(YEAR, Measure.COST, Measure.TOKENS)
                  .every(Grain.MONTH)
                  .by(Dimension.DEPARTMENT)),
          of(
              "Top ten users by spend, a year",
              UsageQuery.of(YEAR, Measure.COST, Measure.REQUESTS).by(Dimension.USER).top(10)),
          of(
              "Latency p95 by model, a year",
              UsageQuery.of(YEAR, Measure.LATENCY_P95).by(Dimension.MODEL)),
          of(
              "Latency p95 by model, a month",
              UsageQuery.of(MARCH, Measure.LATENCY_P95).by(Dimension.MODEL)),
          of(
              "Cache hits by task, a year",
              UsageQuery.of(
                      YEAR, Measure.CACHE_HITS, Measure.CACHE_MISSES, Measure.RESPONSE_CACHE_SAVING)
                  .by(Dimension.TASK)),
          of(
              "Spend by department × model × environment, a month",
              UsageQuery.of(MARCH, Measure.COST, Measure.REQUESTS)
                  .by(Dimension.DEPARTMENT, Dimension.MODEL, Dimension.ENVIRONMENT)),
          of("Totals of a quarter", totals(SPRING)),
          of("Totals of a year", totals(YEAR)),
          new LedgerQuestion(
              "The last 100 events of one user",
              reader ->
                  lines(
                      reader.events(
                          new EventSearch(
                              YEAR,
                              List.of(Filter.is(Dimension.USER, SyntheticUsage.BUSIEST_USER)),
                              EventSearch.Order.NEWEST,
                              100,
                              0)))));

  private static UsageQuery totals(TimeRange range) {
    return UsageQuery.of(
        range,
        Measure.COST,
        Measure.LIST_COST,
        Measure.REQUESTS,
        Measure.INPUT_TOKENS,
        Measure.OUTPUT_TOKENS,
        Measure.ERRORS,
        Measure.LATENCY_MEAN);
  }

  private static LedgerQuestion of(String name, UsageQuery query) {
    return new LedgerQuestion(name, reader -> lines(reader.query(query)));
  }

  private static List<String> lines(UsageTable table) {
    return table.rows().stream()
        .map(row ->
            row.start()
                + " "
                + row.keys()
                + " "
                + row.values().stream().map(LedgerQuestion::rounded).toList())
        .sorted()
        .toList();
  }

  /** Percentiles and means are floating point, whose last digits depend on the order of adding. */
  private static String rounded(@Nullable BigDecimal value) {
    return value == null ? "-" : value.round(COMPARED).stripTrailingZeros().toPlainString();
  }

  private static List<String> lines(List<UsageEvent> events) {
    return events.stream().map(UsageEvent::id).toList();
  }
}
