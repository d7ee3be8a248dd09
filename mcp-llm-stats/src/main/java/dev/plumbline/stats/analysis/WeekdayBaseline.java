package dev.plumbline.stats.analysis;

import java.util.Arrays;

/** What each day of a series was to be expected to come to, from the days before it alone. */
final class WeekdayBaseline {
  /** The days that must lie before the first day with an expectation. */
  static final int LEAST = 14;

  private static final int MOST = 42;

  private WeekdayBaseline() {}

  /** One value for each day; NaN for the first ones. */
  static double[] of(double[] series) {
    double[] expected = new double[series.length];
    Arrays.fill(expected, Double.NaN);
    for (int day = LEAST; day < series.length; day++) {
      double[] before = Arrays.copyOfRange(series, Math.max(0, day - MOST), day);
      expected[day] = ForecastMethod.WEEKDAY_MEDIAN_LEVEL.forecast(before, 1)[0];
    }
    return expected;
  }
}
