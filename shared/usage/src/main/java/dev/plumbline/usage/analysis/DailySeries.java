package dev.plumbline.usage.analysis;

import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One value for each day of a stretch of days; days without usage are zero.
 *
 * @param first the day of the first value
 */
public record DailySeries(LocalDate first, List<BigDecimal> values) {
  /** How the rows whose dimension is not known are named. */
  public static final String UNKNOWN = "(unknown)";

  public DailySeries {
    values = List.copyOf(values);
  }

  /** A measure of a table cut into days, summed over all its dimensions. */
  public static DailySeries of(UsageTable table, Measure measure) {
    BigDecimal[] values = empty(table.query().range());
    table.rows().forEach(row -> add(values, table, row, measure));
    return new DailySeries(table.query().range().firstDay(), List.of(values));
  }

  /** A measure of a table cut into days, for each value of one of its dimensions. */
  public static Map<String, DailySeries> by(UsageTable table, int dimension, Measure measure) {
    TimeRange range = table.query().range();
    Map<String, BigDecimal[]> values = new LinkedHashMap<>();
    for (UsageTable.Row row : table.rows()) {
      String key = Objects.requireNonNullElse(row.keys().get(dimension), UNKNOWN);
      add(values.computeIfAbsent(key, any -> empty(range)), table, row, measure);
    }
    Map<String, DailySeries> series = new LinkedHashMap<>();
    values.forEach(
        (key, days) -> series.put(key, new DailySeries(range.firstDay(), List.of(days))));
    return Collections.unmodifiableMap(series);
  }

  private static BigDecimal[] empty(TimeRange range) {
    long days = ChronoUnit.DAYS.between(range.firstDay(), range.lastDay()) + 1;
    BigDecimal[] values = new BigDecimal[Math.toIntExact(days)];
    Arrays.fill(values, BigDecimal.ZERO);
    return values;
  }

  private static void add(
      BigDecimal[] values, UsageTable table, UsageTable.Row row, Measure measure) {
    TimeRange range = table.query().range();
    LocalDate day =
        LocalDate.ofInstant(
            Objects.requireNonNull(row.start(), "the table is not cut into days"), range.zone());
    int index = (int) ChronoUnit.DAYS.between(range.firstDay(), day);
    values[index] = values[index].add(table.amount(row, measure));
  }

  /** How many days. */
  public int size() {
    return values.size();
  }

  /** The day of a value. */
  public LocalDate day(int index) {
    return first.plusDays(index);
  }

  /** The last day. */
  public LocalDate last() {
    return day(size() - 1);
  }

  /** The days up to one of them, that one included. */
  public DailySeries until(LocalDate day) {
    long days = Math.clamp(ChronoUnit.DAYS.between(first, day) + 1, 0, size());
    return new DailySeries(first, values.subList(0, (int) days));
  }

  /** The same from its first day on that is not zero. */
  public DailySeries trimmed() {
    int zeros = 0;
    while (zeros < size() && values.get(zeros).signum() == 0) {
      zeros++;
    }
    return new DailySeries(day(zeros), values.subList(zeros, size()));
  }

  /** The sum of some of its days, the last one excluded. */
  public BigDecimal sum(int from, int to) {
    return values.subList(from, to).stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Its values for statistics, where exactness does not matter. */
  public double[] doubles() {
    return values.stream().mapToDouble(BigDecimal::doubleValue).toArray();
  }
}
