package dev.plumbline.gateway.alert;

import dev.plumbline.control.Alert;
import dev.plumbline.control.ControlState;
import dev.plumbline.control.Level;
import dev.plumbline.control.alert.AlertState;
import dev.plumbline.control.ledger.LedgerHistory;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** Models whose requests could not be priced within a day. */
final class UnpricedCheck implements Check {
  private static final Duration BACK = Duration.ofDays(1);

  /** A request is in the ledger a moment after it is settled. */
  private static final Duration FRESH = Duration.ofMinutes(5);

  private final SpendLedger ledger;

  UnpricedCheck(SpendLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  public List<Condition> holding(Alert alert, ControlState state, Instant now) {
    List<Condition> found = new ArrayList<>();
    UsageQuery query =
        new UsageQuery(
            new TimeRange(now.minus(BACK), now.plus(FRESH), alert.zone()),
            null,
            LedgerHistory.columns(Level.MODEL),
            SpendLedger.gateway(alert.scope()),
            List.of(Measure.UNPRICED),
            null,
            null,
            null);
    ledger
        .ask(query)
        .ifPresent(table -> {
          for (UsageTable.Row row : table.rows()) {
            String model = SpendLedger.value(row.keys());
            if (model != null && table.amount(row, Measure.UNPRICED).signum() > 0) {
              found.add(condition(alert, model));
            }
          }
        });
    return found;
  }

  @Override
  public boolean ends(AlertState state, Instant now) {
    return state.since().plus(FRESH).isBefore(now);
  }

  /** What requests that have just been settled tell. */
  static List<Condition> at(Collection<Alert> alerts, Collection<Touched.Mark> marks) {
    List<Condition> found = new ArrayList<>();
    for (Touched.Mark mark : marks) {
      String model = mark.subject().model();
      if (!mark.priced() && !model.isBlank()) {
        alerts.stream()
            .filter(alert -> alert.kind() == Alert.Kind.UNKNOWN_PRICE && alert.enabled())
            .filter(alert -> alert.scope() == null || alert.scope().covers(mark.subject()))
            .forEach(alert -> found.add(condition(alert, model)));
      }
    }
    return found;
  }

  private static Condition condition(Alert alert, String model) {
    return new Condition(
        alert.id(),
        model,
        Level.MODEL,
        "",
        null,
        null,
        true,
        "Requests for the model '%s' have no known price, so no budget counts them."
            .formatted(model),
        new TreeMap<>());
  }
}
