package dev.plumbline.gateway.budget;

import dev.plumbline.control.BudgetState;
import dev.plumbline.control.Route;
import java.util.List;

/**
 * A request that may be sent on.
 *
 * @param route where it goes, the cheaper one when a budget says so
 * @param bound what is held for it
 * @param states of its budgets, this request counted
 */
public record Admitted(Route route, WorstCase.Bound bound, List<BudgetState> states) {
  public Admitted {
    states = List.copyOf(states);
  }
}
