package dev.plumbline.stats.analysis;

import dev.plumbline.kernel.Money;
import dev.plumbline.kernel.TimeRange;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** All rules that look for ways to spend less, and the ranking of what they find. */
public final class Savings {
  private static final BigDecimal MONTH_SECONDS =
      BigDecimal.valueOf(Duration.ofDays(30).toSeconds());

  private Savings() {}

  /** The rules; each is asked its question, and its recommendations are ranked together. */
  public static List<SavingRule> rules() {
    return List.of(
        new BatchSaving(),
        new ModelSaving(),
        new PromptCacheSaving(),
        new ResponseCacheSaving(),
        new WasteSaving(),
        new LeakSaving());
  }

  /**
   * Those that save at least so much a month, most first. They may concern the same requests, so
   * that their sum is more than all of them save together.
   */
  public static List<Recommendation> rank(List<Recommendation> all, BigDecimal leastPerMonth) {
    return all.stream()
        .filter(one -> one.perMonth().compareTo(leastPerMonth) >= 0 && one.saving().signum() > 0)
        .sorted(
            Comparator.comparing(Recommendation::perMonth)
                .reversed()
                .thenComparing(Recommendation::title))
        .toList();
  }

  /** What an amount over a range comes to in thirty days. */
  static BigDecimal perMonth(BigDecimal amount, TimeRange range) {
    long seconds = Math.max(1, Duration.between(range.from(), range.to()).toSeconds());
    return Money.exact(
        amount.multiply(MONTH_SECONDS).divide(BigDecimal.valueOf(seconds), MathContext.DECIMAL128));
  }
}
