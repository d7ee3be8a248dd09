package dev.plumbline.gateway.alert;

import dev.plumbline.control.Alert;
import dev.plumbline.control.Budget;
import dev.plumbline.control.ControlState;
import dev.plumbline.control.Level;
import dev.plumbline.control.Period;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Subject;
import dev.plumbline.control.Window;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All amounts that settled spend may reach, found by whose spend it is; immutable. */
final class Watches {
  private final List<Watch> all;
  private final Map<Scope, List<Watch>> byScope = new HashMap<>();

  private Watches(List<Watch> all) {
    this.all = List.copyOf(all);
    for (Watch watch : all) {
      byScope.computeIfAbsent(watch.budget().scope(), scope -> new ArrayList<>(2)).add(watch);
    }
  }

  /** Those of a set-up. */
  static Watches of(ControlState state) {
    List<Watch> all = new ArrayList<>();
    List<Alert> alerts = state.alerts().stream().filter(Alert::enabled).toList();
    for (Alert alert : alerts) {
      switch (alert.kind()) {
        case DAILY_SPEND -> spend(all, alert, Period.DAY);
        case HOURLY_SPEND -> spend(all, alert, Period.HOUR);
        default -> {}
      }
    }
    List<Watch> spends = List.copyOf(all);
    for (Alert alert : alerts) {
      if (alert.kind() == Alert.Kind.BUDGET_THRESHOLD) {
        state.budgets().forEach(budget -> thresholds(all, alert, budget, spends));
      }
    }
    return new Watches(all);
  }

  /** By the window of their budgets and the level, which is what one look at the ledger tells. */
  Map<Map.Entry<Level, Window>, List<Watch>> bySum() {
    Map<Map.Entry<Level, Window>, List<Watch>> groups = new LinkedHashMap<>();
    for (Watch watch : all) {
      Budget budget = watch.budget();
      groups
          .computeIfAbsent(
              Map.entry(budget.scope().level(), budget.window()), sum -> new ArrayList<>())
          .add(watch);
    }
    return groups;
  }

  /** Those that count the spend of a subject at a level. */
  List<Watch> of(Subject subject, Level level) {
    String value = subject.value(level);
    if (value == null) {
      return List.of();
    }
    List<Watch> own = byScope.getOrDefault(new Scope(level, value), List.of());
    List<Watch> each = byScope.getOrDefault(new Scope(level, Scope.EACH), List.of());
    if (each.isEmpty()) {
      return own;
    }
    List<Watch> both = new ArrayList<>(own);
    each.stream().filter(watch -> watch.watches(value)).forEach(both::add);
    return both;
  }

  private static void spend(List<Watch> all, Alert alert, Period period) {
    Scope scope = alert.scope();
    BigDecimal bound = alert.bound();
    if (scope != null && bound != null) {
      Window window = new Window(period, false, alert.zone());
      all.add(new Watch(alert, Watch.budget(alert, scope, bound, window), null, bound, null));
    }
  }

  private static void thresholds(
      List<Watch> all, Alert alert, Budget budget, List<Watch> spends) {
    if (!about(alert, budget)) {
      return;
    }
    BigDecimal one = alert.threshold();
    List<BigDecimal> percents =
        one == null
            ? budget.thresholds().stream().map(BigDecimal::valueOf).toList()
            : List.of(one);
    Scope scope = alert.scope();
    @Nullable String only = scope == null || scope.each() ? null : scope.value();
    for (BigDecimal percent : percents) {
      BigDecimal bound = Amounts.share(budget.limit(), percent);
      if (spends.stream().noneMatch(spend -> same(spend, budget, bound))) {
        all.add(new Watch(alert, budget, percent, bound, only));
      }
    }
  }

  /** Whether a spend alert tells the same already. */
  private static boolean same(Watch spend, Budget budget, BigDecimal bound) {
    return spend.bound().compareTo(bound) == 0
        && spend.budget().scope().equals(budget.scope())
        && spend.budget().window().equals(budget.window());
  }

  /** Whether an alert is about a budget. */
  static boolean about(Alert alert, Budget budget) {
    if (alert.budget() != null && !alert.budget().equals(budget.id())) {
      return false;
    }
    Scope scope = alert.scope();
    return scope == null
        || (scope.level() == budget.scope().level()
            && (scope.each()
                || budget.scope().each()
                || scope.value().equals(budget.scope().value())));
  }
}
