package dev.plumbline.admin.chargeback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Level;
import dev.plumbline.control.Period;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Window;
import dev.plumbline.kernel.TimeRange;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeriodBudgetTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant LATER = Instant.parse("2026-01-15T12:00:00Z");

  @Test
  void aMonthsBudgetIsThatOfItsMonths() {
    Budget monthly = budget("ops", Period.MONTH, "100", BERLIN, List.of());
    assertThat(over("2025-10-01", "2025-10-31", monthly)).isEqualByComparingTo("100");
    assertThat(over("2025-10-01", "2025-12-31", monthly)).isEqualByComparingTo("300");
    assertThat(over("2026-01-01", "2026-01-15", monthly)).isEqualByComparingTo("100");
  }

  @Test
  void daysOfAMonthWithAChangeOfClocksAreItsDays() {
    Budget daily = budget(Scope.EACH, Period.DAY, "2", BERLIN, List.of());
    assertThat(over("2025-10-01", "2025-10-31", daily)).isEqualByComparingTo("62");
  }

  @Test
  void aBudgetWhosePeriodsDoNotFitIsNotShown() {
    Budget monthly = budget("ops", Period.MONTH, "100", BERLIN, List.of());
    TimeRange cut = days("2025-10-02", "2025-10-31");
    assertThat(new PeriodBudget(List.of(monthly), cut, LATER).of("ops")).isEmpty();
    TimeRange shorter = days("2025-10-01", "2025-10-30");
    assertThat(new PeriodBudget(List.of(monthly), shorter, LATER).of("ops")).isEmpty();
    Budget elsewhere = budget("ops", Period.MONTH, "100", ZoneId.of("UTC"), List.of());
    TimeRange october = days("2025-10-01", "2025-10-31");
    assertThat(new PeriodBudget(List.of(elsewhere), october, LATER).of("ops")).isEmpty();
    assertThat(new PeriodBudget(List.of(monthly), october, LATER).of("sales")).isEmpty();
  }

  @Test
  void raisesCountInThePeriodsTheyTouch() {
    Budget.Extra raise =
        new Budget.Extra(
            new BigDecimal("50"),
            "ops",
            Instant.parse("2025-10-20T00:00:00Z"),
            Instant.parse("2025-10-25T00:00:00Z"),
            "launch");
    Budget each = budget(Scope.EACH, Period.MONTH, "100", BERLIN, List.of(raise));
    assertThat(over("2025-10-01", "2025-11-30", each)).isEqualByComparingTo("250");
    TimeRange october = days("2025-10-01", "2025-10-31");
    assertThat(new PeriodBudget(List.of(each), october, LATER).of("sales"))
        .hasValueSatisfying(limit -> assertThat(limit).isEqualByComparingTo("100"));
  }

  @Test
  void anOwnBudgetGoesBeforeThatOfEach() {
    Budget each = budget(Scope.EACH, Period.MONTH, "10", BERLIN, List.of());
    Budget own = budget("ops", Period.MONTH, "70", BERLIN, List.of());
    assertThat(over("2025-10-01", "2025-10-31", each, own)).isEqualByComparingTo("70");
  }

  private static BigDecimal over(String first, String last, Budget... budgets) {
    return new PeriodBudget(List.of(budgets), days(first, last), LATER).of("ops").orElseThrow();
  }

  private static TimeRange days(String first, String last) {
    return TimeRange.ofDays(LocalDate.parse(first), LocalDate.parse(last), BERLIN);
  }

  private static Budget budget(
      String whose, Period period, String limit, ZoneId zone, List<Budget.Extra> extras) {
    return new Budget(
        "b",
        "b",
        new Scope(Level.DEPARTMENT, whose),
        new BigDecimal(limit),
        new Window(period, false, zone),
        AtLimit.REFUSE,
        null,
        List.of(),
        extras,
        1);
  }
}
