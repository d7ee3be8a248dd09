package dev.plumbline.gateway.alert;

import dev.plumbline.control.Alert;
import dev.plumbline.control.ControlState;
import dev.plumbline.control.Scope;
import dev.plumbline.kernel.Money;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.query.Grain;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Hours that cost much more than is usual: a dollar at least, and more than the median of the same
 * hour of the fourteen days before by the threshold. Nothing is usual before five days are known.
 */
final class AnomalyCheck implements Check {
  private static final int BACK = 14;
  private static final int ENOUGH = 5;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final SpendLedger ledger;

  AnomalyCheck(SpendLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  public List<Condition> holding(Alert alert, ControlState state, Instant now) {
    Scope scope = alert.scope();
    BigDecimal more = alert.bound();
    if (scope == null || more == null) {
      return List.of();
    }
    ZonedDateTime hour =
        now.atZone(alert.zone()).truncatedTo(ChronoUnit.HOURS).minusHours(1);
    TimeRange range =
        new TimeRange(
            hour.minusDays(BACK).toInstant(), hour.plusHours(1).toInstant(), alert.zone());
    List<Condition> found = new ArrayList<>();
    hours(scope, range).forEach((value, hours) -> {
      if (scope.each() || scope.value().equals(value)) {
        BigDecimal spent = hours.getOrDefault(hour.toInstant(), BigDecimal.ZERO);
        List<BigDecimal> before = before(hours, hour);
        BigDecimal usual = Medians.of(before);
        BigDecimal bound = Amounts.share(usual, more.add(HUNDRED));
        boolean much = spent.compareTo(BigDecimal.ONE) >= 0 && spent.compareTo(bound) > 0;
        if (before.size() >= ENOUGH && much) {
          found.add(condition(alert, scope, value, spent, usual, hour));
        }
      }
    });
    return found;
  }

  /** The same hour of the days before, from the first that is known. */
  private static List<BigDecimal> before(
      SortedMap<Instant, BigDecimal> hours, ZonedDateTime hour) {
    List<BigDecimal> before = new ArrayList<>();
    for (int days = 1; days <= BACK; days++) {
      Instant then = hour.minusDays(days).toInstant();
      if (!then.plus(1, ChronoUnit.HOURS).isBefore(hours.firstKey())) {
        before.add(hours.getOrDefault(then, BigDecimal.ZERO));
      }
    }
    return before;
  }

  private Map<String, SortedMap<Instant, BigDecimal>> hours(Scope scope, TimeRange range) {
    Map<String, SortedMap<Instant, BigDecimal>> hours = new HashMap<>();
    ledger
        .by(scope.level(), Grain.HOUR, range, List.of(Measure.COST))
        .ifPresent(table -> {
          for (UsageTable.Row row : table.rows()) {
            String value = SpendLedger.value(row.keys());
            Instant start = row.start();
            if (value != null && start != null) {
              hours
                  .computeIfAbsent(value, each -> new TreeMap<>())
                  .merge(start, table.amount(row, Measure.COST), BigDecimal::add);
            }
          }
        });
    return hours;
  }

  private static Condition condition(
      Alert alert,
      Scope scope,
      String value,
      BigDecimal spent,
      BigDecimal usual,
      ZonedDateTime hour) {
    return new Condition(
        alert.id(),
        value,
        scope.level(),
        "",
        hour.toInstant(),
        hour.toInstant().plus(Duration.ofHours(2)),
        true,
        "%s %s spent %s in the hour from %s; usual for this hour is %s."
            .formatted(
                scope.level().label(),
                value,
                Amounts.dollars(spent),
                hour.toLocalDateTime(),
                Amounts.dollars(usual)),
        new TreeMap<>(
            Map.of(
                "spent_usd", Amounts.plain(Money.exact(spent)),
                "usual_usd", Amounts.plain(Money.exact(usual)))));
  }
}
