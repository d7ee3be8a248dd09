package dev.plumbline.usage.analysis;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Consecutive days that were out of line.
 *
 * @param actual what they came to
 * @param expected what their weekdays and the level before made likely
 * @param score the largest distance of a day from the usual scatter, in robust standard deviations
 */
public record Anomaly(
    LocalDate first, LocalDate last, BigDecimal actual, BigDecimal expected, double score) {
  /** How much more than expected; negative when less. */
  public BigDecimal amount() {
    return actual.subtract(expected);
  }

  /**
   * A value of a dimension that was out of line on these days.
   *
   * @param amount how much more than expected it came to
   * @param share of the anomaly's amount; above 1 where others made up for it
   */
  public record Cause(
      String dimension,
      String value,
      BigDecimal actual,
      BigDecimal expected,
      BigDecimal amount,
      double share) {}
}
