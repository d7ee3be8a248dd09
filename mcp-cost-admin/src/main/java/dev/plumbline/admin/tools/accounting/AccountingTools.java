package dev.plumbline.admin.tools.accounting;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.mcp.tool.Tool;
import java.util.List;

/** The tools about chargeback and the record of changes. */
public final class AccountingTools {
  private AccountingTools() {}

  /** The tools, in a stable order. */
  public static List<Tool<?, ?>> all(Control control) {
    return List.of(
        new GetChargeback(control), new ExportChargeback(control), new GetAuditLog(control));
  }
}
