package dev.plumbline.admin.tools.budgets;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Keys;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.answer.Undo;
import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.admin.backend.ManagedKey.KeyPlan;
import dev.plumbline.kernel.Failure;
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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says which models keys may use. */
public final class SetAllowedModels
    implements Change<SetAllowedModels.Input, SetAllowedModels.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.change(
          "set_allowed_models",
          "Set allowed models",
          "Says which models and routes a key, or all keys of a department, may use.",
          Toolsets.BUDGETS,
          Effect.WRITE,
          Input.class,
          Output.class);

  private final Control control;

  public SetAllowedModels(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Plan<Output> plan(Input input, Call call) {
    ControlBackend backend = control.able(Ability.KEY_MODELS);
    List<ManagedKey> keys = keys(input, backend);
    List<ManagedKey> differing =
        keys.stream().filter(key -> !key.plan().models().equals(input.models)).toList();
    if (differing.isEmpty()) {
      return new Plan.Unchanged<>(
          Answer.of(
              new Output(List.of(), List.of()),
              Text.paragraphs(
                  "**Nothing changed**: %s may use that already."
                      .formatted(Text.count(keys.size(), "key")),
                  Untrusted.LEGEND)));
    }
    String list =
        differing.stream()
            .map(key -> "- %s: from %s".formatted(Keys.title(key), words(key.plan().models())))
            .collect(Collectors.joining("\n"));
    return new Plan.Proposed<>(
        "This lets %s use %s:\n%s"
            .formatted(Text.count(differing.size(), "key"), words(input.models), list),
        () -> apply(backend, differing, input.models));
  }

  private static List<ManagedKey> keys(Input input, ControlBackend backend) {
    if ((input.key == null) == (input.department == null)) {
      throw new Failure.InvalidInput(
          "Either key or department must be given.", "Give one of them.");
    }
    if (input.key != null) {
      return List.of(Keys.find(backend, input.key));
    }
    List<ManagedKey> found =
        backend.keys().stream()
            .filter(key -> key.state() != ManagedKey.State.REVOKED)
            .filter(
                key -> input.department.strip().equalsIgnoreCase(key.plan().owner().department()))
            .toList();
    if (found.isEmpty()) {
      throw new Failure.NotFound(
          "No key is of the department %s.".formatted(Untrusted.of(input.department).inline(60)),
          "list_keys shows the departments of keys.");
    }
    return found;
  }

  private static Answer<Output> apply(
      ControlBackend backend, List<ManagedKey> keys, List<String> models) {
    List<String> changed = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    for (ManagedKey key : keys) {
      KeyPlan now = key.plan();
      try {
        backend.update(
            key,
            new KeyPlan(
                now.name(), now.owner(), models, now.providers(), now.expires(), now.metadata()));
        changed.add(key.id());
      } catch (Failure.Conflict | Failure.NotFound | Failure.Upstream failure) {
        failed.add(key.id() + ": " + failure.text());
      }
    }
    return Answer.of(
        new Output(changed, failed.stream().map(Untrusted::of).toList()),
        Text.paragraphs(
            "**Changed** %s to %s.".formatted(Text.count(changed.size(), "key"), words(models)),
            failed.isEmpty()
                ? ""
                : "**Failed**:\n- "
                    + failed.stream()
                        .map(text -> Untrusted.of(text).inline(300))
                        .collect(Collectors.joining("\n- ")),
            undo(keys),
            Untrusted.LEGEND));
  }

  private static String undo(List<ManagedKey> before) {
    Undo undo = new Undo();
    before.forEach(
        key -> undo.call("set_allowed_models", "key", key.id(), "models", key.plan().models()));
    return undo.toString();
  }

  private static String words(List<String> models) {
    return models.isEmpty()
        ? "every model"
        : models.stream()
            .map(model -> Untrusted.of(model).inline(60))
            .collect(Collectors.joining(", "));
  }

  /** The arguments. */
  public record Input(
      @Nullable @Param("id or name") String key,
      @Nullable @Param("all keys of it") String department,
      @Param("all allowed ones, * ends a name; empty allows all") List<String> models) {}

  /** The answer: ids of keys. */
  @Brief
  public record Output(List<String> changed, List<Untrusted> failed) {}
}
