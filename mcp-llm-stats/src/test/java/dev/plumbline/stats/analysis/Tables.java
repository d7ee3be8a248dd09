package dev.plumbline.stats.analysis;

import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.analysis.DailySeries;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers to questions, written by hand. */
final class Tables {
  static final TimeRange OCTOBER =
      TimeRange.ofDays(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 30), ZoneOffset.UTC);

  private final UsageQuery query;
  private final List<UsageTable.Row> rows = new ArrayList<>();

  Tables(UsageQuery query) {
    this.query = query;
  }

  /** A row: its keys, then the numbers of its measures. */
  Tables row(List<@Nullable String> keys, Object... values) {
    return row(null, keys, values);
  }

  /** A row of a day. */
  Tables row(@Nullable LocalDate day, List<@Nullable String> keys, Object... values) {
    Instant start = day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
    List<BigDecimal> numbers = new ArrayList<>();
    for (Object value : values) {
      numbers.add(new BigDecimal(value.toString()));
    }
    if (numbers.size() != query.measures().size()) {
      throw new IllegalArgumentException(numbers + " for " + query.measures());
    }
    rows.add(new UsageTable.Row(start, keys, new ArrayList<>(numbers), List.of()));
    return this;
  }

  static List<@Nullable String> keys(@Nullable String... keys) {
    return Arrays.asList(keys);
  }

  UsageTable table() {
    return new UsageTable(query, List.copyOf(rows), false);
  }

  /** A series from the first of October 2026, a Thursday. */
  static DailySeries series(double... values) {
    List<BigDecimal> amounts = Arrays.stream(values).mapToObj(BigDecimal::valueOf).toList();
    return new DailySeries(LocalDate.of(2026, 10, 1), amounts);
  }
}
