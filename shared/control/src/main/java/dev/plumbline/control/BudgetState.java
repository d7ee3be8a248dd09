package dev.plumbline.control;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a budget stands for one value of its scope.
 *
 * @param value the value of the scope's level that it stands for
 * @param spent settled in the window
 * @param reserved held for requests under way
 * @param resets when it starts anew; null when it does not at one moment
 */
public record BudgetState(
    Budget budget, String value, BigDecimal spent, BigDecimal reserved, @Nullable Instant resets) {
  /** What is left of it, at least nothing. */
  public BigDecimal left() {
    return budget.limit().subtract(spent).subtract(reserved).max(BigDecimal.ZERO);
  }
}
