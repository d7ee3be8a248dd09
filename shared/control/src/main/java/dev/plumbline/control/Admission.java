package dev.plumbline.control;

import java.time.Duration;
import java.util.List;

/** Whether a request may be sent on. */
public sealed interface Admission {
  /**
   * It may, and its cost is held in all its budgets.
   *
   * @param states of its budgets, this request counted
   */
  record Admitted(List<BudgetState> states) implements Admission {
    public Admitted {
      states = List.copyOf(states);
    }
  }

  /** A budget has no room; nothing is held. */
  record OverBudget(BudgetState state) implements Admission {}

  /** A limit has no room for {@code retryAfter}; nothing is held or counted. */
  record OverLimit(Limit limit, String value, Duration retryAfter) implements Admission {}
}
