package dev.plumbline.admin.tools.budgets;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.answer.Undo;
import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.rules.BudgetPlans;
import dev.plumbline.admin.rules.Thresholds;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Window;
import dev.plumbline.kernel.Failure;
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
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sets the budget of somebody or something. */
public final class SetBudget implements Change<SetBudget.Input, SetBudget.Output> {
  private static final int MOST_TRIES = 100;

  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.change(
          "set_budget",
          "Set budget",
          "Sets what a department, key, user, model … (or each of them) may spend in a period.",
          Toolsets.BUDGETS,
          Effect.WRITE,
          Input.class,
          Output.class);

  private final Control control;

  public SetBudget(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Plan<Output> plan(Input input, Call call) {
    ControlBackend backend = control.able(Ability.KEY_BUDGETS);
    BudgetInput reading = new BudgetInput(control, backend);
    Scope scope = reading.scope(input.level, input.value);
    Window window = reading.window(input.period, input.rolling, input.zone);
    Optional<Budget> before = BudgetPlans.same(backend.budgets(), scope, window);
    BudgetPlans.Wanted wanted =
        before
            .map(old -> reading.changed(old, window, input))
            .orElseGet(() ->
                reading.wanted(
                    scope, window, input.limitUsd, input.atLimit, input.degradeTo, input.warnAt));
    if (before.isPresent() && before.get().equals(same(before.get(), wanted))) {
      return new Plan.Unchanged<>(
          Answer.of(
              new Output(before.get().id(), false),
              Text.paragraphs(
                  "**Nothing changed**: the budget `%s` is like that already."
                      .formatted(before.get().id()),
                  Untrusted.LEGEND)));
    }
    String preview =
        before
            .map(old ->
                "This changes the budget `%s`\n- from %s\n- to %s."
                    .formatted(old.id(), BudgetPlans.words(old), BudgetPlans.words(wanted)))
            .orElseGet(() -> "This sets a new budget: " + BudgetPlans.words(wanted) + ".");
    return new Plan.Proposed<>(
        "%s With %s.".formatted(preview, Thresholds.words(wanted.thresholds())),
        () -> apply(backend, before, wanted, call));
  }

  private static Budget same(Budget before, BudgetPlans.Wanted wanted) {
    Budget next = BudgetPlans.change(before, wanted);
    return new Budget(
        next.id(),
        next.name(),
        next.scope(),
        next.limit().compareTo(before.limit()) == 0 ? before.limit() : next.limit(),
        next.window(),
        next.atLimit(),
        next.degradeTo(),
        next.thresholds(),
        next.extras(),
        before.version());
  }

  private Answer<Output> apply(
      ControlBackend backend, Optional<Budget> before, BudgetPlans.Wanted wanted, Call call) {
    Budget kept =
        before
            .map(old -> backend.put(BudgetPlans.change(old, wanted)))
            .orElseGet(() -> add(backend, wanted));
    String undo =
        before
            .map(BudgetUndo::set)
            .orElseGet(() -> new Undo().call("remove_budget", "budget", kept.id()).toString());
    return Answer.of(
        new Output(kept.id(), true),
        Text.paragraphs(
            "**Set** the budget `%s`: %s.".formatted(kept.id(), BudgetPlans.words(kept)),
            undo,
            new FollowUps(call)
                .call("get_budget_status", "level", kept.scope().level().label())
                .toString(),
            Untrusted.LEGEND));
  }

  /** Ids of removed budgets are never used again. */
  private static Budget add(ControlBackend backend, BudgetPlans.Wanted wanted) {
    String name = name(wanted);
    for (int attempt = 1; ; attempt++) {
      try {
        return backend.put(BudgetPlans.make(wanted, name, attempt == 1 ? "" : "-" + attempt));
      } catch (Failure.Conflict taken) {
        if (attempt == MOST_TRIES) {
          throw taken;
        }
      }
    }
  }

  private static String name(BudgetPlans.Wanted wanted) {
    Scope scope = wanted.scope();
    return "%s %s, %s"
        .formatted(
            scope.each() ? "Each" : scope.value(),
            scope.each() ? scope.level().label() : "",
            wanted.window().period().name().toLowerCase(Locale.ROOT))
        .replace(" ,", ",");
  }

  /** The arguments. */
  public record Input(
      @Param("organisation, department, environment, project, task, model, user or key")
          String level,
      @Nullable @Param("whose; left out: each one for itself") String value,
      @Param("dollars") BigDecimal limitUsd,
      @Nullable @Param("hour, day, week, month (default) or total") String period,
      @Param(value = "back from now, not by calendar", defaultValue = "false") boolean rolling,
      @Nullable @Param("refuse (default), warn or degrade") String atLimit,
      @Nullable @Param("route for degrade") String degradeTo,
      @Nullable @Param("percentages; default 80, 100") List<Integer> warnAt,
      @Nullable @Param(Control.ZONE) String zone) {}

  /** The answer. */
  @Brief
  public record Output(String budget, boolean changed) {}
}
