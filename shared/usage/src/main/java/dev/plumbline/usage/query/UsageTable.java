package dev.plumbline.usage.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question.
 *
 * @param query the question
 * @param rows in the order asked for; without grain and dimensions exactly one
 * @param more whether the limit left rows out
 */
public record UsageTable(UsageQuery query, List<Row> rows, boolean more) {
  /**
   * One row.
   *
   * @param start the start of its calendar unit in the zone of the range; null without a grain
   * @param keys one value for each dimension; null where not known
   * @param values one for each measure; null where nothing is known (a percentile of no values)
   * @param before the same over the range compared to; empty when none was asked for
   */
  public record Row(
      @Nullable Instant start,
      List<@Nullable String> keys,
      List<@Nullable BigDecimal> values,
      List<@Nullable BigDecimal> before) {}

  /** A value of a row. */
  public @Nullable BigDecimal value(Row row, Measure measure) {
    return row.values().get(index(measure));
  }

  /** A value of a row, zero where nothing is known. */
  public BigDecimal amount(Row row, Measure measure) {
    BigDecimal value = value(row, measure);
    return value == null ? BigDecimal.ZERO : value;
  }

  /** The compared value of a row, zero where nothing is known. */
  public BigDecimal amountBefore(Row row, Measure measure) {
    BigDecimal value = row.before().get(index(measure));
    return value == null ? BigDecimal.ZERO : value;
  }

  /** The one row of a question without grain and dimensions. */
  public Row only() {
    return rows.getFirst();
  }

  private int index(Measure measure) {
    int index = query.measures().indexOf(measure);
    if (index < 0) {
      throw new IllegalArgumentException(measure + " was not asked for");
    }
    return index;
  }
}
