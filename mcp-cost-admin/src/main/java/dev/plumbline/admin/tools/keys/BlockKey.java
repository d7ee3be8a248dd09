package dev.plumbline.admin.tools.keys;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Change;
import dev.plumbline.mcp.tool.Effect;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Plan;
import dev.plumbline.mcp.tool.ToolSpec;

/** Lets a key in no more for now. */
public final class BlockKey implements Change<BlockKey.Input, BlockedKey> {
  private static final ToolSpec<Input, BlockedKey> SPEC =
      ToolSpec.change(
          "block_key",
          "Block key",
          "Lets a key in no more until unblock_key: the stop for a key that burns money.",
          Toolsets.KEYS,
          Effect.WRITE,
          Input.class,
          BlockedKey.class);

  private final Control control;

  public BlockKey(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, BlockedKey> spec() {
    return SPEC;
  }

  @Override
  public Plan<BlockedKey> plan(Input input, Call call) {
    return new Blocking(control).plan(input.key, true, call);
  }

  /** The arguments. */
  public record Input(@Param("id or name") String key) {}
}
