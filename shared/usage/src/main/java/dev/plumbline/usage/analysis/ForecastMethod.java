package dev.plumbline.usage.analysis;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Median;

/** How the days to come are foretold from the days there were, the last of which was yesterday. */
public enum ForecastMethod {
  /** The median of the last four same weekdays, times how the last two weeks compare to theirs. */
  WEEKDAY_MEDIAN_LEVEL {
    @Override
    public double[] forecast(double[] history, int days) {
      double[] medians = WEEKDAY_MEDIAN.forecast(history, days);
      double level = level(history);
      return Arrays.stream(medians).map(value -> value * level).toArray();
    }
  },
  /** The median of the last four same weekdays. */
  WEEKDAY_MEDIAN {
    @Override
    public double[] forecast(double[] history, int days) {
      double[] forecast = new double[days];
      for (int day = 0; day < days; day++) {
        forecast[day] = sameWeekdays(history, history.length + day % WEEK);
      }
      return forecast;
    }
  },
  /** The same weekday of last week: a baseline. */
  SEASONAL_NAIVE {
    @Override
    public double[] forecast(double[] history, int days) {
      double[] forecast = new double[days];
      for (int day = 0; day < days; day++) {
        forecast[day] = history[history.length - WEEK + day % WEEK];
      }
      return forecast;
    }
  },
  /** A straight line through the last four weeks: a baseline. */
  LINEAR {
    @Override
    public double[] forecast(double[] history, int days) {
      int n = Math.min(history.length, WEEKS * WEEK);
      double[] recent = Arrays.copyOfRange(history, history.length - n, history.length);
      double meanX = (n - 1) / 2.0;
      double meanY = Arrays.stream(recent).average().orElse(0);
      double xy = 0;
      double xx = 0;
      for (int x = 0; x < n; x++) {
        xy += (x - meanX) * (recent[x] - meanY);
        xx += (x - meanX) * (x - meanX);
      }
      double slope = xx == 0 ? 0 : xy / xx;
      double[] forecast = new double[days];
      for (int day = 0; day < days; day++) {
        forecast[day] = Math.max(0, meanY + slope * (n + day - meanX));
      }
      return forecast;
    }
  };

  static final int WEEK = 7;
  private static final int WEEKS = 4;
  private static final double MOST_LEVEL = 2;

  /** The days after the history, which has at least a week. */
  public abstract double[] forecast(double[] history, int days);

  /** The median of the last four days of the same weekday before a day. */
  static double sameWeekdays(double[] history, int day) {
    double[] same = new double[WEEKS];
    int found = 0;
    for (int index = day - WEEK; index >= 0 && found < WEEKS; index -= WEEK) {
      if (index < history.length) {
        same[found++] = history[index];
      }
    }
    return Median.withDefaults().evaluate(Arrays.copyOf(same, found));
  }

  /** The last two weeks against the medians that would now be foretold for their weekdays. */
  private static double level(double[] history) {
    if (history.length < WEEKS * WEEK) {
      return 1;
    }
    double[] ratios = new double[2 * WEEK];
    for (int back = 1; back <= ratios.length; back++) {
      int day = history.length - back;
      double usual = sameWeekdays(history, day + (back > WEEK ? 2 : 1) * WEEK);
      ratios[back - 1] = usual == 0 ? 1 : history[day] / usual;
    }
    double level = Median.withDefaults().evaluate(ratios);
    return Math.clamp(level, 1 / MOST_LEVEL, MOST_LEVEL);
  }
}
