package dev.plumbline.admin.tools.alerts;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.mcp.tool.Tool;
import java.util.List;

/** The tools about alerts. */
public final class AlertTools {
  private AlertTools() {}

  /** The tools, in a stable order. */
  public static List<Tool<?, ?>> all(Control control) {
    return List.of(
        new ListAlerts(control),
        new SetAlert(control),
        new SilenceAlert(control),
        new TestAlert(control),
        new GetAlertHistory(control),
        new RemoveAlert(control),
        new SetAlertChannel(control),
        new RemoveAlertChannel(control));
  }
}
