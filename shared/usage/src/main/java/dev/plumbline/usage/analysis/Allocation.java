package dev.plumbline.usage.analysis;

import dev.plumbline.kernel.Money;
import dev.plumbline.usage.query.By;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A chargeback statement: what each department spent itself, and its part of what no department is
 * known for. All columns add up exactly.
 *
 * @param rule how the shared costs were cut; EQUAL where the rule asked for had nothing to go by
 * @param direct what departments spent themselves
 * @param shared what no department is known for
 * @param total both
 * @param unpriced requests of unknown cost, which no line contains
 */
public record Allocation(
    Rule rule,
    List<Line> lines,
    BigDecimal direct,
    BigDecimal shared,
    BigDecimal total,
    BigDecimal unpriced) {

  /** How costs that nobody caused alone are cut. */
  public enum Rule {
    /** In proportion to what each department spent itself. */
    PROPORTIONAL,
    /** The same for each. */
    EQUAL,
    /** In proportion to the requests of each. */
    BY_REQUESTS;

    /** Its name in questions and answers. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One department, largest total first; null stands for costs that no department exists to bear.
   */
  public record Line(
      @Nullable String department,
      BigDecimal requests,
      BigDecimal direct,
      BigDecimal shared,
      BigDecimal total) {}

  /**
   * From a table by department with COST, REQUESTS and UNPRICED.
   *
   * @param decimals of the amounts: 2 for a statement in cents, 12 for everything
   */
  public static Allocation of(UsageTable table, Rule rule, int decimals) {
    return of(table, By.of(Dimension.DEPARTMENT), rule, decimals);
  }

  /**
   * From a table by whatever bears the costs, with COST, REQUESTS and UNPRICED.
   *
   * @param by what stands for departments, such as environments or a tag
   * @param decimals of the amounts: 2 for a statement in cents, 12 for everything
   */
  public static Allocation of(UsageTable table, By by, Rule rule, int decimals) {
    int column = table.query().by().indexOf(by);
    List<UsageTable.Row> owned = new ArrayList<>();
    BigDecimal shared = Money.ZERO;
    BigDecimal unowned = BigDecimal.ZERO;
    BigDecimal unpriced = BigDecimal.ZERO;
    for (UsageTable.Row row : table.rows()) {
      unpriced = unpriced.add(table.amount(row, Measure.UNPRICED));
      if (row.keys().get(column) == null) {
        shared = shared.add(table.amount(row, Measure.COST));
        unowned = unowned.add(table.amount(row, Measure.REQUESTS));
      } else {
        owned.add(row);
      }
    }
    List<BigDecimal> costs = owned.stream().map(row -> table.amount(row, Measure.COST)).toList();
    BigDecimal direct = sum(costs);
    BigDecimal total = direct.add(shared).setScale(decimals, RoundingMode.HALF_EVEN);
    if (owned.isEmpty()) {
      BigDecimal zero = BigDecimal.ZERO.setScale(decimals);
      Line line = new Line(null, unowned, zero, total, total);
      return new Allocation(rule, List.of(line), zero, total, total, unpriced);
    }
    BigDecimal cutDirect = direct.setScale(decimals, RoundingMode.HALF_EVEN);
    BigDecimal cutShared = total.subtract(cutDirect);
    List<BigDecimal> own = Shares.rounded(costs, cutDirect, decimals);
    Rule used = usable(rule, weights(table, owned, rule));
    List<BigDecimal> parts = Shares.of(cutShared, weights(table, owned, used), decimals);
    List<Line> lines = new ArrayList<>();
    for (int index = 0; index < owned.size(); index++) {
      lines.add(
          new Line(
              owned.get(index).keys().get(column),
              table.amount(owned.get(index), Measure.REQUESTS),
              own.get(index),
              parts.get(index),
              own.get(index).add(parts.get(index))));
    }
    lines.sort(Comparator.comparing(Line::total).reversed());
    return new Allocation(used, List.copyOf(lines), cutDirect, cutShared, total, unpriced);
  }

  private static List<BigDecimal> weights(UsageTable table, List<UsageTable.Row> rows, Rule rule) {
    return rows.stream()
        .map(row ->
            switch (rule) {
              case PROPORTIONAL -> table.amount(row, Measure.COST);
              case BY_REQUESTS -> table.amount(row, Measure.REQUESTS);
              case EQUAL -> BigDecimal.ONE;
            })
        .toList();
  }

  private static Rule usable(Rule rule, List<BigDecimal> weights) {
    boolean fit =
        sum(weights).signum() > 0 && weights.stream().allMatch(weight -> weight.signum() >= 0);
    return fit ? rule : Rule.EQUAL;
  }

  private static BigDecimal sum(List<BigDecimal> amounts) {
    return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
