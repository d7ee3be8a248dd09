package dev.plumbline.control.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.control.Admission;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Level;
import dev.plumbline.control.Period;
import dev.plumbline.control.Sample;
import dev.plumbline.control.Window;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From when to when every guard counts. */
public abstract class WindowContract extends GuardCase {
  private static Budget budget(Period period, boolean rolling) {
    Window window = new Window(period, rolling, Sample.BERLIN);
    return Sample.budget(period + "-" + rolling, Level.USER, "ada", "5", window, AtLimit.REFUSE);
  }

  private void spend(String id, String time, String dollars) {
    guard.settle(done(id, Instant.parse(time), ADA, dollars));
  }

  private boolean passes(Budget budget, String id, String time, String dollars) {
    Instant at = Instant.parse(time);
    return guard.reserve(wanted(id, at, ADA, dollars, List.of(budget)))
        instanceof Admission.Admitted;
  }

  /** Each line: a window, its last moment, its first moment after. */
  @ParameterizedTest
  @CsvSource({
    // Summer time begins: the day has 23 hours.
    "DAY, 2026-03-28T23:00:00Z, 2026-03-29T21:59:59.999Z, 2026-03-29T22:00:00Z",
    // It ends: 25 hours, and two hours are called 2 o'clock.
    "DAY, 2026-10-24T22:00:00Z, 2026-10-25T22:59:59.999Z, 2026-10-25T23:00:00Z",
    "HOUR, 2026-10-25T00:00:00Z, 2026-10-25T00:59:59.999Z, 2026-10-25T01:00:00Z",
    "HOUR, 2026-10-25T01:00:00Z, 2026-10-25T01:59:59.999Z, 2026-10-25T02:00:00Z",
    "WEEK, 2026-10-18T22:00:00Z, 2026-10-25T22:59:59.999Z, 2026-10-25T23:00:00Z",
    "MONTH, 2024-01-31T23:00:00Z, 2024-02-29T22:59:59.999Z, 2024-02-29T23:00:00Z",
    "MONTH, 2025-12-31T23:00:00Z, 2026-01-31T22:59:59.999Z, 2026-01-31T23:00:00Z"
  })
  void aCalendarWindowEndsWithItsLastMoment(
      Period period, String first, String last, String after) {
    Budget budget = budget(period, false);
    String before = Instant.parse(first).minusMillis(1).toString();
    spend("before", before, "5");
    spend("first", first, "2");
    assertThat(passes(budget, "a", last, "3.5")).isFalse();
    assertThat(passes(budget, "b", last, "3")).isTrue();
    assertThat(passes(budget, "c", after, "5")).isTrue();
    assertThat(passes(budget, "d", before, "0.5")).isFalse();
    assertThat(state(budget, Instant.parse(first)).resets()).isEqualTo(Instant.parse(after));
  }

  @Test
  void aClockThatGoesBackFindsTheOldWindowAsItWas() {
    Budget day = budget(Period.DAY, false);
    spend("1", "2026-03-10T12:00:00Z", "4");
    spend("2", "2026-03-11T12:00:00Z", "1");
    assertThat(passes(day, "a", "2026-03-11T12:00:00Z", "4")).isTrue();
    assertThat(passes(day, "b", "2026-03-10T12:00:00Z", "2")).isFalse();
    assertThat(passes(day, "c", "2026-03-10T12:00:00Z", "1")).isTrue();
    assertThat(passes(day, "d", "2026-03-11T12:00:00Z", "0.1")).isFalse();
  }

  @Test
  void aRequestThatEndsInTheNextWindowCountsInItsOwn() {
    Budget day = budget(Period.DAY, false);
    assertThat(passes(day, "1", "2026-03-10T22:59:59Z", "5")).isTrue();
    assertThat(passes(day, "2", "2026-03-10T23:00:01Z", "5")).isTrue();
    spend("1", "2026-03-10T22:59:59Z", "4");
    spentIs(day, Instant.parse("2026-03-10T22:59:59Z"), "4");
    spentIs(day, Instant.parse("2026-03-10T23:00:02Z"), "0");
  }

  @Test
  void aRollingWindowCountsAMinuteUntilAllOfItIsOutside() {
    Budget hour = budget(Period.HOUR, true);
    spend("1", "2026-03-10T12:00:30Z", "3");
    spend("2", "2026-03-10T12:10:00Z", "1");
    spentIs(hour, Instant.parse("2026-03-10T12:59:59Z"), "4");
    spentIs(hour, Instant.parse("2026-03-10T13:00:59Z"), "4");
    spentIs(hour, Instant.parse("2026-03-10T13:01:00Z"), "1");
    assertThat(passes(hour, "a", "2026-03-10T13:01:00Z", "4.5")).isFalse();
    assertThat(passes(hour, "b", "2026-03-10T13:11:00Z", "4.5")).isTrue();
    assertThat(state(hour, Instant.parse("2026-03-10T13:11:00Z")).resets()).isNull();
  }

  @Test
  void aRollingWindowWhoseClockGoesBackCountsWhatItHadLeftBehindAndWhatIsAhead() {
    Budget hour = budget(Period.HOUR, true);
    spend("1", "2026-03-10T12:00:00Z", "1");
    spend("2", "2026-03-10T14:00:00Z", "2");
    spentIs(hour, Instant.parse("2026-03-10T14:30:00Z"), "2");
    spentIs(hour, Instant.parse("2026-03-10T12:30:00Z"), "3");
    spend("3", "2026-03-10T12:30:00Z", "0.5");
    spentIs(hour, Instant.parse("2026-03-10T14:30:00Z"), "2");
    record(done("0", Instant.parse("2026-03-01T00:00:00Z"), ADA, "9"));
    spentIs(hour, Instant.parse("2026-03-01T00:30:00Z"), "12.5");
    spentIs(hour, Instant.parse("2026-03-10T14:30:00Z"), "2");
  }

  @Test
  void aRollingDayLooksBackADayWhateverTheCalendar() {
    Budget day = budget(Period.DAY, true);
    spend("1", "2026-03-28T23:30:00Z", "5");
    assertThat(passes(day, "a", "2026-03-29T22:30:00Z", "0.5")).isFalse();
    assertThat(passes(day, "b", "2026-03-29T23:31:00Z", "5")).isTrue();
  }

  @Test
  void anEndlessBudgetNeverStartsAnew() {
    Budget total = budget(Period.TOTAL, false);
    ledger.record(done("1", Instant.parse("2020-01-01T00:00:00Z"), ADA, "3"));
    spend("2", "2026-03-28T23:30:00Z", "1");
    assertThat(passes(total, "a", "2029-03-28T23:30:00Z", "1.5")).isFalse();
    assertThat(passes(total, "b", "2029-03-28T23:30:00Z", "1")).isTrue();
    assertThat(state(total, Sample.NOW).resets()).isNull();
  }
}
