package dev.plumbline.control.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.plumbline.control.Admission;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.Level;
import dev.plumbline.control.Period;
import dev.plumbline.control.Reservation;
import dev.plumbline.control.Sample;
import dev.plumbline.control.Settlement;
import dev.plumbline.control.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How every guard holds requests to budgets. */
public abstract class BudgetContract extends GuardCase {
  private static final Window DAY = new Window(Period.DAY, false, Sample.BERLIN);
  private final Budget research = Sample.daily("research", Level.DEPARTMENT, "research", "10");
  private final Budget users = Sample.daily("users", Level.USER, "*", "4");

  @Test
  void whatIsHeldCountsUntilItIsReplacedByWhatWasSpent() {
    assertThat(admitted(wanted("1", "6", research)).states())
        .singleElement()
        .satisfies(state -> assertThat(state.reserved()).isEqualByComparingTo("6"))
        .satisfies(state -> assertThat(state.left()).isEqualByComparingTo("4"));
    refused(wanted("2", "4.000000000001", research));
    admitted(wanted("3", "4", research));
    guard.settle(done("1", "0.5"));
    guard.settle(done("3", "4.25"));
    spentIs(research, Sample.NOW, "4.75");
    heldIs(research, "0");
  }

  @Test
  void aRefusalNamesTheBudgetItsSpendAndItsReset() {
    guard.settle(done("1", "9"));
    BudgetState state = refused(wanted("2", "1.5", users, research));
    assertThat(state.budget()).isEqualTo(users);
    assertThat(state.value()).isEqualTo("ada");
    assertThat(state.spent()).isEqualByComparingTo("9");
    assertThat(state.resets()).isEqualTo(Instant.parse("2026-03-10T23:00:00Z"));
    assertThat(state.left()).isZero();
  }

  @Test
  void allBudgetsAreChargedOrNone() {
    admitted(wanted("1", "3.5", users, research));
    refused(wanted("2", "1", research, users));
    heldIs(research, "3.5");
    admitted(wanted("3", Sample.NOW, BOB, "1", List.of(research, users)));
    heldIs(research, "4.5");
  }

  @Test
  void eachValueOfALevelCountsForItself() {
    admitted(wanted("1", "4", users));
    admitted(wanted("2", Sample.NOW, BOB, "4", List.of(users)));
    guard.settle(done("1", "3"));
    record(done("1", "3"));
    assertThat(guard.states(List.of(users), Sample.NOW))
        .extracting(s -> s.value() + " " + plain(s.spent()) + " " + plain(s.reserved()))
        .containsExactly("ada 3 0", "bob 0 4");
  }

  @Test
  void ofSeveralSettlementsTheFirstCounts() {
    admitted(wanted("1", "1", research));
    guard.settle(done("1", "0.25"));
    guard.settle(done("1", "0.75"));
    record(done("1", "0.25"));
    guard.settle(done("1", "0.5"));
    spentIs(research, Sample.NOW, "0.25");
    assertThat(guard.open()).isEmpty();
  }

  @Test
  void aSettlementWithoutAReservationCounts() {
    heldIs(research, "0");
    guard.settle(done("lost", "2"));
    spentIs(research, Sample.NOW, "2");
  }

  @Test
  void aReservationEndsByItselfAndItsLateSettlementStillCounts() {
    admitted(lasting(wanted("1", "10", research), Duration.ofMillis(300)));
    refused(wanted("2", "1", research));
    await().atMost(Duration.ofSeconds(10)).until(() -> guard.open().isEmpty());
    heldIs(research, "0");
    admitted(wanted("3", "1", research));
    guard.settle(done("1", "7"));
    spentIs(research, Sample.NOW, "7");
    heldIs(research, "1");
  }

  @Test
  void aWarningBudgetNeverRefusesAndADegradingOneIsNamedFirst() {
    Budget warn = Sample.budget("warn", Level.KEY, "*", "1", DAY, AtLimit.WARN);
    Budget degrade = Sample.budget("degrade", Level.KEY, "*", "5", DAY, AtLimit.DEGRADE);
    admitted(wanted("1", "3", warn, research));
    assertThat(refused(wanted("2", "8", research, degrade)).budget()).isEqualTo(degrade);
    assertThat(admitted(wanted("3", "4", warn)).states().getFirst().left()).isZero();
  }

  @Test
  void whatCannotBePricedHoldsNothing() {
    admitted(wanted("1", null, research));
    heldIs(research, "0");
    guard.settle(done("1", null));
    spentIs(research, Sample.NOW, "0");
  }

  @Test
  void budgetsOnTheSameSpendShareItAndKeepTheirOwnLimits() {
    Budget other = Sample.daily("other", Level.DEPARTMENT, "research", "3");
    admitted(wanted("1", "2", research, other));
    heldIs(research, "2");
    heldIs(other, "2");
    assertThat(refused(wanted("2", "2", research, other)).budget()).isEqualTo(other);
  }

  @Test
  void whatIsHeldIsToldOldestFirstAsItWasAskedFor() {
    Reservation late = wanted("a", Sample.NOW.plusSeconds(5), ADA, "1", List.of(research));
    Reservation early = wanted("b", Sample.NOW, BOB, "2", List.of(research, users));
    admitted(late);
    admitted(early);
    assertThat(guard.open()).containsExactly(early, late);
    assertThatThrownBy(() -> guard.reserve(early)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSumMadeLateCountsLedgerUnrecordedAndHeldOnce() {
    Settlement before = done("before", "1");
    ledger.record(before);
    guard.settle(done("unrecorded", "2"));
    guard.settle(done("recorded", "0.5"));
    record(done("recorded", "0.5"));
    admitted(wanted("held", "0.25", users));
    admitted(wanted("other", "0.25", research));
    spentIs(research, Sample.NOW, "3.5");
    spentIs(Sample.daily("model", Level.MODEL, "gpt-5", "9"), Sample.NOW, "3.5");
    record(done("unrecorded", "2"));
    spentIs(research, Sample.NOW, "3.5");
    guard.refresh();
    spentIs(research, Sample.NOW, "3.5");
    heldIs(research, "0.25");
  }

  @Test
  void afterARecordingThatFailedHalfwayNothingCountsTwiceInTheEnd() {
    guard.settle(done("1", "2"));
    assertThatThrownBy(() ->
            guard.recording(
                List.of("1"),
                () -> {
                  ledger.record(done("1", "2"));
                  throw new IllegalStateException("the answer was lost");
                }))
        .hasMessage("the answer was lost");
    guard.states(List.of(research), Sample.NOW);
    record(done("1", "2"));
    spentIs(research, Sample.NOW, "2");
  }

  @Test
  void afterARestartTheLedgerAndWhatIsSettledAgainMakeTheSameSums() {
    admitted(wanted("1", "1", research));
    guard.settle(done("1", "1"));
    guard.settle(done("2", "3"));
    record(done("1", "1"));
    guard = again(ledger);
    guard.settle(done("2", "3"));
    spentIs(research, Sample.NOW, "4");
    assertThat(guard.reserve(wanted("3", "6.5", research)))
        .isInstanceOf(Admission.OverBudget.class);
    record(done("2", "3"));
    spentIs(research, Sample.NOW, "4");
  }

  private static String plain(BigDecimal amount) {
    return amount.stripTrailingZeros().toPlainString();
  }
}
