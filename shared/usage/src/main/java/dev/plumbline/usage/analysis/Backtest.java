package dev.plumbline.usage.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How well a method foretold a series: from each of many past days the days after it, with only the
 * days before it known.
 *
 * @param days how far ahead each forecast looks
 * @param origins the forecasts made, oldest first
 */
public record Backtest(int days, List<Origin> origins) {
  /** One forecast and what then came. */
  public static final class Origin {
    private final int known;
    private final double[] forecast;
    private final double[] actual;

    private Origin(int known, double[] forecast, double[] actual) {
      this.known = known;
      this.forecast = forecast;
      this.actual = actual;
    }

    /** How many days of the series it knew. */
    public int known() {
      return known;
    }

    private double error() {
      double sum = 0;
      for (int day = 0; day < actual.length; day++) {
        sum += Math.abs(actual[day] - forecast[day]);
      }
      return sum / actual.length;
    }

    /** The actual sum of the first days over the foretold one; 1 where nothing was foretold. */
    public double ratio(int days) {
      double foretold = Arrays.stream(forecast, 0, days).sum();
      return foretold <= 0 ? 1 : Arrays.stream(actual, 0, days).sum() / foretold;
    }

    /** The same for a single day. */
    public double dayRatio(int day) {
      return forecast[day] <= 0 ? 1 : actual[day] / forecast[day];
    }
  }

  /** Every day from {@code least} known days on whose following days are all known. */
  public static Backtest of(double[] series, ForecastMethod method, int least, int days) {
    List<Origin> origins = new ArrayList<>();
    for (int known = least; known + days <= series.length; known++) {
      double[] history = Arrays.copyOf(series, known);
      double[] actual = Arrays.copyOfRange(series, known, known + days);
      origins.add(new Origin(known, method.forecast(history, days), actual));
    }
    return new Backtest(days, List.copyOf(origins));
  }

  /** Mean absolute error over that of "as a week before" within the history, averaged. */
  public double mase(double[] series) {
    return origins.stream()
        .mapToDouble(origin -> origin.error() / scale(series, origin.known()))
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }

  /** Mean absolute error of the sum over the days foretold, as a share of it. */
  public double totalError() {
    return origins.stream()
        .mapToDouble(origin -> Math.abs(origin.ratio(days) - 1) / origin.ratio(days))
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }

  private static double scale(double[] series, int known) {
    double sum = 0;
    for (int day = ForecastMethod.WEEK; day < known; day++) {
      sum += Math.abs(series[day] - series[day - ForecastMethod.WEEK]);
    }
    return sum / (known - ForecastMethod.WEEK);
  }
}
