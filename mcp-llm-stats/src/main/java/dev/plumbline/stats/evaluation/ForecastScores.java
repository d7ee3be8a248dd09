package dev.plumbline.stats.evaluation;

import dev.plumbline.usage.analysis.Backtest;
import dev.plumbline.usage.analysis.DailySeries;
import dev.plumbline.usage.analysis.Forecast;
import dev.plumbline.usage.analysis.ForecastMethod;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How well forecasts did over many series and origins. */
final class ForecastScores {
  private static final int KNOWN = 28;
  private static final int LATE = 84;
  private static final int EVERY = 7;

  private ForecastScores() {}

  /**
   * The accuracy of a method: the mean over series.
   *
   * @param forecasts how many it was measured on
   */
  record Accuracy(double mase, double totalError, int forecasts) {}

  /** From every day after four weeks of history. */
  static Accuracy accuracy(List<Case> cases, ForecastMethod method, int days) {
    double mase = 0;
    double error = 0;
    int forecasts = 0;
    for (Case one : cases) {
      double[] series = one.series().doubles();
      Backtest test = Backtest.of(series, method, KNOWN, days);
      mase += test.mase(series) / cases.size();
      error += test.totalError() / cases.size();
      forecasts += test.origins().size();
    }
    return new Accuracy(mase, error, forecasts);
  }

  /**
   * How often totals fell inside the intervals stated for them.
   *
   * @param measured the mean coverage that the forecasts stated about themselves
   * @param width the mean width of the intervals as a share of the total foretold
   */
  record Coverage(int inside, int forecasts, double measured, double width) {}

  /** Once a week from the twelfth week on, as a user would ask. */
  static Coverage coverage(List<Case> cases, int days, double share) {
    int inside = 0;
    int forecasts = 0;
    double measured = 0;
    int stated = 0;
    double width = 0;
    for (Case one : cases) {
      DailySeries series = one.series();
      for (int known = LATE; known + days <= series.size(); known += EVERY) {
        Forecast.@Nullable Interval interval = interval(series, known, days, share);
        if (interval != null) {
          BigDecimal actual = series.sum(known, known + days);
          boolean held =
              actual.compareTo(interval.low()) >= 0 && actual.compareTo(interval.high()) <= 0;
          inside += held ? 1 : 0;
          forecasts++;
          measured += interval.coverage() == null ? 0 : interval.coverage();
          stated += interval.coverage() == null ? 0 : 1;
          double reach = interval.high().subtract(interval.low()).doubleValue();
          width += reach / actual.doubleValue();
        }
      }
    }
    return new Coverage(inside, forecasts, measured / stated, width / forecasts);
  }

  private static Forecast.@Nullable Interval interval(
      DailySeries series, int known, int days, double share) {
    DailySeries history = series.until(series.day(known - 1));
    Forecast.Question question =
        new Forecast.Question(
            history, BigDecimal.ZERO, series.day(known), series.day(known + days - 1), null, share);
    return Forecast.of(question) instanceof Forecast.Foretold foretold ? foretold.interval() : null;
  }
}
