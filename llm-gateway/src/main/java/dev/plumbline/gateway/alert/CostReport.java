package dev.plumbline.gateway.alert;

import dev.plumbline.control.Alert;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.ControlState;
import dev.plumbline.control.Scope;
import dev.plumbline.control.SpendGuard;
import dev.plumbline.gateway.alert.channel.Notice;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.query.By;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a day or a week cost, against the one before. */
final class CostReport {
  private static final int MOST_ROWS = 15;
  private static final int MOST_MODELS = 5;
  private static final BigDecimal NEAR = BigDecimal.valueOf(80);

  private final SpendLedger ledger;
  private final SpendGuard guard;

  CostReport(SpendLedger ledger, SpendGuard guard) {
    this.ledger = ledger;
    this.guard = guard;
  }

  /**
   * The report of the days before one.
   *
   * @param days 1 or 7
   * @param end the day after the last
   */
  Notice of(String id, Alert alert, ControlState state, LocalDate end, int days, Instant now) {
    TimeRange range = TimeRange.ofDays(end.minusDays(days), end.minusDays(1), alert.zone());
    TimeRange before =
        TimeRange.ofDays(end.minusDays(2L * days), end.minusDays(days + 1L), alert.zone());
    UsageQuery totals =
        UsageQuery.of(range, Measure.COST, Measure.REQUESTS, Measure.UNPRICED)
            .where(SpendLedger.gateway(alert.scope()))
            .comparedTo(before);
    List<Notice.Table> tables = new ArrayList<>();
    table(tables, "By department", Dimension.DEPARTMENT, totals.top(MOST_ROWS));
    table(tables, "Most expensive models", Dimension.MODEL, totals.top(MOST_MODELS));
    budgets(tables, alert, state, now);
    String period =
        days == 1 ? range.firstDay().toString() : range.firstDay() + " to " + range.lastDay();
    return new Notice(
        id,
        Notice.Status.REPORT,
        alert.id(),
        alert.name(),
        Notices.label(alert),
        alert.severity(),
        now,
        "Cost of " + period + whose(alert.scope()) + ": " + total(totals),
        lines(totals, days == 1 ? "the day before" : "the week before"),
        List.of(),
        tables);
  }

  private static String whose(@Nullable Scope scope) {
    return scope == null ? "" : ", " + scope.level().label() + " " + scope.value();
  }

  private String total(UsageQuery totals) {
    return ledger
        .ask(totals)
        .map(table -> Amounts.dollars(table.amount(table.only(), Measure.COST)))
        .orElse(Amounts.dollars(BigDecimal.ZERO));
  }

  private List<String> lines(UsageQuery totals, String than) {
    Optional<UsageTable> asked = ledger.ask(totals);
    if (asked.isEmpty()) {
      return List.of("Nothing is recorded yet.");
    }
    UsageTable table = asked.get();
    UsageTable.Row row = table.only();
    BigDecimal cost = table.amount(row, Measure.COST);
    BigDecimal before = table.amountBefore(row, Measure.COST);
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s in %s requests; %s %s (%s)."
            .formatted(
                Amounts.dollars(cost),
                Amounts.plain(table.amount(row, Measure.REQUESTS)),
                Amounts.dollars(before),
                than,
                change(cost, before)));
    BigDecimal unpriced = table.amount(row, Measure.UNPRICED);
    if (unpriced.signum() > 0) {
      lines.add(Amounts.plain(unpriced) + " requests have no known price and are not in it.");
    }
    return lines;
  }

  private void table(List<Notice.Table> tables, String title, Dimension by, UsageQuery query) {
    UsageQuery split =
        new UsageQuery(
            query.range(),
            null,
            List.of(By.of(by)),
            query.filters(),
            query.measures(),
            query.order(),
            query.limit(),
            query.compareTo());
    List<List<String>> rows = new ArrayList<>();
    ledger
        .ask(split)
        .ifPresent(table -> {
          for (UsageTable.Row row : table.rows()) {
            String name = row.keys().getFirst();
            BigDecimal cost = table.amount(row, Measure.COST);
            BigDecimal before = table.amountBefore(row, Measure.COST);
            rows.add(
                List.of(
                    name == null ? "(unknown)" : name,
                    Amounts.dollars(cost),
                    Amounts.dollars(before),
                    change(cost, before),
                    Amounts.plain(table.amount(row, Measure.REQUESTS))));
          }
        });
    if (!rows.isEmpty()) {
      tables.add(
          new Notice.Table(title, List.of("", "cost", "before", "change", "requests"), rows));
    }
  }

  private void budgets(List<Notice.Table> tables, Alert alert, ControlState state, Instant now) {
    Scope scope = alert.scope();
    List<List<String>> rows =
        guard.states(state.budgets(), now).stream()
            .filter(one -> scope == null || about(scope, one))
            .filter(one -> used(one).compareTo(NEAR) >= 0)
            .sorted(Comparator.comparing(CostReport::used).reversed())
            .limit(MOST_ROWS)
            .map(one ->
                List.of(
                    one.budget().name(),
                    one.budget().scope().level().label() + " " + one.value(),
                    Amounts.dollars(one.spent()),
                    Amounts.dollars(one.limit()),
                    used(one).toPlainString() + " %"))
            .toList();
    if (!rows.isEmpty()) {
      tables.add(
          new Notice.Table(
              "Budgets near their limit", List.of("", "of", "spent", "limit", "used"), rows));
    }
  }

  private static boolean about(Scope scope, BudgetState state) {
    return state.budget().scope().level() == scope.level() && state.value().equals(scope.value());
  }

  private static BigDecimal used(BudgetState state) {
    return Amounts.percent(state.spent(), state.limit());
  }

  private static String change(BigDecimal now, BigDecimal before) {
    if (before.signum() == 0) {
      return now.signum() == 0 ? "same" : "new";
    }
    BigDecimal percent = Amounts.percent(now.subtract(before), before);
    return (percent.signum() > 0 ? "+" : "") + percent.toPlainString() + " %";
  }
}
