package dev.plumbline.stats.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.analysis.Forecast;
import dev.plumbline.usage.analysis.ForecastMethod;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForecastTest {
  /** 1 to 7 dollars from Thursday to Wednesday, again and again. */
  private static double[] weeks(int days) {
    double[] values = new double[days];
    for (int day = 0; day < days; day++) {
      values[day] = 1 + day % 7;
    }
    return values;
  }

  private static Forecast ask(
      double[] values, String soFar, LocalDate until, @Nullable String budget) {
    LocalDate today = LocalDate.of(2026, 10, 1).plusDays(values.length);
    return Forecast.of(
        new Forecast.Question(
            Tables.series(values),
            new BigDecimal(soFar),
            today.withDayOfMonth(1),
            until,
            budget == null ? null : new BigDecimal(budget),
            0.8));
  }

  @Test
  void continuesAWeeklyRhythmExactly() {
    // 70 days from 1 October end on 9 December; then 22 days: three weeks at 28 and a Thursday.
    Forecast.Foretold forecast =
        (Forecast.Foretold) ask(weeks(70), "0", LocalDate.of(2026, 12, 31), null);

    assertThat(forecast.days()).hasSize(22);
    assertThat(forecast.days().getFirst().expected()).isEqualByComparingTo("1");
    // December 1 to 9: Tuesday 6, Wednesday 7, then 1 to 7.
    assertThat(forecast.spent()).isEqualByComparingTo("41");
    assertThat(forecast.total()).isEqualByComparingTo("126"); // 41 + 3 x 28 + 1
    assertThat(forecast.interval()).isNotNull();
    assertThat(forecast.interval().low()).isEqualByComparingTo("126");
    assertThat(forecast.interval().coverage()).isEqualTo(1.0);
    assertThat(forecast.accuracies().getFirst().totalError()).isEqualTo(0);
  }

  @Test
  void tellsWhenABudgetRunsOut() {
    Forecast.BudgetOutlook outlook = outlook("50");

    assertThat(outlook.left()).isEqualByComparingTo("9");
    // 41 spent; 1, 2, 3 make 47; the fourth day passes 50.
    assertThat(outlook.exhausted()).isEqualTo("2026-12-13");
    assertThat(outlook.chance()).isEqualTo(0.0);

    Forecast.BudgetOutlook ample = outlook("127");
    assertThat(ample.exhausted()).isNull();
    assertThat(ample.chance()).isEqualTo(1.0);

    Forecast.BudgetOutlook gone = outlook("14");
    assertThat(gone.exhausted()).isEqualTo("2026-12-04"); // 6 + 7 + 1 stay inside, 2 more do not
  }

  private static Forecast.BudgetOutlook outlook(String budget) {
    LocalDate until = LocalDate.of(2026, 12, 31);
    Forecast.Foretold forecast = (Forecast.Foretold) ask(weeks(70), "0", until, budget);
    return Objects.requireNonNull(forecast.budget());
  }

  @Test
  void todayIsNeverLessThanItHasCost() {
    Forecast.Foretold forecast =
        (Forecast.Foretold) ask(weeks(70), "5.5", LocalDate.of(2026, 12, 10), null);

    assertThat(forecast.days().getFirst().expected()).isEqualByComparingTo("5.5");
    assertThat(forecast.days().getFirst().low()).isGreaterThanOrEqualTo(new BigDecimal("5.5"));
  }

  @Test
  void saysWhenThereIsTooLittle() {
    assertThat(ask(weeks(13), "2", LocalDate.of(2026, 10, 31), null))
        .isEqualTo(new Forecast.TooShort(13, 14, new BigDecimal("51.000000000000").setScale(12)));

    Forecast.Foretold without =
        (Forecast.Foretold) ask(weeks(20), "0", LocalDate.of(2026, 10, 31), "9");
    assertThat(without.interval()).isNull();
    assertThat(without.days().getFirst().low()).isNull();
  }

  @Test
  void refusesAnEndInThePast() {
    assertThatExceptionOfType(Failure.InvalidInput.class)
        .isThrownBy(() -> ask(weeks(30), "0", LocalDate.of(2026, 10, 30), null))
        .withMessageContaining("cannot be foretold");
  }

  @Test
  void intervalsHoldAboutAsOftenAsTheySay() {
    Random random = new Random(11);
    int held = 0;
    for (int round = 0; round < 60; round++) {
      double[] values = weeks(134);
      for (int day = 0; day < values.length; day++) {
        values[day] *= Math.exp(0.25 * random.nextGaussian());
      }
      double[] known = Arrays.copyOf(values, 120);
      LocalDate until = LocalDate.of(2026, 10, 1).plusDays(133);
      Forecast.Foretold forecast = (Forecast.Foretold) ask(known, "0", until, null);
      double actual = forecast.spent().doubleValue();
      for (int day = 120; day < 134; day++) {
        actual += values[day];
      }
      Forecast.Interval interval = Objects.requireNonNull(forecast.interval());
      boolean inside =
          actual >= interval.low().doubleValue() && actual <= interval.high().doubleValue();
      held += inside ? 1 : 0;
    }
    assertThat(held / 60.0).isCloseTo(0.8, within(0.15));
  }

  @Test
  void methodsAgreeWithHandComputedValues() {
    double[] line = new double[28];
    for (int day = 0; day < 28; day++) {
      line[day] = 10 + day;
    }
    assertThat(ForecastMethod.LINEAR.forecast(line, 2))
        .containsExactly(new double[] {38, 39}, within(1e-9));
    assertThat(ForecastMethod.SEASONAL_NAIVE.forecast(line, 2)).containsExactly(31, 32);
    // Of 10, 17, 24, 31 and of 11, 18, 25, 32.
    assertThat(ForecastMethod.WEEKDAY_MEDIAN.forecast(line, 2)).containsExactly(20.5, 21.5);
  }
}
