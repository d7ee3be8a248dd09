package dev.plumbline.gateway.alert;

import dev.plumbline.control.Alert;
import dev.plumbline.control.ControlState;
import dev.plumbline.control.Level;
import dev.plumbline.control.Scope;
import dev.plumbline.control.ledger.LedgerHistory;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Requests of the last five minutes that ended in errors; refused ones count as none. */
final class ErrorRateCheck implements Check {
  private static final Duration BACK = Duration.ofMinutes(5);
  private static final BigDecimal ENOUGH = BigDecimal.valueOf(20);
  private static final String ALL = "all";

  private final SpendLedger ledger;

  ErrorRateCheck(SpendLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  public List<Condition> holding(Alert alert, ControlState state, Instant now) {
    List<Condition> found = new ArrayList<>();
    Scope scope = alert.scope();
    UsageQuery query =
        new UsageQuery(
            new TimeRange(now.minus(BACK), now.plus(BACK), alert.zone()),
            null,
            scope == null ? List.of() : LedgerHistory.columns(scope.level()),
            SpendLedger.gateway(),
            List.of(Measure.REQUESTS, Measure.ERRORS, Measure.BLOCKED),
            null,
            null,
            null);
    ledger
        .ask(query)
        .ifPresent(table -> {
          for (UsageTable.Row row : table.rows()) {
            String value = scope == null ? ALL : SpendLedger.value(row.keys());
            boolean meant =
                value != null && (scope == null || scope.each() || scope.value().equals(value));
            if (meant) {
              Level level = scope == null ? null : scope.level();
              add(found, alert, level, String.valueOf(value), table, row);
            }
          }
        });
    return found;
  }

  private static void add(
      List<Condition> found,
      Alert alert,
      @Nullable Level level,
      String value,
      UsageTable table,
      UsageTable.Row row) {
    BigDecimal errors = table.amount(row, Measure.ERRORS);
    BigDecimal sent =
        table.amount(row, Measure.REQUESTS).subtract(table.amount(row, Measure.BLOCKED));
    BigDecimal bound = alert.bound();
    if (bound == null || sent.compareTo(ENOUGH) < 0) {
      return;
    }
    BigDecimal percent = Amounts.percent(errors, sent);
    if (percent.compareTo(bound) >= 0) {
      String whose = level == null ? "" : " of " + level.label() + " " + value;
      found.add(
          new Condition(
              alert.id(),
              value,
              level,
              "",
              null,
              null,
              true,
              "%s of %s requests%s ended in errors within 5 minutes: %s %% (alert at %s %%)."
                  .formatted(
                      Amounts.plain(errors),
                      Amounts.plain(sent),
                      whose,
                      percent.toPlainString(),
                      Amounts.plain(bound)),
              new TreeMap<>(
                  Map.of(
                      "errors", Amounts.plain(errors),
                      "requests", Amounts.plain(sent),
                      "percent", percent.toPlainString()))));
    }
  }
}
