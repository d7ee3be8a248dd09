package dev.plumbline.admin.chargeback;

import dev.plumbline.usage.analysis.Allocation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who owes what. Every column adds up: own and shared to what the ledger has, less credits to what
 * is due.
 *
 * @param rule how shared costs were cut
 * @param lines most due first
 * @param unpriced requests of unknown cost, which no line contains
 */
public record Statement(
    Allocation.Rule rule,
    List<Line> lines,
    BigDecimal own,
    BigDecimal shared,
    BigDecimal total,
    BigDecimal credits,
    BigDecimal due,
    BigDecimal unpriced) {
  /**
   * What one of them owes.
   *
   * @param name null for costs that nobody exists to bear
   * @param own what it spent itself
   * @param total own and shared
   * @param credits what it gets back, as a positive amount
   * @param due total less credits
   * @param budget for its own costs over the range; null when none fits
   */
  public record Line(
      @Nullable String name,
      BigDecimal requests,
      BigDecimal own,
      BigDecimal shared,
      BigDecimal total,
      BigDecimal credits,
      BigDecimal due,
      @Nullable BigDecimal budget) {}

  /** Takes credits off an allocation, and puts budgets beside it. */
  public static Statement of(
      Allocation allocation,
      List<Credit> credits,
      Function<String, Optional<BigDecimal>> budgets,
      int decimals) {
    Map<String, BigDecimal> given = new LinkedHashMap<>();
    credits.forEach(credit -> given.merge(credit.department(), credit.amount(), BigDecimal::add));
    BigDecimal zero = BigDecimal.ZERO.setScale(decimals);
    List<Line> lines = new ArrayList<>();
    for (Allocation.Line line : allocation.lines()) {
      String name = line.department();
      if (name == null && line.total().signum() == 0 && line.requests().signum() == 0) {
        continue;
      }
      BigDecimal back = name == null ? null : given.remove(name);
      lines.add(line(line, back == null ? zero : back, budgets, decimals));
    }
    given.forEach((department, back) ->
        lines.add(
            line(
                new Allocation.Line(department, BigDecimal.ZERO, zero, zero, zero),
                back,
                budgets,
                decimals)));
    lines.sort(Comparator.comparing(Line::due).reversed());
    BigDecimal back = lines.stream().map(Line::credits).reduce(zero, BigDecimal::add);
    return new Statement(
        allocation.rule(),
        List.copyOf(lines),
        allocation.direct(),
        allocation.shared(),
        allocation.total(),
        back,
        allocation.total().subtract(back),
        allocation.unpriced());
  }

  private static Line line(
      Allocation.Line line,
      BigDecimal credits,
      Function<String, Optional<BigDecimal>> budgets,
      int decimals) {
    BigDecimal back = credits.setScale(decimals, RoundingMode.HALF_EVEN);
    String name = line.department();
    return new Line(
        name,
        line.requests(),
        line.direct(),
        line.shared(),
        line.total(),
        back,
        line.total().subtract(back),
        name == null ? null : budgets.apply(name).orElse(null));
  }
}
