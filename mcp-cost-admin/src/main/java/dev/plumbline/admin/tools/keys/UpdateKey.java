package dev.plumbline.admin.tools.keys;

import dev.plumbline.admin.answer.Choices;
import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Keys;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.answer.Undo;
import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.admin.backend.ManagedKey.KeyPlan;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.mcp.text.Table;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Changes what a key is for and may use. */
public final class UpdateKey implements Change<UpdateKey.Input, UpdateKey.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.change(
          "update_key",
          "Update key",
          "Changes a key's name, owner, models, expiry or metadata; what is left out stays.",
          Toolsets.KEYS,
          Effect.WRITE,
          Input.class,
          Output.class);

  private final Control control;

  public UpdateKey(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Plan<Output> plan(Input input, Call call) {
    ControlBackend backend = control.able(Ability.UPDATE_KEY);
    ManagedKey key = Keys.find(backend, input.key);
    KeyPlan next = next(input, key.plan());
    List<Step> steps = steps(key.plan(), next);
    if (steps.isEmpty()) {
      return new Plan.Unchanged<>(
          Answer.of(
              new Output(key.id(), List.of()),
              Text.paragraphs(
                  "**Nothing changed**: %s is like that already.".formatted(Keys.title(key)),
                  Untrusted.LEGEND)));
    }
    Table table = new Table("What", "Now", "Then");
    steps.forEach(step -> table.row(step.what(), shown(step.from()), shown(step.to())));
    return new Plan.Proposed<>(
        "This changes the key %s:\n\n%s".formatted(Keys.title(key), table),
        () -> {
          backend.update(key, next);
          return Answer.of(
              new Output(key.id(), steps),
              Text.paragraphs(
                  "**Changed** the key %s.".formatted(Keys.title(key)),
                  table.toString(),
                  undo(key.id(), key.plan(), next),
                  new FollowUps(call).call("get_key", "key", key.id()).toString(),
                  Untrusted.LEGEND));
        });
  }

  private KeyPlan next(Input input, KeyPlan now) {
    VirtualKey.Owner own = now.owner();
    VirtualKey.Owner owner =
        new VirtualKey.Owner(
            own.organisation(),
            OwnerInput.or(input.department, own.department()),
            OwnerInput.or(input.environment, own.environment()),
            OwnerInput.or(input.project, own.project()),
            OwnerInput.or(input.task, own.task()),
            OwnerInput.or(input.user, own.user()));
    SortedMap<String, String> metadata = new TreeMap<>(now.metadata());
    if (input.metadata != null) {
      input.metadata.forEach((name, value) -> {
        if (value.isBlank()) {
          metadata.remove(name);
        } else {
          metadata.put(name, value);
        }
      });
    }
    return new KeyPlan(
        input.name == null ? now.name() : input.name.strip(),
        owner,
        input.models == null ? now.models() : input.models,
        now.providers(),
        expires(input, now),
        metadata);
  }

  private @Nullable Instant expires(Input input, KeyPlan now) {
    if (input.expires == null) {
      return now.expires();
    }
    if (input.expires.isBlank() || input.expires.strip().equalsIgnoreCase("never")) {
      return null;
    }
    return Choices.end("expires", input.expires, control.now(), control.zone(null));
  }

  private static List<Step> steps(KeyPlan from, KeyPlan to) {
    List<Step> steps = new ArrayList<>();
    add(steps, "name", from.name(), to.name());
    add(steps, "department", from.owner().department(), to.owner().department());
    add(steps, "environment", from.owner().environment(), to.owner().environment());
    add(steps, "project", from.owner().project(), to.owner().project());
    add(steps, "task", from.owner().task(), to.owner().task());
    add(steps, "user", from.owner().user(), to.owner().user());
    add(steps, "models", models(from), models(to));
    add(steps, "expires", time(from.expires()), time(to.expires()));
    add(steps, "metadata", from.metadata().toString(), to.metadata().toString());
    return steps;
  }

  private static String undo(String id, KeyPlan from, KeyPlan to) {
    VirtualKey.Owner was = from.owner();
    VirtualKey.Owner is = to.owner();
    SortedMap<String, String> metadata = new TreeMap<>(from.metadata());
    to.metadata().keySet().forEach(name -> metadata.putIfAbsent(name, ""));
    return new Undo()
        .call(
            "update_key",
            "key",
            id,
            "name",
            to.name().equals(from.name()) ? null : from.name(),
            "department",
            differing(was.department(), is.department()),
            "environment",
            differing(was.environment(), is.environment()),
            "project",
            differing(was.project(), is.project()),
            "task",
            differing(was.task(), is.task()),
            "user",
            differing(was.user(), is.user()),
            "models",
            from.models().equals(to.models()) ? null : from.models(),
            "expires",
            differing(time(from.expires()), time(to.expires())),
            "metadata",
            from.metadata().equals(to.metadata()) ? null : metadata)
        .toString();
  }

  /** What it was; null where it still is that. */
  private static @Nullable String differing(@Nullable String was, @Nullable String is) {
    return Objects.equals(was, is) ? null : was == null ? OwnerInput.NONE : was;
  }

  private static String models(KeyPlan plan) {
    return plan.models().isEmpty() ? "all" : String.join(", ", plan.models());
  }

  private static String time(@Nullable Instant time) {
    return time == null ? "never" : time.toString();
  }

  private static void add(
      List<Step> steps, String what, @Nullable String from, @Nullable String to) {
    if (!String.valueOf(from).equals(String.valueOf(to))) {
      steps.add(new Step(what, Untrusted.of(from), Untrusted.of(to)));
    }
  }

  private static String shown(Untrusted value) {
    return value.isEmpty() ? "–" : value.inline(200);
  }

  /** One difference. */
  @Brief
  public record Step(String what, Untrusted from, Untrusted to) {}

  /** The arguments. */
  public record Input(
      @Param("id or name") String key,
      @Nullable @Param(value = "new name", min = 1, max = 200) String name,
      @Nullable @Param("none clears it; likewise below") String department,
      @Nullable @Param("owner, such as production") String environment,
      @Nullable @Param("owner") String project,
      @Nullable @Param("owner, a task type") String task,
      @Nullable @Param("owner, a person") String user,
      @Nullable @Param("all allowed ones; empty allows all") List<String> models,
      @Nullable @Param("2026-12-31, 30d or never") String expires,
      @Nullable @Param("a blank value removes one") Map<String, String> metadata) {}

  /** The answer. */
  @Brief
  public record Output(String id, List<Step> changed) {}
}
