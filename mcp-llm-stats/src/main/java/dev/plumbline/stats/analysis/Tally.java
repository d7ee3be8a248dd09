package dev.plumbline.stats.analysis;

import dev.plumbline.usage.analysis.DailySeries;
import dev.plumbline.usage.query.By;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Rows of one table, whose columns are read by name and whose measures are added up. */
final class Tally {
  private static final Set<String> HITS = Set.of("exact", "semantic", "coalesced");

  private final UsageTable table;
  private final List<UsageTable.Row> rows;

  Tally(UsageTable table) {
    this(table, table.rows());
  }

  private Tally(UsageTable table, List<UsageTable.Row> rows) {
    this.table = table;
    this.rows = List.copyOf(rows);
  }

  UsageTable table() {
    return table;
  }

  /** The value of a column; null where not known. */
  @Nullable String key(UsageTable.Row row, Dimension dimension) {
    return row.keys().get(table.query().by().indexOf(By.of(dimension)));
  }

  /** The same, named where not known. */
  String name(UsageTable.Row row, Dimension dimension) {
    return Objects.requireNonNullElse(key(row, dimension), DailySeries.UNKNOWN);
  }

  /** Whether our response cache answered the requests of a row. */
  boolean hit(UsageTable.Row row) {
    return HITS.contains(name(row, Dimension.CACHE));
  }

  /** Some of the rows. */
  Tally where(Predicate<UsageTable.Row> condition) {
    return new Tally(table, rows.stream().filter(condition).toList());
  }

  /** The rows apart by something. */
  <K> Map<K, Tally> by(Function<UsageTable.Row, K> key) {
    Map<K, List<UsageTable.Row>> groups = new LinkedHashMap<>();
    for (UsageTable.Row row : rows) {
      groups.computeIfAbsent(key.apply(row), any -> new ArrayList<>()).add(row);
    }
    Map<K, Tally> tallies = new LinkedHashMap<>();
    groups.forEach((value, group) -> tallies.put(value, new Tally(table, group)));
    return tallies;
  }

  /** A measure added up. */
  BigDecimal sum(Measure measure) {
    return rows.stream()
        .map(row -> table.amount(row, measure))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Quality over all rows, from their means and squares. */
  Sample quality() {
    BigDecimal count = sum(Measure.SCORED);
    BigDecimal total =
        rows.stream()
            .map(row ->
                table.amount(row, Measure.QUALITY_MEAN).multiply(table.amount(row, Measure.SCORED)))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return Sample.of(
        count.longValue(), DriverReference.ratio(total, count), sum(Measure.QUALITY_SQUARES));
  }

  /** One measure over another, zero where there is nothing to divide by. */
  BigDecimal ratio(Measure amount, Measure count) {
    return DriverReference.ratio(sum(amount), sum(count));
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }
}
