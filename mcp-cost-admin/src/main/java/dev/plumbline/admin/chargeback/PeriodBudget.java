package dev.plumbline.admin.chargeback;

import dev.plumbline.control.Budget;
import dev.plumbline.control.Level;
import dev.plumbline.control.Period;
import dev.plumbline.kernel.TimeRange;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What departments may spend in a range, where a budget's calendar periods fill it exactly; the
 * last one may still be running.
 */
public final class PeriodBudget {
  private static final List<Period> LONGEST_FIRST = List.of(Period.MONTH, Period.WEEK, Period.DAY);

  private final List<Budget> budgets;
  private final TimeRange range;
  private final Instant now;

  /**
   * @param budgets of any level
   */
  public PeriodBudget(List<Budget> budgets, TimeRange range, Instant now) {
    this.budgets =
        budgets.stream()
            .filter(budget -> budget.scope().level() == Level.DEPARTMENT)
            .filter(budget -> !budget.window().rolling())
            .filter(budget -> LONGEST_FIRST.contains(budget.window().period()))
            .sorted(
                Comparator.comparingInt(
                        (Budget budget) -> LONGEST_FIRST.indexOf(budget.window().period()))
                    .thenComparing(budget -> budget.scope().each()))
            .toList();
    this.range = range;
    this.now = now;
  }

  /** US dollars over the whole range, raises included; empty when no budget fits it. */
  public Optional<BigDecimal> of(String department) {
    return budgets.stream()
        .filter(budget -> budget.scope().each() || budget.scope().value().equals(department))
        .map(budget -> over(budget, department))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<BigDecimal> over(Budget budget, String department) {
    BigDecimal sum = BigDecimal.ZERO;
    Instant start = range.from();
    while (start.isBefore(range.to())) {
      Instant end = budget.window().resets(start).orElse(range.to());
      boolean running = now.isBefore(end);
      if (!budget.window().start(start).equals(start) || (end.isAfter(range.to()) && !running)) {
        return Optional.empty();
      }
      sum = sum.add(budget.limit()).add(extras(budget, department, start, end));
      start = end;
    }
    return Optional.of(sum);
  }

  private static BigDecimal extras(Budget budget, String department, Instant from, Instant to) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Budget.Extra extra : budget.extras()) {
      boolean meant = extra.value() == null || extra.value().equals(department);
      if (meant && extra.from().isBefore(to) && from.isBefore(extra.until())) {
        sum = sum.add(extra.amount());
      }
    }
    return sum;
  }
}
