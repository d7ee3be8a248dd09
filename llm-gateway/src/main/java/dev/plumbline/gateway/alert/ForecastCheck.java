package dev.plumbline.gateway.alert;

import dev.plumbline.control.Alert;
import dev.plumbline.control.Budget;
import dev.plumbline.control.ControlState;
import dev.plumbline.control.Level;
import dev.plumbline.control.Period;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Window;
import dev.plumbline.kernel.Money;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.query.Grain;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Months that will cost more than they may. */
final class ForecastCheck implements Check {
  private final SpendLedger ledger;
  private final SpendLook spend;

  ForecastCheck(SpendLedger ledger, SpendLook spend) {
    this.ledger = ledger;
    this.spend = spend;
  }

  /** What a month may cost. */
  private record Cap(
      Scope scope, ZoneId zone, BigDecimal amount, @Nullable Budget budget, String name) {
    BigDecimal limit(String value, Instant now) {
      return budget == null ? amount : budget.limit(value, now);
    }
  }

  private record Group(Level level, ZoneId zone) {}

  @Override
  public List<Condition> holding(Alert alert, ControlState state, Instant now) {
    Map<Group, List<Cap>> groups = new HashMap<>();
    for (Cap cap : caps(alert, state)) {
      Group group = new Group(cap.scope().level(), cap.zone());
      groups.computeIfAbsent(group, each -> new ArrayList<>()).add(cap);
    }
    List<Condition> found = new ArrayList<>();
    groups.forEach((group, caps) -> found.addAll(over(alert, group, caps, now)));
    return found;
  }

  private static List<Cap> caps(Alert alert, ControlState state) {
    BigDecimal threshold = alert.threshold();
    Scope scope = alert.scope();
    if (threshold != null) {
      return scope == null
          ? List.of()
          : List.of(new Cap(scope, alert.zone(), threshold, null, alert.name()));
    }
    List<Cap> caps = new ArrayList<>();
    for (Budget budget : state.budgets()) {
      Window window = budget.window();
      boolean month = window.period() == Period.MONTH && !window.rolling();
      if (month && Watches.about(alert, budget)) {
        caps.add(
            new Cap(
                scope != null && !scope.each() ? scope : budget.scope(),
                window.zone(),
                budget.limit(),
                budget,
                budget.name()));
      }
    }
    return caps;
  }

  private List<Condition> over(Alert alert, Group group, List<Cap> caps, Instant now) {
    Window month = new Window(Period.MONTH, false, group.zone());
    Map<String, BigDecimal> soFar = spend.spent(group.level(), month, now);
    Map<String, SortedMap<LocalDate, BigDecimal>> days = days(group, now);
    LocalDate today = LocalDate.ofInstant(now, group.zone());
    Map<String, BigDecimal> forecasts = new HashMap<>();
    TreeSet<String> values = new TreeSet<>(soFar.keySet());
    values.addAll(days.keySet());
    for (String value : values) {
      forecasts.put(
          value,
          MonthForecast.of(
              soFar.getOrDefault(value, Money.ZERO),
              days.getOrDefault(value, new TreeMap<>()),
              today));
    }
    List<Condition> found = new ArrayList<>();
    for (Cap cap : caps) {
      for (String value : cap.scope().each() ? values : List.of(cap.scope().value())) {
        BigDecimal forecast = forecasts.getOrDefault(value, Money.ZERO);
        if (forecast.compareTo(cap.limit(value, now)) > 0) {
          BigDecimal spent = soFar.getOrDefault(value, Money.ZERO);
          found.add(condition(alert, cap, value, spent, forecast, month, now));
        }
      }
    }
    return found;
  }

  private Map<String, SortedMap<LocalDate, BigDecimal>> days(Group group, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, group.zone());
    TimeRange range = TimeRange.ofDays(today.minusDays(MonthForecast.BACK), today, group.zone());
    Map<String, SortedMap<LocalDate, BigDecimal>> days = new HashMap<>();
    ledger
        .by(group.level(), Grain.DAY, range, List.of(Measure.COST))
        .ifPresent(table -> {
          for (UsageTable.Row row : table.rows()) {
            String value = SpendLedger.value(row.keys());
            Instant start = row.start();
            if (value != null && start != null) {
              days.computeIfAbsent(value, each -> new TreeMap<>())
                  .merge(
                      LocalDate.ofInstant(start, group.zone()),
                      table.amount(row, Measure.COST),
                      BigDecimal::add);
            }
          }
        });
    return days;
  }

  private static Condition condition(
      Alert alert,
      Cap cap,
      String value,
      BigDecimal spent,
      BigDecimal forecast,
      Window month,
      Instant now) {
    SortedMap<String, String> figures = new TreeMap<>();
    figures.put("spent_usd", Amounts.plain(spent));
    figures.put("forecast_usd", Amounts.plain(Money.exact(forecast)));
    figures.put("limit_usd", Amounts.plain(cap.limit(value, now)));
    if (cap.budget() != null) {
      figures.put("budget", cap.budget().id());
    }
    return new Condition(
        alert.id(),
        value,
        cap.scope().level(),
        cap.budget() == null ? "" : cap.budget().id(),
        month.start(now),
        month.resets(now).orElse(null),
        true,
        "%s %s will spend about %s this month (%s so far), more than %s of '%s'."
            .formatted(
                cap.scope().level().label(),
                value,
                Amounts.dollars(forecast),
                Amounts.dollars(spent),
                Amounts.dollars(cap.limit(value, now)),
                cap.name()),
        figures);
  }
}
