package dev.plumbline.admin.tools.keys;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Keys;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.rules.KeyChoice;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Brief;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.FollowUps;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says which key serves somebody or something, and why. */
public final class GetKeyForContext
    implements Question<GetKeyForContext.Input, GetKeyForContext.Output> {
  private static final int MOST = 5;

  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "get_key_for_context",
          "Get key for context",
          "Which key serves this user, department, environment or task, and why.",
          Toolsets.KEYS,
          Input.class,
          Output.class);

  private final Control control;

  public GetKeyForContext(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    VirtualKey.Owner asked =
        OwnerInput.of(
            null, input.department, input.environment, input.project, input.task, input.user);
    if (asked.equals(OwnerInput.of(null, null, null, null, null, null))) {
      throw new Failure.InvalidInput(
          "Nothing says whom the key is to serve.",
          "Give user, department, environment, project or task.");
    }
    List<KeyChoice.Candidate> fit = KeyChoice.of(control.backend().keys(), asked);
    FollowUps next = new FollowUps(call);
    if (fit.isEmpty()) {
      next.call(
          "create_key",
          "department",
          asked.department(),
          "environment",
          asked.environment(),
          "task",
          asked.task(),
          "user",
          asked.user());
      return Answer.of(
          new Output(null, List.of()),
          Text.paragraphs(
              "**No active key** serves %s: each names another owner, or lets in no more."
                  .formatted(Keys.owner(asked)),
              next.toString(),
              Untrusted.LEGEND));
    }
    KeyChoice.Candidate best = fit.getFirst();
    next.call("get_key", "key", best.key().id());
    return Answer.of(
        new Output(best.key().id(), rows(fit)),
        Text.paragraphs(
            "**%s** serves %s: it %s."
                .formatted(
                    Keys.title(best.key()),
                    Keys.owner(asked),
                    String.join(" and ", best.reasons())),
            others(fit),
            next.toString(),
            Untrusted.LEGEND));
  }

  private static String others(List<KeyChoice.Candidate> fit) {
    List<String> lines = new ArrayList<>();
    for (KeyChoice.Candidate one : fit.subList(1, Math.min(MOST, fit.size()))) {
      lines.add("- %s %s".formatted(Keys.title(one.key()), String.join(" and ", one.reasons())));
    }
    return lines.isEmpty() ? "" : "Less specific:\n" + String.join("\n", lines);
  }

  private static List<Row> rows(List<KeyChoice.Candidate> fit) {
    return fit.stream()
        .limit(MOST)
        .map(one -> new Row(one.key().id(), Untrusted.of(one.key().plan().name()), one.reasons()))
        .toList();
  }

  /** The arguments. */
  public record Input(
      @Nullable @Param("owner, a person") String user,
      @Nullable @Param("owner") String department,
      @Nullable @Param("owner, such as production") String environment,
      @Nullable @Param("owner") String project,
      @Nullable @Param("owner, a task type") String task) {}

  /** The answer: the best first. */
  public record Output(@Nullable String key, List<Row> candidates) {}

  /** A key that could serve. */
  @Brief
  public record Row(String id, Untrusted name, List<String> reasons) {}
}
