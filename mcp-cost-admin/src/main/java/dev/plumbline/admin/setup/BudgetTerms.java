package dev.plumbline.admin.setup;

import dev.plumbline.admin.rules.BudgetPlans;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Window;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a budget is to be like, apart from whose it is.
 *
 * @param id null where it is told by its window alone
 * @param name for people; null for the usual one
 * @param limit in US dollars
 * @param degradeTo the route for {@code DEGRADE}
 * @param thresholds percentages of the limit at which operators want to know; null to leave them as
 *     they are, or for the usual ones
 */
public record BudgetTerms(
    @Nullable String id,
    @Nullable String name,
    BigDecimal limit,
    Window window,
    AtLimit atLimit,
    @Nullable String degradeTo,
    @Nullable List<Integer> thresholds) {
  /** By window, then by id. */
  static final Comparator<BudgetTerms> ORDER =
      Comparator.comparing((BudgetTerms it) -> it.window().period())
          .thenComparing(it -> it.window().rolling())
          .thenComparing(it -> it.window().zone().getId())
          .thenComparing(it -> it.id() == null ? "" : it.id());

  public BudgetTerms {
    limit = Plain.of(limit);
    thresholds = thresholds == null ? null : List.copyOf(thresholds);
  }

  /** The terms of a budget that is there. */
  static BudgetTerms of(Budget budget, boolean withId, @Nullable String name, List<Integer> usual) {
    return new BudgetTerms(
        withId ? budget.id() : null,
        name,
        budget.limit(),
        budget.window(),
        budget.atLimit(),
        budget.degradeTo(),
        budget.thresholds().equals(usual) ? null : budget.thresholds());
  }

  /**
   * The same with somebody whose budget it is.
   *
   * @param otherwise the percentages where none are given
   */
  BudgetPlans.Wanted on(Scope scope, List<Integer> otherwise) {
    return new BudgetPlans.Wanted(
        scope, limit, window, atLimit, degradeTo, thresholds == null ? otherwise : thresholds);
  }
}
