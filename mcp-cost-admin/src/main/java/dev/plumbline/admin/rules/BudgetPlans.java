package dev.plumbline.admin.rules;

import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Period;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Window;
import dev.plumbline.kernel.Amounts;
import dev.plumbline.mcp.text.Untrusted;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What budgets are to be like, and what they are called. */
public final class BudgetPlans {
  private static final int LONGEST = 100;

  private BudgetPlans() {}

  /**
   * What a budget is to be like, before it has an id.
   *
   * @param degradeTo the route for {@code DEGRADE}
   */
  public record Wanted(
      Scope scope,
      BigDecimal limit,
      Window window,
      AtLimit atLimit,
      @Nullable String degradeTo,
      List<Integer> thresholds) {
    public Wanted {
      thresholds = List.copyOf(thresholds);
    }

    /** The same with warnings at other percentages. */
    public Wanted warningAt(List<Integer> percentages) {
      return new Wanted(scope, limit, window, atLimit, degradeTo, percentages);
    }
  }

  /** The budget that covers the same: one scope has one budget for each kind of window. */
  public static Optional<Budget> same(List<Budget> budgets, Scope scope, Window window) {
    return budgets.stream()
        .filter(one -> one.scope().equals(scope))
        .filter(one -> one.window().period() == window.period())
        .filter(one -> one.window().rolling() == window.rolling())
        .findFirst();
  }

  /** A new budget. */
  public static Budget make(Wanted wanted, String name, String suffix) {
    return new Budget(
        id(wanted.scope(), wanted.window()) + suffix,
        name,
        wanted.scope(),
        wanted.limit(),
        wanted.window(),
        wanted.atLimit(),
        wanted.degradeTo(),
        wanted.thresholds(),
        1);
  }

  /** The next version of a budget. */
  public static Budget change(Budget budget, Wanted wanted) {
    return new Budget(
        budget.id(),
        budget.name(),
        wanted.scope(),
        wanted.limit(),
        wanted.window(),
        wanted.atLimit(),
        wanted.degradeTo(),
        wanted.thresholds(),
        budget.extras(),
        budget.version() + 1);
  }

  /** The next version with other raises. */
  public static Budget raised(Budget budget, List<Budget.Extra> extras) {
    return new Budget(
        budget.id(),
        budget.name(),
        budget.scope(),
        budget.limit(),
        budget.window(),
        budget.atLimit(),
        budget.degradeTo(),
        budget.thresholds(),
        extras,
        budget.version() + 1);
  }

  /** The id of a new budget, if nothing has it. */
  public static String id(Scope scope, Window window) {
    String value = scope.each() ? "each" : scope.value();
    String plain = value.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
    String text =
        "%s-%s-%s%s"
            .formatted(
                scope.level().label(),
                plain.isEmpty() ? "x" : plain,
                window.rolling() ? "rolling-" : "",
                label(window.period()));
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  /** Whose budget it is, in words. */
  public static String whose(Scope scope) {
    return scope.each()
        ? "each " + scope.level().label()
        : scope.level().label() + " " + Untrusted.of(scope.value()).inline(60);
  }

  /** How much and when, in words such as {@code $50.00 a month}. */
  public static String amount(BigDecimal limit, Window window) {
    String dollars = Amounts.dollars(limit);
    if (window.period() == Period.TOTAL) {
      return dollars + " in all";
    }
    String unit = label(window.period());
    return window.rolling()
        ? "%s in any %s".formatted(dollars, window.period() == Period.MONTH ? "30 days" : unit)
        : "%s %s %s (%s)"
            .formatted(
                dollars, window.period() == Period.HOUR ? "an" : "a", unit, window.zone().getId());
  }

  /** What happens at the limit, in words. */
  public static String atLimit(AtLimit atLimit, @Nullable String degradeTo) {
    return switch (atLimit) {
      case REFUSE -> "then requests are refused";
      case WARN -> "then only a warning";
      case DEGRADE -> "then requests go to the route " + Untrusted.of(degradeTo).inline(60);
    };
  }

  /** A whole budget in words. */
  public static String words(Wanted wanted) {
    return "%s: %s; %s"
        .formatted(
            whose(wanted.scope()),
            amount(wanted.limit(), wanted.window()),
            atLimit(wanted.atLimit(), wanted.degradeTo()));
  }

  /** A whole budget in words. */
  public static String words(Budget budget) {
    return words(
        new Wanted(
            budget.scope(),
            budget.limit(),
            budget.window(),
            budget.atLimit(),
            budget.degradeTo(),
            budget.thresholds()));
  }

  private static String label(Period period) {
    return period.name().toLowerCase(Locale.ROOT);
  }
}
