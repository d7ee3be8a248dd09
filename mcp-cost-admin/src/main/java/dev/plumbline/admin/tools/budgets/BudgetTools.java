package dev.plumbline.admin.tools.budgets;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.mcp.tool.Tool;
import java.util.List;

/** The tools about budgets and limits. */
public final class BudgetTools {
  private BudgetTools() {}

  /** The tools, in a stable order. */
  public static List<Tool<?, ?>> all(Control control) {
    return List.of(
        new GetBudgetStatus(control),
        new SetBudget(control),
        new RemoveBudget(control),
        new GrantExtra(control),
        new PreviewBudget(control),
        new CheckBudget(control),
        new SetRateLimits(control),
        new SetAllowedModels(control));
  }
}
