package dev.plumbline.control.guard;

import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.kernel.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** How a budget on each value of a level stands. */
public final class BudgetStates {
  private BudgetStates() {}

  /** One state for each value that spent or holds something, in order of the values. */
  public static List<BudgetState> of(
      Budget budget, Map<String, BigDecimal> spent, Map<String, BigDecimal> held, Instant now) {
    TreeSet<String> values = new TreeSet<>(spent.keySet());
    values.addAll(held.keySet());
    List<BudgetState> states = new ArrayList<>();
    for (String value : values) {
      BigDecimal out = spent.getOrDefault(value, Money.ZERO);
      BigDecimal in = held.getOrDefault(value, Money.ZERO);
      if (out.signum() != 0 || in.signum() != 0) {
        states.add(BudgetState.of(budget, value, out, in, now));
      }
    }
    return states;
  }
}
