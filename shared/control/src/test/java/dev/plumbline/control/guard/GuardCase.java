package dev.plumbline.control.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.control.Admission;
import dev.plumbline.control.Admission.Admitted;
import dev.plumbline.control.Admission.OverBudget;
import dev.plumbline.control.Admission.OverLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Reservation;
import dev.plumbline.control.Sample;
import dev.plumbline.control.Settlement;
import dev.plumbline.control.SpendGuard;
import dev.plumbline.control.Subject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A guard of some kind over a ledger, and short ways to ask it. */
public abstract class GuardCase {
  protected static final Subject ADA = Sample.subject("key-a", "research", "ada");
  protected static final Subject BOB = Sample.subject("key-b", "research", "bob");
  protected final RecordedSpend ledger = new RecordedSpend();
  protected SpendGuard guard;

  /** A guard with a store of its own. */
  protected abstract SpendGuard make(RecordedSpend ledger);

  /**
   * A guard on the same store, as after a restart; the first one is closed where it cannot share.
   */
  protected abstract SpendGuard again(RecordedSpend ledger);

  @BeforeEach
  void start() {
    guard = make(ledger);
  }

  @AfterEach
  void stop() {
    guard.close();
  }

  protected static Reservation wanted(
      String id, Instant time, Subject subject, @Nullable String cost, List<Budget> budgets) {
    return new Reservation(
        id,
        time,
        subject,
        cost == null ? null : new BigDecimal(cost),
        100,
        budgets,
        List.of(),
        Duration.ofMinutes(10));
  }

  protected static Reservation wanted(String id, @Nullable String cost, Budget... budgets) {
    return wanted(id, Sample.NOW, ADA, cost, List.of(budgets));
  }

  protected static Reservation limited(String id, long tokens, Limit... limits) {
    return new Reservation(
        id,
        Sample.NOW,
        ADA,
        BigDecimal.ONE,
        tokens,
        List.of(),
        List.of(limits),
        Duration.ofMinutes(10));
  }

  protected static Reservation lasting(Reservation other, Duration lasts) {
    return new Reservation(
        other.id(),
        other.time(),
        other.subject(),
        other.cost(),
        other.tokens(),
        other.budgets(),
        other.limits(),
        lasts);
  }

  protected static Settlement done(
      String id, Instant time, Subject subject, @Nullable String cost) {
    return new Settlement(id, time, subject, cost == null ? null : new BigDecimal(cost), 100);
  }

  protected static Settlement done(String id, @Nullable String cost) {
    return done(id, Sample.NOW, ADA, cost);
  }

  protected Admitted admitted(Reservation wanted) {
    Admission admission = guard.reserve(wanted);
    assertThat(admission).isInstanceOf(Admitted.class);
    return (Admitted) admission;
  }

  protected BudgetState refused(Reservation wanted) {
    Admission admission = guard.reserve(wanted);
    assertThat(admission).isInstanceOf(OverBudget.class);
    return ((OverBudget) admission).state();
  }

  protected OverLimit overLimit(Reservation wanted) {
    Admission admission = guard.reserve(wanted);
    assertThat(admission).isInstanceOf(OverLimit.class);
    return (OverLimit) admission;
  }

  protected void record(Settlement... done) {
    guard.recording(
        List.of(done).stream().map(Settlement::id).toList(),
        () -> List.of(done).forEach(ledger::record));
  }

  protected BudgetState state(Budget budget, Instant now) {
    List<BudgetState> states = guard.states(List.of(budget), now);
    assertThat(states).hasSize(1);
    return states.getFirst();
  }

  protected void spentIs(Budget budget, Instant now, String dollars) {
    assertThat(state(budget, now).spent()).isEqualByComparingTo(dollars);
  }

  protected void heldIs(Budget budget, String dollars) {
    assertThat(state(budget, Sample.NOW).reserved()).isEqualByComparingTo(dollars);
  }
}
