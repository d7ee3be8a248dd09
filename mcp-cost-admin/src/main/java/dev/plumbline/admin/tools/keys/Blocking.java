package dev.plumbline.admin.tools.keys;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Keys;
import dev.plumbline.admin.answer.Undo;
import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.FollowUps;
import dev.plumbline.mcp.tool.Plan;

/** Blocks and unblocks keys. */
final class Blocking {
  private final Control control;

  Blocking(Control control) {
    this.control = control;
  }

  Plan<BlockedKey> plan(String idOrName, boolean block, Call call) {
    ControlBackend backend = control.able(Ability.BLOCK_KEY);
    ManagedKey key = Keys.find(backend, idOrName);
    if (key.state() == ManagedKey.State.REVOKED) {
      throw new Failure.Conflict(
          "The key %s is revoked for ever.".formatted(Keys.title(key)), "Make a new key instead.");
    }
    boolean blocked = key.state() == ManagedKey.State.BLOCKED;
    if (blocked == block) {
      return new Plan.Unchanged<>(
          Answer.of(
              new BlockedKey(key.id(), key.state().label()),
              Text.paragraphs(
                  "**Nothing changed**: the key %s is %s already."
                      .formatted(Keys.title(key), block ? "blocked" : "not blocked"),
                  Untrusted.LEGEND)));
    }
    String preview =
        "This lets the key %s of %s in %s."
            .formatted(
                Keys.title(key),
                Keys.owner(key.plan().owner()),
                block ? "**no more**, at once, until it is unblocked" : "again");
    return new Plan.Proposed<>(preview, () -> apply(backend, key, block, call));
  }

  private static Answer<BlockedKey> apply(
      ControlBackend backend, ManagedKey key, boolean block, Call call) {
    ManagedKey next = backend.block(key, block);
    return Answer.of(
        new BlockedKey(key.id(), next.state().label()),
        Text.paragraphs(
            "**%s** the key %s.".formatted(block ? "Blocked" : "Unblocked", Keys.title(next)),
            new Undo().call(block ? "unblock_key" : "block_key", "key", key.id()).toString(),
            new FollowUps(call).call("get_key", "key", key.id()).toString(),
            Untrusted.LEGEND));
  }
}
