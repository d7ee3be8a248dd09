package dev.plumbline.usage.analysis;

import dev.plumbline.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Finds days that are out of line for their weekday, and what was behind them.
 *
 * <p>A day is out of line when its distance from what its weekday made likely is more than 3.5
 * robust standard deviations (from the median absolute deviation) of the ordinary days before, and
 * more than a fifth of it. Consecutive ones are one anomaly.
 */
public final class Anomalies {
  /** The days of history that a day is judged by. */
  public static final int HISTORY_DAYS = 56;

  private static final double LEAST_SHARE = 0.1;

  private Anomalies() {}

  /** The anomalies of a series of complete days, oldest first. */
  public static List<Anomaly> detect(DailySeries series) {
    WeekdayBaseline baseline = WeekdayBaseline.of(series.doubles());
    List<Anomaly> found = new ArrayList<>();
    int day = 0;
    while (day < series.size()) {
      int end = day;
      while (end < series.size() && sameSide(baseline, day, end)) {
        end++;
      }
      if (end > day) {
        found.add(anomaly(series, baseline, day, end));
      }
      day = Math.max(end, day + 1);
    }
    return List.copyOf(found);
  }

  private static boolean sameSide(WeekdayBaseline baseline, int day, int other) {
    return baseline.score(other) != 0
        && Math.signum(baseline.score(other)) == Math.signum(baseline.score(day));
  }

  private static Anomaly anomaly(DailySeries series, WeekdayBaseline baseline, int from, int to) {
    double worst = 0;
    for (int day = from; day < to; day++) {
      double score = baseline.score(day);
      worst = Math.abs(score) > Math.abs(worst) ? score : worst;
    }
    return new Anomaly(
        series.day(from), series.day(to - 1), series.sum(from, to), sum(baseline, from, to), worst);
  }

  private static BigDecimal sum(WeekdayBaseline baseline, int from, int to) {
    double sum = 0;
    for (int day = from; day < to; day++) {
      double expected = baseline.expected(day);
      sum += Double.isNaN(expected) ? 0 : expected;
    }
    return Money.exact(BigDecimal.valueOf(sum));
  }

  /**
   * Which values of which dimensions were out of line on the days of an anomaly, largest share of
   * its amount first.
   *
   * @param slices by the name of a dimension, by its value: series of the same days and measure
   */
  public static List<Anomaly.Cause> causes(
      Anomaly anomaly, Map<String, Map<String, DailySeries>> slices) {
    List<Anomaly.Cause> causes = new ArrayList<>();
    slices.forEach((dimension, values) ->
        values.forEach((value, series) -> {
          Anomaly.Cause cause = cause(anomaly, dimension, value, series);
          if (cause.share() >= LEAST_SHARE) {
            causes.add(cause);
          }
        }));
    causes.sort(
        Comparator.comparingDouble(Anomaly.Cause::share)
            .reversed()
            .thenComparing(Anomaly.Cause::dimension)
            .thenComparing(Anomaly.Cause::value));
    return List.copyOf(causes);
  }

  private static Anomaly.Cause cause(
      Anomaly anomaly, String dimension, String value, DailySeries series) {
    int from = index(series, anomaly.first());
    int to = index(series, anomaly.last().plusDays(1));
    BigDecimal actual = series.sum(from, to);
    BigDecimal expected = sum(WeekdayBaseline.of(series.doubles()), from, to);
    BigDecimal amount = actual.subtract(expected);
    double whole = anomaly.amount().doubleValue();
    double share = whole == 0 ? 0 : amount.doubleValue() / whole;
    return new Anomaly.Cause(dimension, value, actual, expected, amount, share);
  }

  private static int index(DailySeries series, LocalDate day) {
    long index = ChronoUnit.DAYS.between(series.first(), day);
    return Math.clamp(index, 0, series.size());
  }
}
