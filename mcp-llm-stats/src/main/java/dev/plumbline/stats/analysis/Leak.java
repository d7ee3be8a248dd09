package dev.plumbline.stats.analysis;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A ratio that rose for one value of a dimension, unnoticed because no single day stands out.
 *
 * @param dimension such as {@code key}
 * @param since the day that the rise began
 * @param before the ratio before it
 * @param now the ratio at the end
 * @param extra dollars that the rise cost so far
 * @param extraPerMonth dollars that it costs in thirty days at the rate of the last seven
 * @param fit the share of the ratio's movement that the rise explains, 0 to 1
 */
public record Leak(
    String dimension,
    String value,
    What what,
    Shape shape,
    LocalDate since,
    double before,
    double now,
    BigDecimal extra,
    BigDecimal extraPerMonth,
    double fit) {
  /** The ratio that rose. */
  public enum What {
    /** Input tokens a request. */
    PROMPT_LENGTH,
    /** Attempts a request. */
    ATTEMPTS
  }

  /** How it rose. */
  public enum Shape {
    /** A little every day. */
    CREEPING,
    /** At once. */
    STEP
  }
}
