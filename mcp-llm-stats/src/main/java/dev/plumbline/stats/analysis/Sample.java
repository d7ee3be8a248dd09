package dev.plumbline.stats.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.TTest;

/**
 * What is known of some measurements: how many, their mean, their (unbiased) variance.
 *
 * <p>Differences are judged by Welch's test, which does not take both variances for equal.
 */
public record Sample(long count, double mean, double variance) {
  /** From a count, a mean and a sum of squares. */
  public static Sample of(long count, BigDecimal mean, BigDecimal squares) {
    if (count < 2) {
      return new Sample(count, mean.doubleValue(), Double.NaN);
    }
    BigDecimal n = BigDecimal.valueOf(count);
    BigDecimal spread = squares.subtract(mean.multiply(mean).multiply(n));
    double variance =
        spread.divide(BigDecimal.valueOf(count - 1), MathContext.DECIMAL64).doubleValue();
    return new Sample(count, mean.doubleValue(), Math.max(0, variance));
  }

  /** Whether there is enough to compare at all. */
  public boolean comparable() {
    return count >= 2;
  }

  /**
   * A difference of two means.
   *
   * @param low the lower end of its confidence interval
   * @param high the upper end
   * @param chance the p-value: how likely a difference as large were if there was none
   */
  public record Difference(double value, double low, double high, double chance) {}

  /** How much more this one is than another, with an interval of some confidence, such as 0.95. */
  public Difference minus(Sample other, double confidence) {
    double difference = mean - other.mean;
    double squared = variance / count + other.variance / other.count;
    if (squared == 0) {
      return new Difference(difference, difference, difference, difference == 0 ? 1 : 0);
    }
    TTest.Result result =
        TTest.withDefaults()
            .with(DataDispersion.HETEROSCEDASTIC)
            .test(mean, variance, count, other.mean, other.variance, other.count);
    double reach =
        TDistribution.of(result.getDegreesOfFreedom())
                .inverseSurvivalProbability((1 - confidence) / 2)
            * Math.sqrt(squared);
    return new Difference(difference, difference - reach, difference + reach, result.getPValue());
  }

  /** How many measurements of each show a difference four times in five. */
  public long needed(Sample other, double difference, double confidence) {
    NormalDistribution normal = NormalDistribution.of(0, 1);
    double z =
        normal.inverseSurvivalProbability((1 - confidence) / 2)
            + normal.inverseSurvivalProbability(0.2);
    return (long) Math.ceil(z * z * (variance + other.variance) / (difference * difference));
  }
}
