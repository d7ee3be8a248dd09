package dev.plumbline.admin.tools.policy;

import dev.plumbline.admin.answer.Choices;
import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.answer.Undo;
import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.control.CachePolicy;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Change;
import dev.plumbline.mcp.tool.Effect;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Plan;
import dev.plumbline.mcp.tool.ToolSpec;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says how answers to a type of task are cached. */
public final class SetCachePolicy implements Change<SetCachePolicy.Input, SetCachePolicy.Output> {
  private static final BigDecimal SIMILARITY = new BigDecimal("0.95");

  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.change(
          "set_cache_policy",
          "Set cache policy",
          "Says how answers to a task type are cached: off, exact or semantic, and how long.",
          Toolsets.POLICY,
          Effect.WRITE,
          Input.class,
          Output.class);

  private final Control control;

  public SetCachePolicy(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Plan<Output> plan(Input input, Call call) {
    ControlBackend backend = control.able(Ability.CACHE_POLICIES);
    Optional<CachePolicy> before =
        backend.cachePolicies().stream()
            .filter(policy -> policy.id().equals(input.task.strip()))
            .findFirst();
    CachePolicy next = next(input, before);
    if (before.isPresent() && CacheWords.words(before.get()).equals(CacheWords.words(next))) {
      return new Plan.Unchanged<>(
          Answer.of(
              new Output(next.id(), false),
              "**Nothing changed**: the policy is like that already."));
    }
    String task = CacheWords.task(next.id());
    String was = before.map(CacheWords::words).orElse("no policy of its own");
    return new Plan.Proposed<>(
        "This caches for %s: %s (now: %s).".formatted(task, CacheWords.words(next), was),
        () -> {
          backend.put(next);
          return Answer.of(
              new Output(next.id(), true),
              Text.paragraphs(
                  "**Set** for %s: %s.".formatted(task, CacheWords.words(next)),
                  CacheWords.READY,
                  undo(next.id(), before),
                  Untrusted.LEGEND));
        });
  }

  private static String undo(String task, Optional<CachePolicy> before) {
    return new Undo()
        .call(
            "set_cache_policy",
            "task",
            task,
            "mode",
            before.map(CachePolicy::mode).orElse(CachePolicy.Mode.OFF).label(),
            "similarity",
            before.map(CachePolicy::similarity).orElse(null),
            "time_to_live",
            before.map(CachePolicy::timeToLive).orElse(null))
        .toString();
  }

  private static CachePolicy next(Input input, Optional<CachePolicy> before) {
    CachePolicy.Mode mode = Choices.constant("mode", input.mode, CachePolicy.Mode.values());
    BigDecimal similarity =
        input.similarity != null
            ? input.similarity
            : before.map(CachePolicy::similarity).orElse(SIMILARITY);
    if (similarity.signum() <= 0 || similarity.compareTo(BigDecimal.ONE) > 0) {
      throw new Failure.InvalidInput(
          "similarity is %s.".formatted(similarity), "Give more than 0 and at most 1.");
    }
    return new CachePolicy(
        input.task.strip(),
        mode == null ? CachePolicy.Mode.OFF : mode,
        similarity,
        input.timeToLive == null
            ? before.map(CachePolicy::timeToLive).orElse(Duration.ofHours(24))
            : Choices.length("time_to_live", input.timeToLive),
        before.map(CachePolicy::purged).orElse(null),
        before.map(CachePolicy::version).orElse(0L) + 1);
  }

  /** The arguments. */
  public record Input(
      @Param(value = "task type; * for every other", min = 1, max = 128) String task,
      @Param("off, exact or semantic") String mode,
      @Nullable @Param("for semantic: 0 to 1; default 0.95") BigDecimal similarity,
      @Nullable @Param("such as 1h; default 24h") String timeToLive) {}

  /** The answer. */
  public record Output(String task, boolean changed) {}
}
