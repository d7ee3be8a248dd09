package dev.plumbline.control;

import dev.plumbline.kernel.Money;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a budget stands for one value of its scope.
 *
 * @param value the value of the scope's level that it stands for
 * @param limit what may be spent now, extras included
 * @param spent settled in the window
 * @param reserved held for requests under way
 * @param resets when it starts anew; null when it does not at one moment
 */
public record BudgetState(
    Budget budget,
    String value,
    BigDecimal limit,
    BigDecimal spent,
    BigDecimal reserved,
    @Nullable Instant resets) {
  /** How a budget stands at a moment. */
  public static BudgetState of(
      Budget budget, String value, BigDecimal spent, BigDecimal reserved, Instant now) {
    return new BudgetState(
        budget,
        value,
        budget.limit(value, now),
        Money.exact(spent),
        Money.exact(reserved),
        budget.window().resets(now).orElse(null));
  }

  /** What is left of it, at least nothing. */
  public BigDecimal left() {
    return limit.subtract(spent).subtract(reserved).max(BigDecimal.ZERO);
  }
}
