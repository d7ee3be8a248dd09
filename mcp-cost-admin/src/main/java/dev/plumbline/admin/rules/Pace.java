package dev.plumbline.admin.rules;

import dev.plumbline.control.BudgetState;
import dev.plumbline.control.Period;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How fast a budget is spent, judged by its own window: what was spent in it by the time that has
 * passed of it.
 *
 * @param daily US dollars a day; null for an endless budget, whose beginning is unknown
 * @param runsOut when nothing is left at that pace; null when that is after the window's end or
 *     never
 */
public record Pace(@Nullable BigDecimal daily, @Nullable Instant runsOut) {
  private static final BigDecimal DAY = BigDecimal.valueOf(86_400);

  /** Before so much has passed, a pace would be guesswork. */
  private static final Duration LEAST = Duration.ofMinutes(10);

  private static final Pace UNKNOWN = new Pace(null, null);

  /** The pace of a budget at a moment. */
  public static Pace of(BudgetState state, Instant now) {
    if (state.left().signum() == 0) {
      return new Pace(null, now);
    }
    if (state.budget().window().period() == Period.TOTAL) {
      return UNKNOWN;
    }
    Duration passed = Duration.between(state.budget().window().start(now), now);
    if (passed.compareTo(LEAST) < 0 || state.spent().signum() <= 0) {
      return UNKNOWN;
    }
    BigDecimal seconds = BigDecimal.valueOf(passed.toSeconds());
    BigDecimal daily = state.spent().multiply(DAY).divide(seconds, MathContext.DECIMAL64);
    long left =
        state
            .left()
            .multiply(DAY)
            .divide(daily, 0, RoundingMode.DOWN)
            .min(BigDecimal.valueOf(10L * 365 * 86_400))
            .longValue();
    Instant out = now.plusSeconds(left);
    Instant resets = state.resets();
    boolean inTime = resets == null ? state.budget().window().rolling() : out.isBefore(resets);
    // A rolling window never runs out at the pace that fills it exactly.
    boolean never = state.budget().window().rolling() && left > passed.toSeconds();
    return new Pace(daily, inTime && !never ? out : null);
  }
}
