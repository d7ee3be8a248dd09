package dev.plumbline.admin.tools.budgets;

import dev.plumbline.admin.answer.Choices;
import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Scopes;
import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.rules.BudgetPlans;
import dev.plumbline.admin.rules.Thresholds;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Level;
import dev.plumbline.control.Period;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Window;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.mcp.text.Untrusted;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads budgets as callers describe them. */
final class BudgetInput {
  private final Control control;
  private final ControlBackend backend;

  BudgetInput(Control control, ControlBackend backend) {
    this.control = control;
    this.backend = backend;
  }

  /** Whose budget or limit is meant; a key may be given by its name. */
  Scope scope(String levelName, @Nullable String value) {
    Level level = Choices.constant("level", levelName, Level.values());
    if (level == null) {
      throw new IllegalArgumentException("a level that is missing");
    }
    backend.profile().require(level == Level.KEY ? Ability.KEY_BUDGETS : Ability.SHARED_BUDGETS);
    return Scopes.of(backend, level, value);
  }

  /** The window of a budget. */
  Window window(@Nullable String period, boolean rolling, @Nullable String zone) {
    Period known = Choices.constant("period", period, Period.values());
    ZoneId days = zone == null ? backend.usualZone(control.zone(null)) : control.zone(zone);
    return new Window(known == null ? Period.MONTH : known, rolling, days);
  }

  /** What a budget is to be like. */
  BudgetPlans.Wanted wanted(
      Scope scope,
      Window window,
      BigDecimal limit,
      @Nullable String atLimitName,
      @Nullable String degradeTo,
      @Nullable List<Integer> warnAt) {
    AtLimit given = Choices.constant("at_limit", atLimitName, AtLimit.values());
    AtLimit atLimit = given != null ? given : degradeTo != null ? AtLimit.DEGRADE : AtLimit.REFUSE;
    if (atLimit == AtLimit.WARN) {
      backend.profile().require(Ability.BUDGET_WARNINGS);
    }
    if (atLimit == AtLimit.DEGRADE) {
      backend.profile().require(Ability.BUDGET_DEGRADE);
    }
    if ((atLimit == AtLimit.DEGRADE) != (degradeTo != null)) {
      throw new Failure.InvalidInput(
          atLimit == AtLimit.DEGRADE
              ? "There is no degrade_to for at_limit degrade."
              : "degrade_to is for at_limit degrade, not %s."
                  .formatted(atLimit.name().toLowerCase(Locale.ROOT)),
          "Name a route that list_routes shows, or choose refuse or warn.");
    }
    return new BudgetPlans.Wanted(
        scope,
        Choices.dollars("limit_usd", limit),
        window,
        atLimit,
        degradeTo,
        Thresholds.of(warnAt, backend.usualThresholds()));
  }

  /** What a budget that is there is to be like: what is left out stays. */
  BudgetPlans.Wanted changed(Budget old, Window window, SetBudget.Input input) {
    boolean stays = input.atLimit() == null && input.degradeTo() == null;
    BudgetPlans.Wanted next =
        wanted(
            old.scope(),
            input.zone() == null ? old.window() : window,
            input.limitUsd(),
            stays ? old.atLimit().name().toLowerCase(Locale.ROOT) : input.atLimit(),
            stays ? old.degradeTo() : input.degradeTo(),
            input.warnAt());
    return input.warnAt() == null ? next.warningAt(old.thresholds()) : next;
  }

  /** The same budget with another limit. */
  Budget withLimit(Budget budget, BigDecimal limit) {
    return BudgetPlans.change(
        budget,
        new BudgetPlans.Wanted(
            budget.scope(),
            Choices.dollars("limit_usd", limit),
            budget.window(),
            budget.atLimit(),
            budget.degradeTo(),
            budget.thresholds()));
  }

  /** The budget of that id. */
  Budget find(String id) {
    List<Budget> all = backend.budgets();
    return all.stream()
        .filter(budget -> budget.id().equals(id.strip()))
        .findFirst()
        .orElseThrow(() ->
            new Failure.NotFound(
                "There is no budget %s.".formatted(Untrusted.of(id).inline(80)),
                (Nearest.hint(id.strip(), all.stream().map(Budget::id).toList())
                        + " get_budget_status shows those in use.")
                    .strip()));
  }
}
