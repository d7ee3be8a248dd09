package dev.plumbline.admin.tools.policy;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.control.CachePolicy;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Change;
import dev.plumbline.mcp.tool.Effect;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Plan;
import dev.plumbline.mcp.tool.ToolSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes cached answers count no more. */
public final class PurgeCache implements Change<PurgeCache.Input, PurgeCache.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      new ToolSpec<>(
          "purge_cache",
          "Purge cache",
          "Makes the cached answers of a task type, or all, count no more.",
          Toolsets.POLICY,
          Effect.DESTRUCTIVE,
          false,
          false,
          Role.ADMIN,
          Input.class,
          Output.class);

  private final Control control;

  public PurgeCache(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Plan<Output> plan(Input input, Call call) {
    ControlBackend backend = control.able(Ability.CACHE_POLICIES);
    List<CachePolicy> all = backend.cachePolicies();
    List<CachePolicy> meant =
        all.stream()
            .filter(policy -> input.task == null || policy.id().equals(input.task.strip()))
            .toList();
    if (meant.isEmpty() && input.task != null) {
      throw new Failure.NotFound(
          "There is no cache policy for %s.".formatted(Untrusted.of(input.task).inline(60)),
          (Nearest.hint(input.task.strip(), all.stream().map(CachePolicy::id).toList())
                  + " get_cache_policy shows them.")
              .strip());
    }
    if (meant.isEmpty()) {
      return new Plan.Unchanged<>(
          Answer.of(new Output(List.of(), null), "**Nothing to purge**: no policy is set."));
    }
    List<String> tasks = meant.stream().map(CachePolicy::id).toList();
    String words = String.join(", ", tasks.stream().map(CacheWords::task).toList());
    return new Plan.Proposed<>(
        "This makes all answers cached until now for %s count no more.".formatted(words),
        () -> apply(backend, meant, words));
  }

  private Answer<Output> apply(ControlBackend backend, List<CachePolicy> meant, String words) {
    Instant now = control.now();
    List<Untrusted> purged = new ArrayList<>();
    for (CachePolicy policy : meant) {
      backend.put(
          new CachePolicy(
              policy.id(),
              policy.mode(),
              policy.similarity(),
              policy.timeToLive(),
              now,
              policy.version() + 1));
      purged.add(Untrusted.of(policy.id()));
    }
    return Answer.of(
        new Output(purged, now),
        Text.paragraphs(
            "**Purged** for %s: answers made before %s count no more.".formatted(words, now),
            CacheWords.READY,
            "This cannot be undone; the cache fills again by itself.",
            Untrusted.LEGEND));
  }

  /** The arguments. */
  public record Input(@Nullable @Param("task type; left out: all") String task) {}

  /** The answer. */
  public record Output(List<Untrusted> tasks, @Nullable Instant before) {}
}
