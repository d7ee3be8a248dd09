package dev.plumbline.admin.tools.setup;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.setup.Live;
import dev.plumbline.admin.setup.Planner;
import dev.plumbline.admin.setup.Requirements;
import dev.plumbline.admin.setup.SetUp;
import dev.plumbline.admin.setup.SetUpPlan;
import dev.plumbline.admin.setup.Step;
import dev.plumbline.admin.setup.yaml.SetUpReader;
import dev.plumbline.control.Route;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Change;
import dev.plumbline.mcp.tool.Effect;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Plan;
import dev.plumbline.mcp.tool.ToolSpec;
import java.util.ArrayList;
import java.util.List;

/** Makes the set-up what a YAML file says. */
public final class ApplySetup implements Change<ApplySetup.Input, SetUpResult> {
  private static final ToolSpec<Input, SetUpResult> SPEC =
      ToolSpec.change(
          "apply_setup",
          "Apply set-up",
          "Makes keys, budgets, limits, routes and cache policies what a set-up file says.",
          Toolsets.SETUP,
          Effect.WRITE,
          Input.class,
          SetUpResult.class);

  private final Control control;

  public ApplySetup(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, SetUpResult> spec() {
    return SPEC;
  }

  @Override
  public Plan<SetUpResult> plan(Input input, Call call) {
    if (input.prune && !call.principal().role().covers(Role.ADMIN)) {
      throw new Failure.Denied(
          "prune=true removes what the file does not name, which needs the role %s; '%s' has the role %s."
              .formatted(Role.ADMIN, call.principal().name(), call.principal().role()),
          "Leave prune out, or use a token of that role.");
    }
    SetUp wanted = SetUpReader.read(input.yaml);
    ControlBackend backend = control.backend();
    SetUpPlan whole = Planner.of(wanted, Live.of(backend));
    SetUpPlan plan = input.prune ? whole : whole.withoutRemovals();
    List<String> notes = new ArrayList<>(new Requirements(backend.profile()).check(wanted, plan));
    if (plan.removals().stream().anyMatch(ApplySetup::burnsAlias)) {
      notes.add("**Mind:** the alias of a route that is removed can never be used again.");
    }
    return new SetUpChange(
            control,
            backend,
            plan,
            input.prune ? List.of() : whole.removals(),
            notes,
            "Undo: apply_setup with the file that export_setup wrote before; revoked keys stay"
                + " revoked.",
            call)
        .proposed();
  }

  private static boolean burnsAlias(Step step) {
    return step instanceof Step.Remove remove && remove.entry() instanceof Route;
  }

  /** The arguments. */
  public record Input(
      @Param(value = "the whole file, as export_setup writes it", min = 1) String yaml,
      @Param(value = "also remove what is not in it; admins only", defaultValue = "false")
          boolean prune) {}
}
