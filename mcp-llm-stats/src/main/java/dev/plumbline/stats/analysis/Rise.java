package dev.plumbline.stats.analysis;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A level that held until a day and rose from there, fitted by least squares.
 *
 * @param start the index of that day
 * @param level before it
 * @param end the fitted value of the last day
 * @param step whether it rose at once instead of steadily
 * @param fit the share of the variance explained
 * @param certainty the slope or step over its standard error
 */
record Rise(int start, double level, double end, boolean step, double fit, double certainty) {
  private static final int MARGIN = 7;

  /** The best fit of either kind; null when the series is too short or does not rise. */
  static @Nullable Rise of(double[] series) {
    @Nullable Rise best = null;
    for (int start = MARGIN; start <= series.length - MARGIN; start++) {
      for (boolean step : new boolean[] {false, true}) {
        Rise rise = fit(series, start, step);
        if (best == null || rise.fit() > best.fit()) {
          best = rise;
        }
      }
    }
    return best == null || best.end() <= best.level() ? null : best;
  }

  /** Simple regression on a regressor that is zero before the start. */
  private static Rise fit(double[] series, int start, boolean step) {
    int n = series.length;
    double[] regressor = new double[n];
    for (int day = start; day < n; day++) {
      regressor[day] = step ? 1 : day - start + 1;
    }
    double meanX = Arrays.stream(regressor).average().orElse(0);
    double meanY = Arrays.stream(series).average().orElse(0);
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int day = 0; day < n; day++) {
      xx += (regressor[day] - meanX) * (regressor[day] - meanX);
      xy += (regressor[day] - meanX) * (series[day] - meanY);
      yy += (series[day] - meanY) * (series[day] - meanY);
    }
    double slope = xy / xx;
    double level = meanY - slope * meanX;
    double explained = yy == 0 ? 0 : slope * xy / yy;
    double error = Math.sqrt(Math.max(0, yy - slope * xy) / (n - 2) / xx);
    double certainty = error == 0 ? Double.MAX_VALUE : slope / error;
    return new Rise(start, level, level + slope * regressor[n - 1], step, explained, certainty);
  }
}
