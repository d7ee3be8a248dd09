package dev.plumbline.usage.analysis;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes one forecast. */
final class Forecaster {
  private static final ForecastMethod METHOD = ForecastMethod.WEEKDAY_MEDIAN_LEVEL;
  private static final int MOST_HISTORY = 180;
  private static final int LEAST_KNOWN = 28;
  private static final int MOST_DAYS = 400;

  private final Forecast.Question question;
  private final LocalDate today;
  private final DailySeries history;
  private final int days;
  private final double[] expected;
  private final List<Backtest> backtests;
  private final List<Calibration> ofDays = new ArrayList<>();
  private final List<Calibration> ofTotals = new ArrayList<>();

  Forecaster(Forecast.Question question) {
    this.question = question;
    this.today = question.history().first().plusDays(question.history().size());
    this.days = Math.toIntExact(ChronoUnit.DAYS.between(today, question.until()) + 1);
    if (days < 1 || days > MOST_DAYS) {
      throw new Failure.InvalidInput(
          "%s cannot be foretold from %s.".formatted(question.until(), today),
          "Choose an end from today to " + today.plusDays(MOST_DAYS - 1L) + ".");
    }
    DailySeries used = question.history().trimmed();
    int surplus = Math.max(0, used.size() - MOST_HISTORY);
    this.history = new DailySeries(used.day(surplus), used.values().subList(surplus, used.size()));
    double[] series = history.doubles();
    boolean enough = series.length >= Forecast.LEAST_DAYS;
    this.expected = enough ? METHOD.forecast(series, days) : new double[0];
    this.backtests = enough ? backtests(series) : List.of();
    backtests.forEach(this::calibrate);
  }

  Forecast forecast() {
    BigDecimal spent = spent();
    if (expected.length == 0) {
      return new Forecast.TooShort(
          history.size(), Forecast.LEAST_DAYS, spent.add(question.todaySoFar()));
    }
    double so = question.todaySoFar().doubleValue();
    expected[0] = Math.max(expected[0], so);
    List<Forecast.Day> list = new ArrayList<>();
    BigDecimal total = spent;
    for (int day = 0; day < days; day++) {
      Forecast.Day next = day(day);
      list.add(next);
      total = total.add(next.expected());
    }
    double[] lows = cumulative(false);
    double[] highs = cumulative(true);
    return new Forecast.Foretold(
        List.copyOf(list),
        spent,
        total,
        interval(spent, lows, highs),
        accuracies(),
        outlook(spent, list, lows, highs),
        backtests.size());
  }

  private BigDecimal spent() {
    BigDecimal sum = Money.ZERO;
    DailySeries all = question.history();
    for (int day = 0; day < all.size(); day++) {
      if (!all.day(day).isBefore(question.since())) {
        sum = sum.add(all.values().get(day));
      }
    }
    return sum;
  }

  /** One for each number of days ahead, as far as the history allows. */
  private List<Backtest> backtests(double[] series) {
    int least = Math.min(LEAST_KNOWN, Math.max(Forecast.LEAST_DAYS, series.length / 2));
    List<Backtest> tests = new ArrayList<>();
    for (int ahead = 1; ahead <= days; ahead++) {
      Backtest test = Backtest.of(series, METHOD, least, ahead);
      if (!Calibration.possible(test.origins())) {
        break;
      }
      tests.add(test);
    }
    return List.copyOf(tests);
  }

  private Forecast.Day day(int day) {
    BigDecimal amount = money(expected[day]);
    LocalDate date = today.plusDays(day);
    if (backtests.isEmpty()) {
      return new Forecast.Day(date, amount, null, null);
    }
    Calibration calibration = ofDays.get(Math.min(day, ofDays.size() - 1));
    double least = day == 0 ? question.todaySoFar().doubleValue() : 0;
    return new Forecast.Day(
        date,
        amount,
        money(Math.max(least, expected[day] * calibration.low())),
        money(Math.max(least, expected[day] * calibration.high())));
  }

  private Calibration total(int day) {
    return ofTotals.get(Math.min(day, ofTotals.size() - 1));
  }

  private void calibrate(Backtest test) {
    int ahead = test.days();
    ofDays.add(
        Calibration.of(
            test.origins(),
            origin -> origin.dayRatio(ahead - 1),
            ahead,
            question.share(),
            ofDays.isEmpty() ? null : ofDays.getLast()));
    Calibration shorter = ofTotals.isEmpty() ? null : ofTotals.getLast();
    Calibration total =
        Calibration.of(
            test.origins(), origin -> origin.ratio(ahead), ahead, question.share(), shorter);
    // Past a week the scatter of days evens out and only the level's uncertainty is left, which
    // does not shrink; where it seems to, there were too few forecasts that far ahead.
    ofTotals.add(shorter != null && ahead > ForecastMethod.WEEK ? total.around(shorter) : total);
  }

  /** A bound of the sum up to each day, never falling; empty when there is none. */
  private double[] cumulative(boolean upper) {
    if (backtests.isEmpty()) {
      return new double[0];
    }
    double[] bounds = new double[days];
    double sum = 0;
    double bound = question.todaySoFar().doubleValue();
    for (int day = 0; day < days; day++) {
      sum += expected[day];
      Calibration calibration = total(day);
      bound = Math.max(bound, sum * (upper ? calibration.high() : calibration.low()));
      bounds[day] = bound;
    }
    return bounds;
  }

  private Forecast.@Nullable Interval interval(BigDecimal spent, double[] lows, double[] highs) {
    if (backtests.isEmpty()) {
      return null;
    }
    Calibration calibration = total(days - 1);
    Double coverage = Double.isNaN(calibration.coverage()) ? null : calibration.coverage();
    return new Forecast.Interval(
        spent.add(money(lows[days - 1])),
        spent.add(money(highs[days - 1])),
        question.share(),
        coverage,
        calibration.tested(),
        calibration.ahead());
  }

  private List<Forecast.Accuracy> accuracies() {
    if (backtests.isEmpty()) {
      return List.of();
    }
    double[] series = history.doubles();
    Backtest own = backtests.getLast();
    int least = own.origins().getFirst().known();
    return Stream.of(METHOD, ForecastMethod.SEASONAL_NAIVE, ForecastMethod.LINEAR)
        .map(method -> {
          Backtest test = Backtest.of(series, method, least, own.days());
          return new Forecast.Accuracy(
              method, test.mase(series), test.totalError(), test.origins().size());
        })
        .toList();
  }

  private Forecast.@Nullable BudgetOutlook outlook(
      BigDecimal spent, List<Forecast.Day> list, double[] lows, double[] highs) {
    BigDecimal budget = question.budget();
    if (budget == null) {
      return null;
    }
    BigDecimal left = budget.subtract(spent).subtract(question.todaySoFar());
    BigDecimal room = budget.subtract(spent);
    double[] sums = new double[days];
    double sum = 0;
    for (int day = 0; day < days; day++) {
      sum += list.get(day).expected().doubleValue();
      sums[day] = sum;
    }
    return new Forecast.BudgetOutlook(
        budget,
        left,
        exhausted(sums, room),
        exhausted(highs, room),
        exhausted(lows, room),
        chance(room, sum));
  }

  /** The day whose sum first passes the room left; null when none does. */
  private @Nullable LocalDate exhausted(double[] sums, BigDecimal room) {
    if (room.signum() < 0) {
      return dayExhausted();
    }
    for (int day = 0; day < sums.length; day++) {
      if (money(sums[day]).compareTo(room) > 0) {
        return today.plusDays(day);
      }
    }
    return null;
  }

  /** The complete day on which the budget was passed. */
  private LocalDate dayExhausted() {
    BigDecimal sum = Money.ZERO;
    DailySeries all = question.history();
    for (int day = 0; day < all.size(); day++) {
      if (!all.day(day).isBefore(question.since())) {
        sum = sum.add(all.values().get(day));
        if (question.budget() != null && sum.compareTo(question.budget()) > 0) {
          return all.day(day);
        }
      }
    }
    return today;
  }

  private @Nullable Double chance(BigDecimal room, double sum) {
    if (backtests.isEmpty()) {
      return null;
    }
    List<Backtest.Origin> origins = backtests.getLast().origins();
    int ahead = backtests.size();
    long kept =
        origins.stream()
            .filter(origin -> money(sum * origin.ratio(ahead)).compareTo(room) <= 0)
            .count();
    return (double) kept / origins.size();
  }

  private static BigDecimal money(double amount) {
    return Money.exact(BigDecimal.valueOf(amount));
  }
}
