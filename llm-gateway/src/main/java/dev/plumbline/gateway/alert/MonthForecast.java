package dev.plumbline.gateway.alert;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * What a month comes to: what is spent so far, and for each day left the median of the same weekday
 * in the four weeks before, counted from the first day with spend.
 */
final class MonthForecast {
  /** The days that it looks back. */
  static final int BACK = 28;

  private MonthForecast() {}

  /**
   * The forecast.
   *
   * @param soFar spent in the month
   * @param days spend by day; days without left out
   */
  static BigDecimal of(
      BigDecimal soFar, SortedMap<LocalDate, BigDecimal> days, LocalDate today) {
    LocalDate end = today.with(TemporalAdjusters.firstDayOfNextMonth());
    BigDecimal rest =
        usual(days, today, today.getDayOfWeek())
            .subtract(days.getOrDefault(today, BigDecimal.ZERO))
            .max(BigDecimal.ZERO);
    BigDecimal sum = soFar.add(rest);
    for (LocalDate day = today.plusDays(1); day.isBefore(end); day = day.plusDays(1)) {
      sum = sum.add(usual(days, today, day.getDayOfWeek()));
    }
    return sum;
  }

  private static BigDecimal usual(
      SortedMap<LocalDate, BigDecimal> days, LocalDate today, DayOfWeek weekday) {
    SortedMap<LocalDate, BigDecimal> before = days.subMap(today.minusDays(BACK), today);
    if (before.isEmpty()) {
      return BigDecimal.ZERO;
    }
    List<BigDecimal> same = new ArrayList<>();
    List<BigDecimal> all = new ArrayList<>();
    for (LocalDate day = before.firstKey(); day.isBefore(today); day = day.plusDays(1)) {
      BigDecimal spent = before.getOrDefault(day, BigDecimal.ZERO);
      all.add(spent);
      if (day.getDayOfWeek() == weekday) {
        same.add(spent);
      }
    }
    return Medians.of(same.isEmpty() ? all : same);
  }
}
