package dev.plumbline.admin.setup;

import java.util.List;

/** The budgets and rate limits of somebody or something, in a canonical order. */
public record Bounds(List<BudgetTerms> budgets, List<LimitTerms> limits) {
  /** None. */
  public static final Bounds NONE = new Bounds(List.of(), List.of());

  public Bounds {
    budgets = budgets.stream().sorted(BudgetTerms.ORDER).toList();
    limits = limits.stream().sorted(LimitTerms.ORDER).toList();
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return budgets.isEmpty() && limits.isEmpty();
  }
}
