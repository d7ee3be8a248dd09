package dev.plumbline.usage.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.descriptive.Median;

/**
 * What each day of a series was to be expected to come to, from the days before it alone, and how
 * far out of line it was.
 *
 * <p>Days out of line are replaced by what was expected before later days are judged by them,
 * unless more than three follow each other: then the level has changed.
 */
final class WeekdayBaseline {
  private static final int LEAST = 14;
  private static final int MOST = 42;
  private static final int ORDINARY_DAYS = 56;
  private static final int LEAST_ORDINARY = 14;
  private static final int LONGEST_SPIKE = 3;
  private static final double LIMIT = 3.5;
  private static final double LEAST_DEVIATION = 0.2;
  private static final double TO_SIGMA = 1.4826;
  private static final double LEAST_SIGMA = 0.02;

  private final double[] expected;
  private final double[] scores;

  private WeekdayBaseline(double[] expected, double[] scores) {
    this.expected = expected;
    this.scores = scores;
  }

  /** What a day was to be expected to come to; NaN for the first ones. */
  double expected(int day) {
    return expected[day];
  }

  /**
   * Robust standard deviations from the usual scatter; zero for ordinary days and for those that
   * cannot be judged.
   */
  double score(int day) {
    return scores[day];
  }

  /** Of a series of complete days. */
  static WeekdayBaseline of(double[] series) {
    double[] cleaned = series.clone();
    double[] expected = new double[series.length];
    double[] scores = new double[series.length];
    Arrays.fill(expected, Double.NaN);
    List<Double> ordinary = new ArrayList<>();
    int run = 0;
    for (int day = LEAST; day < series.length; day++) {
      double[] before = Arrays.copyOfRange(cleaned, Math.max(0, day - MOST), day);
      expected[day] = ForecastMethod.WEEKDAY_MEDIAN_LEVEL.forecast(before, 1)[0];
      double deviation = deviation(series[day], expected[day], before);
      double score = ordinary.size() < LEAST_ORDINARY ? 0 : score(ordinary, deviation);
      if (Math.abs(score) <= LIMIT || Math.abs(deviation) <= LEAST_DEVIATION) {
        ordinary.add(deviation);
        run = 0;
        continue;
      }
      scores[day] = score;
      run++;
      if (run <= LONGEST_SPIKE) {
        cleaned[day] = expected[day];
      } else {
        System.arraycopy(series, day - run + 1, cleaned, day - run + 1, run);
      }
    }
    return new WeekdayBaseline(expected, scores);
  }

  /** As a share of what was expected, or of a tenth of the usual level where that is more. */
  private static double deviation(double value, double expected, double[] before) {
    double usual = Arrays.stream(before, before.length - LEAST, before.length).average().orElse(0);
    double base = Math.max(expected, usual / 10);
    return base == 0 ? 0 : (value - expected) / base;
  }

  private static double score(List<Double> ordinary, double deviation) {
    int from = Math.max(0, ordinary.size() - ORDINARY_DAYS);
    double[] recent =
        ordinary.subList(from, ordinary.size()).stream().mapToDouble(value -> value).toArray();
    double middle = Median.withDefaults().withCopy(true).evaluate(recent);
    double[] distances = Arrays.stream(recent).map(value -> Math.abs(value - middle)).toArray();
    double sigma = TO_SIGMA * Median.withDefaults().evaluate(distances);
    return (deviation - middle) / Math.max(sigma, LEAST_SIGMA);
  }
}
