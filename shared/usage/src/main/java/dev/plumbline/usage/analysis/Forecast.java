package dev.plumbline.usage.analysis;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a series will come to: foretold, or too short to say. */
public sealed interface Forecast {
  /** The fewest complete days that a forecast is made from. */
  int LEAST_DAYS = 14;

  /**
   * What to foretell.
   *
   * @param history complete days, the last of which is yesterday
   * @param todaySoFar what today has come to already
   * @param since the first day of the period whose total is wanted, such as the first of the month
   * @param until the last day of it, today or later
   * @param budget dollars for that period; null for none
   * @param share how often reality should fall inside the intervals, such as 0.8
   */
  record Question(
      DailySeries history,
      BigDecimal todaySoFar,
      LocalDate since,
      LocalDate until,
      @Nullable BigDecimal budget,
      double share) {}

  /**
   * There is too little to go by.
   *
   * @param days complete days since the first usage
   * @param spent what the period has come to so far
   */
  record TooShort(int days, int needed, BigDecimal spent) implements Forecast {}

  /**
   * A forecast; every amount is dollars, and the total is the sum of what was spent and the days.
   *
   * @param days today and the days after it
   * @param spent on the complete days of the period
   * @param total of the whole period
   * @param interval of the total; null when the history is too short to tell
   * @param accuracies of this method and the baselines on this very series, the method used first
   * @param budget what becomes of the budget; null when none was given
   * @param measuredDays how many days ahead the intervals were measured; beyond them the last one
   *     is carried on
   */
  record Foretold(
      List<Day> days,
      BigDecimal spent,
      BigDecimal total,
      @Nullable Interval interval,
      List<Accuracy> accuracies,
      @Nullable BudgetOutlook budget,
      int measuredDays)
      implements Forecast {}

  /** One day; its bounds are null when the history is too short to tell. */
  record Day(
      LocalDate day, BigDecimal expected, @Nullable BigDecimal low, @Nullable BigDecimal high) {}

  /**
   * Bounds that reality keeps to, mostly.
   *
   * @param share how often it should
   * @param coverage how often it did in past forecasts; null when there were too few
   * @param tested how many past forecasts that was measured on
   * @param ahead how many days these looked ahead: as many as this one, or the most that could be
   *     measured
   */
  record Interval(
      BigDecimal low,
      BigDecimal high,
      double share,
      @Nullable Double coverage,
      int tested,
      int ahead) {}

  /**
   * How far a method was off on this series.
   *
   * @param mase mean absolute error of a day, against that of "as a week before"
   * @param totalError mean error of the sum over the days foretold, as a share of it
   * @param forecasts how many past forecasts this was measured on
   */
  record Accuracy(ForecastMethod method, double mase, double totalError, int forecasts) {}

  /**
   * What becomes of a budget; days are null when it lasts beyond the period.
   *
   * @param exhausted the day it is expected to run out
   * @param earliest the day it runs out if spend stays at its upper bound
   * @param latest the day it runs out if spend stays at its lower bound
   * @param chance the share of past forecasts after which the total would have kept to it; null
   *     when there were too few
   */
  record BudgetOutlook(
      BigDecimal budget,
      BigDecimal left,
      @Nullable LocalDate exhausted,
      @Nullable LocalDate earliest,
      @Nullable LocalDate latest,
      @Nullable Double chance) {}

  /** The answer. */
  static Forecast of(Question question) {
    return new Forecaster(question).forecast();
  }
}
