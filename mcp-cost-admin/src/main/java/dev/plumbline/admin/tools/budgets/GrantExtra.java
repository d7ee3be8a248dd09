package dev.plumbline.admin.tools.budgets;

import dev.plumbline.admin.answer.Choices;
import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.rules.BudgetPlans;
import dev.plumbline.control.Budget;
import dev.plumbline.kernel.Amounts;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Raises a budget for a while. */
public final class GrantExtra implements Change<GrantExtra.Input, GrantExtra.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.change(
          "grant_extra",
          "Grant extra",
          "Raises a budget once, with a reason and an end.",
          Toolsets.BUDGETS,
          Effect.WRITE,
          Input.class,
          Output.class);

  private final Control control;

  public GrantExtra(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Plan<Output> plan(Input input, Call call) {
    ControlBackend backend = control.able(Ability.BUDGET_EXTRAS);
    Budget budget = new BudgetInput(control, backend).find(input.budget);
    Instant now = control.now();
    if (input.amountUsd.signum() == 0) {
      return end(backend, budget, now);
    }
    Instant until = until(input, budget, now);
    Budget.Extra extra =
        new Budget.Extra(
            Choices.dollars("amount_usd", input.amountUsd),
            input.value == null ? null : input.value.strip(),
            now,
            until,
            input.reason.strip());
    for (Budget.Extra old : budget.extras()) {
      if (repeats(old, extra, now)) {
        return new Plan.Unchanged<>(
            Answer.of(
                new Output(budget.id(), old.until()),
                Text.paragraphs(
                    "**Nothing changed**: the same raise for the same reason holds already, until %s."
                        .formatted(old.until()),
                    Untrusted.LEGEND)));
      }
    }
    BigDecimal limit = budget.limit(input.value == null ? "" : input.value.strip(), now);
    return new Plan.Proposed<>(
        "This raises the budget `%s` (%s)%s by %s, from %s to %s until %s, because %s."
            .formatted(
                budget.id(),
                BudgetPlans.words(budget),
                extra.value() == null ? "" : " of " + Untrusted.of(extra.value()).inline(60),
                Amounts.dollars(extra.amount()),
                Amounts.dollars(limit),
                Amounts.dollars(limit.add(extra.amount())),
                input.until == null ? until : Untrusted.of(input.until).inline(40),
                Untrusted.of(extra.reason()).inline(200)),
        () -> apply(backend, budget, extra, call));
  }

  private static Plan<Output> end(ControlBackend backend, Budget budget, Instant now) {
    List<Budget.Extra> holding = BudgetUndo.holding(budget, now);
    if (holding.isEmpty()) {
      return new Plan.Unchanged<>(
          Answer.of(
              new Output(budget.id(), null),
              "**Nothing changed**: no raise of `%s` holds.".formatted(budget.id())));
    }
    String list =
        holding.stream()
            .map(extra ->
                "- %s until %s, because %s"
                    .formatted(
                        Amounts.dollars(extra.amount()),
                        extra.until(),
                        Untrusted.of(extra.reason()).inline(200)))
            .collect(Collectors.joining("\n"));
    return new Plan.Proposed<>(
        "This ends the raises of the budget `%s`:\n%s".formatted(budget.id(), list),
        () -> {
          backend.put(BudgetPlans.raised(budget, List.of()));
          return Answer.of(
              new Output(budget.id(), null),
              Text.paragraphs(
                  "**Ended** the raises of the budget `%s`:\n%s".formatted(budget.id(), list),
                  BudgetUndo.grant(budget, now),
                  Untrusted.LEGEND));
        });
  }

  private Instant until(Input input, Budget budget, Instant now) {
    if (input.until == null) {
      return budget
          .window()
          .resets(now)
          .orElseThrow(() ->
              new Failure.InvalidInput(
                  "The budget %s does not start anew at one moment.".formatted(budget.id()),
                  "Say until when, such as 7d or 2026-12-31."));
    }
    Instant until = Choices.end("until", input.until, now, budget.window().zone());
    if (!until.isAfter(now)) {
      throw new Failure.InvalidInput(
          "until is %s, which is past.".formatted(until), "Choose a time to come.");
    }
    return until;
  }

  private static boolean repeats(Budget.Extra old, Budget.Extra extra, Instant now) {
    return old.until().isAfter(now)
        && old.amount().compareTo(extra.amount()) == 0
        && String.valueOf(old.value()).equals(String.valueOf(extra.value()))
        && old.reason().equals(extra.reason());
  }

  private static Answer<Output> apply(
      ControlBackend backend, Budget budget, Budget.Extra extra, Call call) {
    // Those that ended tell nothing that the audit log does not.
    List<Budget.Extra> extras = new ArrayList<>(BudgetUndo.holding(budget, extra.from()));
    extras.add(extra);
    backend.put(BudgetPlans.raised(budget, extras));
    return Answer.of(
        new Output(budget.id(), extra.until()),
        Text.paragraphs(
            "**Raised** the budget `%s` by %s until %s."
                .formatted(budget.id(), Amounts.dollars(extra.amount()), extra.until()),
            "It ends by itself. " + BudgetUndo.end(budget, extra.from()),
            new FollowUps(call)
                .call("get_budget_status", "level", budget.scope().level().label())
                .toString(),
            Untrusted.LEGEND));
  }

  /** The arguments. */
  public record Input(
      @Param("its id") String budget,
      @Param("dollars on top; 0 ends the raises that hold") BigDecimal amountUsd,
      @Param(value = "kept in the audit log", min = 3, max = 200) String reason,
      @Nullable @Param("7d or 2026-12-31; default: when it starts anew") String until,
      @Nullable @Param("whose, where it counts each") String value) {}

  /** The answer; {@code until} is null when raises were ended. */
  @Brief
  public record Output(String budget, @Nullable Instant until) {}
}
