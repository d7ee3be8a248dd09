package dev.plumbline.usage.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * How far reality strays from a forecast, as factors on it, taken from past forecasts.
 *
 * @param low the factor below which reality seldom falls
 * @param high the factor above which it seldom rises
 * @param widened how much wider than the plain quantiles the interval is
 * @param coverage the share of past forecasts inside the interval that was known at their time; NaN
 *     when there were too few
 * @param tested how many past forecasts that share was measured on
 * @param ahead how many days ahead these looked
 */
record Calibration(
    double low, double high, double widened, double coverage, int tested, int ahead) {
  private static final int LEAST = 10;
  private static final int LEAST_TESTED = 5;
  private static final double LEAST_DEGREES = 2;
  private static final double STEP = 0.25;
  private static final double MOST_WIDENED = 2;

  /** Whether there are enough past forecasts for an interval. */
  static boolean possible(List<Backtest.Origin> origins) {
    return origins.size() >= LEAST;
  }

  /**
   * From past forecasts of as many days: the interval is widened until, each time built from what
   * was known then, it held the share asked for, or as much of it as twice the width can hold.
   *
   * @param shorter that of a day less, whose widening is taken over where too few forecasts allow a
   *     measurement; null for none
   */
  static Calibration of(
      List<Backtest.Origin> origins,
      ToDoubleFunction<Backtest.Origin> ratio,
      int days,
      double share,
      @Nullable Calibration shorter) {
    double[] ratios = origins.stream().mapToDouble(ratio).toArray();
    int tested = ratios.length - LEAST - days + 1;
    if (tested < LEAST_TESTED) {
      double widened = shorter == null ? 1 : shorter.widened();
      double[] interval = interval(ratios, ratios.length, days, share, widened);
      return shorter == null
          ? new Calibration(interval[0], interval[1], 1, Double.NaN, 0, days)
          : new Calibration(
              interval[0],
              interval[1],
              widened,
              shorter.coverage(),
              shorter.tested(),
              shorter.ahead());
    }
    double reachable = Math.min(share, coverage(ratios, days, share, MOST_WIDENED));
    double widened = 1;
    double coverage = coverage(ratios, days, share, widened);
    while (coverage < reachable) {
      widened += STEP;
      coverage = coverage(ratios, days, share, widened);
    }
    double[] interval = interval(ratios, ratios.length, days, share, widened);
    return new Calibration(interval[0], interval[1], widened, coverage, tested, days);
  }

  /** Of forecasts each judged by those that were over when it was made. */
  private static double coverage(double[] ratios, int days, double share, double widened) {
    int inside = 0;
    int tested = 0;
    for (int origin = LEAST + days - 1; origin < ratios.length; origin++) {
      double[] interval = interval(ratios, origin - days + 1, days, share, widened);
      tested++;
      inside += ratios[origin] >= interval[0] && ratios[origin] <= interval[1] ? 1 : 0;
    }
    return (double) inside / tested;
  }

  /**
   * The empirical quantiles of the first ratios, with the correction for a finite sample. Forecasts
   * that overlap tell less than as many apart, so that the distance from the median grows as
   * Student's quantile does over the normal one.
   */
  private static double[] interval(
      double[] ratios, int count, int days, double share, double widened) {
    double[] sorted = Arrays.copyOf(ratios, count);
    Arrays.sort(sorted);
    double tail = (1 - share) / 2;
    int lower = (int) Math.floor((count + 1) * tail) - 1;
    int upper = (int) Math.ceil((count + 1) * (1 - tail)) - 1;
    double low = sorted[Math.clamp(lower, 0, count - 1)];
    double high = sorted[Math.clamp(upper, 0, count - 1)];
    double middle = sorted[count / 2];
    double factor = widened * fewness((double) count / days, tail);
    return new double[] {
      Math.max(0, middle - (middle - low) * factor), middle + (high - middle) * factor
    };
  }

  private static double fewness(double apart, double tail) {
    double degrees = Math.max(LEAST_DEGREES, apart);
    return TDistribution.of(degrees).inverseSurvivalProbability(tail)
        / NormalDistribution.of(0, 1).inverseSurvivalProbability(tail);
  }

  /** Reaching at least as far as another. */
  Calibration around(Calibration other) {
    return new Calibration(
        Math.min(low, other.low), Math.max(high, other.high), widened, coverage, tested, ahead);
  }
}
