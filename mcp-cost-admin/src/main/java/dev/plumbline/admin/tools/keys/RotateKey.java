package dev.plumbline.admin.tools.keys;

import dev.plumbline.admin.answer.Choices;
import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Keys;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.backend.IssuedKey;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Brief;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Change;
import dev.plumbline.mcp.tool.Effect;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Plan;
import dev.plumbline.mcp.tool.ToolSpec;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Gives a key a new secret. */
public final class RotateKey implements Change<RotateKey.Input, RotateKey.Output> {
  private static final Duration USUAL = Duration.ofHours(24);
  private static final Duration LONGEST = Duration.ofDays(90);

  private static final ToolSpec<Input, Output> SPEC =
      new ToolSpec<>(
          "rotate_key",
          "Rotate key",
          "Gives a key a new secret, shown once; old ones stay valid for a grace period.",
          Toolsets.KEYS,
          Effect.WRITE,
          false,
          false,
          Role.OPERATOR,
          Input.class,
          Output.class);

  private final Control control;

  public RotateKey(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Plan<Output> plan(Input input, Call call) {
    ControlBackend backend = control.able(Ability.ROTATE_KEY);
    ManagedKey key = Keys.find(backend, input.key);
    if (key.state() == ManagedKey.State.REVOKED) {
      throw new Failure.Conflict(
          "The key %s is revoked for ever.".formatted(Keys.title(key)), "Make a new key instead.");
    }
    Duration grace = grace(input, backend);
    control.secrets().check();
    String preview =
        "This gives the key %s a new secret. The old one stays valid %s."
            .formatted(
                Keys.title(key),
                grace.isZero() ? "**no longer**" : "for another " + Choices.words(grace));
    return new Plan.Proposed<>(preview, () -> rotate(backend, key, grace));
  }

  private static Duration grace(Input input, ControlBackend backend) {
    boolean can = backend.profile().can(Ability.ROTATION_GRACE);
    Duration grace =
        input.grace == null ? can ? USUAL : Duration.ZERO : Choices.length("grace", input.grace);
    if (!grace.isZero()) {
      backend.profile().require(Ability.ROTATION_GRACE);
    }
    if (grace.compareTo(LONGEST) > 0) {
      throw new Failure.InvalidInput("grace is longer than 90 days.", "Choose a shorter one.");
    }
    return grace;
  }

  private Answer<Output> rotate(ControlBackend backend, ManagedKey key, Duration grace) {
    IssuedKey issued = backend.rotate(key, grace);
    return Answer.of(
        new Output(key.id(), issued.oldUntil()),
        Text.paragraphs(
            "**Rotated** the key %s.".formatted(Keys.title(issued.key())),
            control.secrets().take(issued),
            issued.oldUntil() == null
                ? "Older secrets let in no more."
                : "Older secrets let in until %s; change the applications before."
                    .formatted(issued.oldUntil()),
            "This cannot be undone; rotating again makes yet another secret.",
            Untrusted.LEGEND));
  }

  /** The arguments. */
  public record Input(
      @Param("id or name") String key,
      @Nullable @Param("such as 30m or 7d; 0 ends the old at once; default 24h") String grace) {}

  /** The answer; without the secret. */
  @Brief
  public record Output(String id, @Nullable Instant oldUntil) {}
}
