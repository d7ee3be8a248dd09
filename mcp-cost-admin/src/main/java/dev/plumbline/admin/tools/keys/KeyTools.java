package dev.plumbline.admin.tools.keys;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.mcp.tool.Tool;
import java.util.List;

/** The tools about keys. */
public final class KeyTools {
  private KeyTools() {}

  /** The tools, in a stable order. */
  public static List<Tool<?, ?>> all(Control control) {
    return List.of(
        new ListKeys(control),
        new GetKey(control),
        new GetKeyForContext(control),
        new CreateKey(control),
        new UpdateKey(control),
        new RotateKey(control),
        new BlockKey(control),
        new UnblockKey(control),
        new RevokeKey(control));
  }
}
