package dev.plumbline.admin.tools.setup;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.mcp.tool.Tool;
import java.util.List;

/** The tools about the set-up of a whole company. */
public final class SetUpTools {
  private SetUpTools() {}

  /** The tools, in a stable order. */
  public static List<Tool<?, ?>> all(Control control) {
    return List.of(
        new SetUpDepartments(control), new ExportSetup(control), new ApplySetup(control));
  }
}
