package dev.plumbline.admin.tools;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.tools.accounting.AccountingTools;
import dev.plumbline.admin.tools.alerts.AlertTools;
import dev.plumbline.admin.tools.budgets.BudgetTools;
import dev.plumbline.admin.tools.keys.KeyTools;
import dev.plumbline.admin.tools.policy.PolicyTools;
import dev.plumbline.admin.tools.setup.SetUpTools;
import dev.plumbline.mcp.tool.Tool;
import java.util.ArrayList;
import java.util.List;

/** The tools of this server. */
public final class AdminTools {
  private AdminTools() {}

  /** All of them, in a stable order. */
  public static List<Tool<?, ?>> all(Control control) {
    List<Tool<?, ?>> all = new ArrayList<>();
    all.addAll(KeyTools.all(control));
    all.addAll(BudgetTools.all(control));
    all.addAll(AlertTools.all(control));
    all.addAll(AccountingTools.all(control));
    all.addAll(PolicyTools.all(control));
    all.addAll(SetUpTools.all(control));
    return List.copyOf(all);
  }
}
