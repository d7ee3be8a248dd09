package dev.plumbline.admin.tools.keys;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Keys;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Brief;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Change;
import dev.plumbline.mcp.tool.Effect;
import dev.plumbline.mcp.tool.FollowUps;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Plan;
import dev.plumbline.mcp.tool.ToolSpec;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Ends a key for good. */
public final class RevokeKey implements Change<RevokeKey.Input, RevokeKey.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.change(
          "revoke_key",
          "Revoke key",
          "Ends a key for good. To stop it for now, use block_key.",
          Toolsets.KEYS,
          Effect.DESTRUCTIVE,
          Input.class,
          Output.class);

  private final Control control;

  public RevokeKey(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Plan<Output> plan(Input input, Call call) {
    ControlBackend backend = control.able(Ability.REVOKE_KEY);
    ManagedKey key = Keys.find(backend, input.key);
    if (key.state() == ManagedKey.State.REVOKED) {
      return new Plan.Unchanged<>(
          Answer.of(
              new Output(key.id()),
              Text.paragraphs(
                  "**Nothing changed**: the key %s is revoked already.".formatted(Keys.title(key)),
                  Untrusted.LEGEND)));
    }
    ZoneId zone = control.zone(null);
    Instant used = new KeyBooks(control, backend, List.of(key), zone).spend(key).lastUsed();
    String preview =
        "This ends the key %s of %s **for good**. Last used: %s."
            .formatted(
                Keys.title(key),
                Keys.owner(key.plan().owner()),
                used == null ? "not in the last 30 days" : used.atZone(zone).toLocalDate());
    return new Plan.Proposed<>(
        preview,
        () -> {
          backend.revoke(key);
          return Answer.of(
              new Output(key.id()),
              Text.paragraphs(
                  "**Revoked** the key %s. What it spent stays in the ledger."
                      .formatted(Keys.title(key)),
                  "This cannot be undone; create_key makes another one.",
                  new FollowUps(call).call("list_keys").toString(),
                  Untrusted.LEGEND));
        });
  }

  /** The arguments. */
  public record Input(@Param("id or name") String key) {}

  /** The answer. */
  @Brief
  public record Output(String id) {}
}
