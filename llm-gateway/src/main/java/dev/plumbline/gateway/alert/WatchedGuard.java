package dev.plumbline.gateway.alert;

import dev.plumbline.control.Admission;
import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.Reservation;
import dev.plumbline.control.Settlement;
import dev.plumbline.control.SpendGuard;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** A guard that notes whose spend changes, for alerts. */
public final class WatchedGuard implements SpendGuard {
  private final SpendGuard guard;
  private final Touched touched = new Touched();

  /** Does what another guard does, and closes it. */
  public WatchedGuard(SpendGuard guard) {
    this.guard = guard;
  }

  Touched touched() {
    return touched;
  }

  @Override
  public Admission reserve(Reservation wanted) {
    return guard.reserve(wanted);
  }

  @Override
  public void settle(Settlement done) {
    try {
      guard.settle(done);
    } finally {
      boolean free = done.cost() != null && done.cost().signum() == 0;
      if (!free) {
        touched.add(done.subject(), done.time(), done.cost() != null);
      }
    }
  }

  @Override
  public void recording(Collection<String> ids, Runnable append) {
    guard.recording(ids, append);
  }

  @Override
  public void refresh() {
    guard.refresh();
  }

  @Override
  public void endFormer() {
    guard.endFormer();
  }

  @Override
  public List<BudgetState> states(Collection<Budget> budgets, Instant now) {
    return guard.states(budgets, now);
  }

  @Override
  public List<Reservation> open() {
    return guard.open();
  }

  @Override
  public void close() {
    guard.close();
  }
}
