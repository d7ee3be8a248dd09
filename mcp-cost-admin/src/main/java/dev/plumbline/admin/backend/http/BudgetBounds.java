package dev.plumbline.admin.backend.http;

import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.Profile;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Level;
import dev.plumbline.control.Period;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Window;
import dev.plumbline.kernel.Failure;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Refuses budgets that a vendor cannot keep, rather than keeping others.
 *
 * @param profile of the vendor
 * @param periods that its budgets can have
 * @param thresholds how many percentages it takes
 */
public record BudgetBounds(Profile profile, Set<Period> periods, int thresholds) {
  public BudgetBounds {
    periods = Set.copyOf(periods);
  }

  /** Refuses what none of its budgets can be; levels and amounts are for the caller to check. */
  public void check(Budget budget) {
    profile.require(
        budget.scope().level() == Level.KEY ? Ability.KEY_BUDGETS : Ability.SHARED_BUDGETS);
    if (budget.limit().signum() <= 0) {
      throw new Failure.InvalidInput(
          "A budget of $%s is none.".formatted(Fields.wire(budget.limit()).toPlainString()),
          "Choose more than 0.");
    }
    if (budget.atLimit() == AtLimit.WARN) {
      profile.require(Ability.BUDGET_WARNINGS);
    }
    if (budget.atLimit() == AtLimit.DEGRADE) {
      profile.require(Ability.BUDGET_DEGRADE);
    }
    if (!budget.extras().isEmpty()) {
      profile.require(Ability.BUDGET_EXTRAS);
    }
    if (budget.thresholds().size() > thresholds) {
      throw new Failure.InvalidInput(
          "%s cannot tell at %d percentages of a budget."
              .formatted(profile.name(), budget.thresholds().size()),
          thresholds == 0
              ? "Leave the percentages out, and look at how budgets stand instead."
              : "Give one percentage.");
    }
    check(budget.window());
  }

  private void check(Window window) {
    if (!periods.contains(window.period())) {
      throw new Failure.InvalidInput(
          "%s cannot count a budget over %s.".formatted(profile.name(), words(window.period())),
          "Choose one of: "
              + Arrays.stream(Period.values())
                  .filter(periods::contains)
                  .map(BudgetBounds::words)
                  .collect(Collectors.joining(", "))
              + ".");
    }
    if (window.period() == Period.TOTAL) {
      return;
    }
    if (window.rolling()) {
      throw new Failure.InvalidInput(
          "%s cannot count a budget over a rolling time.".formatted(profile.name()),
          "Choose the calendar's.");
    }
    if (!utc(window.zone())) {
      throw new Failure.InvalidInput(
          "%s begins budgets at midnight UTC, not in %s.".formatted(profile.name(), window.zone()),
          "Choose the zone UTC.");
    }
  }

  /** The refusal of a level that a vendor has no budgets for. */
  public Failure.InvalidInput level(Scope scope, String instead) {
    return new Failure.InvalidInput(
        scope.each()
            ? "%s cannot budget every %s for itself."
                .formatted(profile.name(), scope.level().label())
            : "%s cannot budget a single %s.".formatted(profile.name(), scope.level().label()),
        instead);
  }

  /** Whether a zone is UTC by another name. */
  static boolean utc(ZoneId zone) {
    return zone.normalized().equals(ZoneOffset.UTC);
  }

  private static String words(Period period) {
    return period == Period.TOTAL
        ? "all time"
        : (period == Period.HOUR ? "an " : "a ") + period.name().toLowerCase(Locale.ROOT);
  }
}
