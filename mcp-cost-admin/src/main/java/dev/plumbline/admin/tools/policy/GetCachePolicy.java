package dev.plumbline.admin.tools.policy;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.backend.Ability;
import dev.plumbline.control.CachePolicy;
import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.FollowUps;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says how answers are cached, task by task. */
public final class GetCachePolicy implements Question<GetCachePolicy.Input, GetCachePolicy.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "get_cache_policy",
          "Get cache policy",
          "How answers are cached for each task type: mode, similarity, time to live.",
          Toolsets.POLICY,
          Input.class,
          Output.class);

  private final Control control;

  public GetCachePolicy(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    List<CachePolicy> all = control.able(Ability.CACHE_POLICIES).cachePolicies();
    Table table = new Table("Task", "Mode", "Similarity:", "Kept", "Purged");
    for (CachePolicy policy : all) {
      table.row(
          policy.id().equals(CachePolicy.EVERY_TASK)
              ? "every other"
              : Untrusted.of(policy.id()).inline(60),
          policy.mode().label(),
          policy.mode() == CachePolicy.Mode.SEMANTIC ? policy.similarity().toPlainString() : "–",
          policy.timeToLive(),
          policy.purged() == null ? "–" : policy.purged());
    }
    return Answer.of(
        new Output(
            all.stream()
                .map(policy ->
                    new Row(
                        Untrusted.of(policy.id()),
                        policy.mode().label(),
                        policy.similarity(),
                        policy.timeToLive().toSeconds(),
                        policy.purged()))
                .toList()),
        Text.paragraphs(
            all.isEmpty() ? "**No policy** is set: nothing is cached." : table.toString(),
            CacheWords.READY,
            new FollowUps(call).call("set_cache_policy", "task", "*").toString(),
            Untrusted.LEGEND));
  }

  /** No arguments. */
  public record Input() {}

  /** The answer. */
  public record Output(List<Row> policies) {}

  /** The policy of one task type; {@code *} for every other. */
  public record Row(
      Untrusted task,
      String mode,
      BigDecimal similarity,
      long timeToLiveSeconds,
      @Nullable Instant purged) {}
}
