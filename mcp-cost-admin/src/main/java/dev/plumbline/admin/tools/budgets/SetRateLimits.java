package dev.plumbline.admin.tools.budgets;

import dev.plumbline.admin.answer.Choices;
import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.answer.Undo;
import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.rules.BudgetPlans;
import dev.plumbline.admin.rules.Limits;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Scope;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sets how fast somebody may ask. */
public final class SetRateLimits implements Change<SetRateLimits.Input, SetRateLimits.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      new ToolSpec<>(
          "set_rate_limits",
          "Set rate limits",
          "Sets requests, tokens or parallel requests of a scope; 0 removes a limit.",
          Toolsets.BUDGETS,
          Effect.WRITE,
          true,
          false,
          Role.OPERATOR,
          Input.class,
          Output.class);

  private final Control control;

  public SetRateLimits(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  /** One limit before and after; null where there is none. */
  private record Step(@Nullable Limit before, @Nullable Limit after) {
    String words() {
      Limit from = before;
      Limit to = after;
      return "- %s → %s"
          .formatted(
              from == null ? "no limit" : Limits.words(from),
              to == null
                  ? "no limit of " + lower(from == null ? "" : from.kind().name())
                  : Limits.words(to));
    }
  }

  @Override
  public Plan<Output> plan(Input input, Call call) {
    ControlBackend backend = control.able(Ability.RATE_LIMITS);
    if (input.requests == null && input.tokens == null && input.parallel == null) {
      throw new Failure.InvalidInput(
          "No limit is given.", "Give requests, tokens or parallel; 0 removes one.");
    }
    Scope scope = new BudgetInput(control, backend).scope(input.level, input.value);
    Duration per = input.per == null ? Duration.ofMinutes(1) : Choices.length("per", input.per);
    List<Limit> all = backend.limits();
    List<Step> steps = new ArrayList<>();
    step(steps, all, scope, Limit.Kind.REQUESTS, input.requests, per);
    step(steps, all, scope, Limit.Kind.TOKENS, input.tokens, per);
    step(steps, all, scope, Limit.Kind.PARALLEL, input.parallel, Duration.ofMinutes(1));
    String whose = BudgetPlans.whose(scope);
    if (steps.isEmpty()) {
      return new Plan.Unchanged<>(
          Answer.of(
              new Output(List.of()),
              Text.paragraphs(
                  "**Nothing changed**: the limits of %s are like that already.".formatted(whose),
                  Untrusted.LEGEND)));
    }
    String list = String.join("\n", steps.stream().map(Step::words).toList());
    return new Plan.Proposed<>(
        "This sets for %s:\n%s".formatted(whose, list), () -> apply(backend, scope, steps, list));
  }

  private static void step(
      List<Step> steps,
      List<Limit> all,
      Scope scope,
      Limit.Kind kind,
      @Nullable Long amount,
      Duration per) {
    if (amount == null) {
      return;
    }
    Optional<Limit> before =
        all.stream().filter(one -> one.scope().equals(scope) && one.kind() == kind).findFirst();
    if (amount == 0) {
      before.ifPresent(old -> steps.add(new Step(old, null)));
      return;
    }
    String id = before.map(Limit::id).orElseGet(() -> id(scope, kind));
    long version = before.map(Limit::version).orElse(0L) + 1;
    Limit after = new Limit(id, scope, kind, amount, per, version);
    boolean same =
        before.isPresent()
            && before.get().amount() == amount
            && (kind == Limit.Kind.PARALLEL || before.get().per().equals(per));
    if (!same) {
      steps.add(new Step(before.orElse(null), after));
    }
  }

  private static String id(Scope scope, Limit.Kind kind) {
    String value = scope.each() ? "each" : scope.value().replaceAll("[^A-Za-z0-9._-]+", "-");
    return "%s-%s-%s".formatted(scope.level().label(), value, lower(kind.name()));
  }

  private static Answer<Output> apply(
      ControlBackend backend, Scope scope, List<Step> steps, String list) {
    List<String> ids = new ArrayList<>();
    for (Step step : steps) {
      Limit from = step.before();
      Limit to = step.after();
      if (to != null) {
        ids.add(put(backend, to).id());
      } else if (from != null) {
        backend.remove(from);
        ids.add(from.id());
      }
    }
    return Answer.of(
        new Output(ids),
        Text.paragraphs(
            "**Set** for %s:\n%s".formatted(BudgetPlans.whose(scope), list),
            undo(scope, steps),
            Untrusted.LEGEND));
  }

  private static String undo(Scope scope, List<Step> steps) {
    Undo undo = new Undo();
    for (Step step : steps) {
      Limit from = step.before();
      Limit to = step.after();
      Limit either = from == null ? Objects.requireNonNull(to) : from;
      undo.call(
          "set_rate_limits",
          "level",
          scope.level().label(),
          "value",
          scope.each() ? null : scope.value(),
          lower(either.kind().name()),
          from == null ? 0 : from.amount(),
          "per",
          either.kind() == Limit.Kind.PARALLEL ? null : either.per());
    }
    return undo.toString();
  }

  /** Ids of removed limits are never used again. */
  private static Limit put(ControlBackend backend, Limit limit) {
    if (limit.version() > 1) {
      return backend.put(limit);
    }
    for (int attempt = 1; ; attempt++) {
      String id = attempt == 1 ? limit.id() : limit.id() + "-" + attempt;
      try {
        return backend.put(
            new Limit(id, limit.scope(), limit.kind(), limit.amount(), limit.per(), 1));
      } catch (Failure.Conflict taken) {
        if (attempt == 100) {
          throw taken;
        }
      }
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The arguments. */
  public record Input(
      @Param("organisation, department, environment, project, task, model, user or key")
          String level,
      @Nullable @Param("whose; left out: each one for itself") String value,
      @Nullable @Param(value = "per", min = 0) Long requests,
      @Nullable @Param(value = "per", min = 0) Long tokens,
      @Nullable @Param(value = "requests at the same time", min = 0) Long parallel,
      @Nullable @Param("of requests and tokens: 1m (default), 1h, 1d") String per) {}

  /** The answer: the limits that changed. */
  @Brief
  public record Output(List<String> limits) {}
}
