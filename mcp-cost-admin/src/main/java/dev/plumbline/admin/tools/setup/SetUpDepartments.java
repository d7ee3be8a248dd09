package dev.plumbline.admin.tools.setup;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.setup.EntryChecks;
import dev.plumbline.admin.setup.Live;
import dev.plumbline.admin.setup.Planner;
import dev.plumbline.admin.setup.Requirements;
import dev.plumbline.admin.setup.SetUp;
import dev.plumbline.admin.setup.SetUpPlan;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Change;
import dev.plumbline.mcp.tool.Effect;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Plan;
import dev.plumbline.mcp.tool.ToolSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a company's departments with their keys and budgets out of a short plan. */
public final class SetUpDepartments implements Change<SetUpDepartments.Input, SetUpResult> {
  private static final ToolSpec<Input, SetUpResult> SPEC =
      ToolSpec.change(
          "set_up_departments",
          "Set up departments",
          "Makes departments: a key for each environment, a monthly budget, models, task types.",
          Toolsets.SETUP,
          Effect.WRITE,
          Input.class,
          SetUpResult.class);

  private final Control control;

  public SetUpDepartments(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, SetUpResult> spec() {
    return SPEC;
  }

  @Override
  public Plan<SetUpResult> plan(Input input, Call call) {
    ControlBackend backend = control.backend();
    Live live = Live.of(backend);
    DepartmentPlans plans = new DepartmentPlans(input, live, control.zone(input.zone));
    SetUp wanted = plans.setUp();
    EntryChecks.all(wanted);
    SetUpPlan plan = Planner.of(wanted, live).withoutRemovals();
    List<String> notes = new ArrayList<>(new Requirements(backend.profile()).check(wanted, plan));
    notes.addAll(plans.warnings());
    return new SetUpChange(
            control,
            backend,
            plan,
            List.of(),
            notes,
            "Undo: revoke_key for new keys and remove_budget for new budgets; set_budget and"
                + " update_key for what changed.",
            call)
        .proposed();
  }

  /** The arguments. */
  public record Input(
      @Param(value = "of the company", min = 1, max = 200) List<Department> departments,
      @Nullable @Param("of departments that name none; default development, production")
          List<String> environments,
      @Nullable @Param("likewise: allowed models or routes, gpt-5* …; default all")
          List<String> models,
      @Nullable @Param("likewise: what its keys are for") List<String> taskTypes,
      @Nullable @Param("monthly dollars of task types, over all departments")
          Map<String, BigDecimal> taskBudgets,
      @Nullable @Param("refuse (default) or warn") String atLimit,
      @Nullable @Param("percentages; default 80, 100") List<Integer> warnAt,
      @Nullable @Param(Control.ZONE) String zone) {}

  /** One department. */
  public record Department(
      @Param(value = "of the department", min = 1, max = 90) String name,
      @Param("dollars of all its keys") BigDecimal monthlyUsd,
      @Nullable @Param("a key each") List<String> environments,
      @Nullable @Param("allowed ones") List<String> models,
      @Nullable @Param("what its keys are for") List<String> taskTypes,
      @Nullable @Param("monthly dollars of an environment's key") Map<String, BigDecimal> split) {}
}
