package dev.plumbline.admin.tools.budgets;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.rules.BudgetPlans;
import dev.plumbline.control.Budget;
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

/** Removes a budget. */
public final class RemoveBudget implements Change<RemoveBudget.Input, RemoveBudget.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.change(
          "remove_budget",
          "Remove budget",
          "Removes a budget; what it held back is free to spend.",
          Toolsets.BUDGETS,
          Effect.DESTRUCTIVE,
          Input.class,
          Output.class);

  private final Control control;

  public RemoveBudget(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Plan<Output> plan(Input input, Call call) {
    ControlBackend backend = control.able(Ability.KEY_BUDGETS);
    Budget budget = new BudgetInput(control, backend).find(input.budget);
    return new Plan.Proposed<>(
        "This removes the budget `%s` (%s). Nothing else bounds that spend unless another budget counts it."
            .formatted(budget.id(), BudgetPlans.words(budget)),
        () -> {
          backend.remove(budget);
          return Answer.of(
              new Output(budget.id()),
              Text.paragraphs(
                  "**Removed** the budget `%s`.".formatted(budget.id()),
                  BudgetUndo.set(budget),
                  new FollowUps(call).call("get_budget_status").toString(),
                  Untrusted.LEGEND));
        });
  }

  /** The arguments. */
  public record Input(@Param("its id") String budget) {}

  /** The answer. */
  @Brief
  public record Output(String budget) {}
}
