package dev.plumbline.gateway.alert;

import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.Level;
import dev.plumbline.control.Scope;
import dev.plumbline.control.SpendGuard;
import dev.plumbline.control.Window;
import dev.plumbline.kernel.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what the guard says is spent with the amounts that are watched. */
final class SpendLook {
  private static final int MOST_WINDOWS = 50;

  private final SpendGuard guard;

  SpendLook(SpendGuard guard) {
    this.guard = guard;
  }

  private record Sum(Level level, String value, Window window, Instant time) {
    Budget budget() {
      return SpendLook.budget(new Scope(level, value), window);
    }
  }

  /** What holds or not for those whose spend changed. */
  List<Condition> at(Watches watches, Set<Touched.Mark> marks, Instant now) {
    Map<Sum, Set<Watch>> asked = new LinkedHashMap<>();
    for (Touched.Mark mark : marks) {
      for (Level level : Level.values()) {
        for (Watch watch : watches.of(mark.subject(), level)) {
          Window window = watch.budget().window();
          // A rolling window looks back from now; a calendar one is that of the request.
          Instant time = window.rolling() ? now : window.start(mark.time());
          String value = String.valueOf(mark.subject().value(level));
          asked
              .computeIfAbsent(new Sum(level, value, window, time), sum -> new LinkedHashSet<>(2))
              .add(watch);
        }
      }
    }
    List<Condition> found = new ArrayList<>();
    byTime(asked.keySet())
        .forEach((time, sums) -> {
          List<Budget> budgets = sums.stream().map(Sum::budget).toList();
          List<BudgetState> states = guard.states(budgets, time);
          for (int i = 0; i < sums.size(); i++) {
            BudgetState state = states.get(i);
            for (Watch watch : asked.getOrDefault(sums.get(i), Set.of())) {
              found.add(watch.of(state.value(), state.spent(), time, now));
            }
          }
        });
    return found;
  }

  /**
   * Everything that holds now, or held at the end of a window since {@code from}; with one look at
   * the ledger for each sum and window.
   */
  List<Condition> holding(Watches watches, Instant from, Instant now) {
    List<Condition> found = new ArrayList<>();
    watches
        .bySum()
        .forEach((sum, group) -> {
          for (Instant time : times(sum.getValue(), from, now)) {
            Map<String, BigDecimal> spent = spent(sum.getKey(), sum.getValue(), time);
            group.forEach(watch -> add(found, watch, spent, time, now));
          }
        });
    return found;
  }

  private static void add(
      List<Condition> found,
      Watch watch,
      Map<String, BigDecimal> spent,
      Instant time,
      Instant now) {
    Scope scope = watch.budget().scope();
    List<String> values =
        scope.each()
            ? spent.keySet().stream().filter(watch::watches).toList()
            : List.of(scope.value());
    for (String value : values) {
      Condition condition = watch.of(value, spent.getOrDefault(value, Money.ZERO), time, now);
      if (condition.holds()) {
        found.add(condition);
      }
    }
  }

  /** Moments in each window that touches the time. */
  private static List<Instant> times(Window window, Instant from, Instant now) {
    List<Instant> times = new ArrayList<>();
    Instant time = from;
    while (!window.rolling() && time.isBefore(now) && times.size() < MOST_WINDOWS) {
      times.add(window.start(time));
      time = window.resets(time).orElse(now);
    }
    Instant last = window.rolling() ? now : window.start(now);
    if (!times.contains(last)) {
      times.add(last);
    }
    return times;
  }

  /** What every value of a level spent in the window of a moment. */
  Map<String, BigDecimal> spent(Level level, Window window, Instant time) {
    Map<String, BigDecimal> spent = new HashMap<>();
    for (BudgetState state :
        guard.states(List.of(budget(new Scope(level, Scope.EACH), window)), time)) {
      spent.put(state.value(), state.spent());
    }
    return spent;
  }

  private static Map<Instant, List<Sum>> byTime(Set<Sum> sums) {
    Map<Instant, List<Sum>> times = new LinkedHashMap<>();
    sums.forEach(sum -> times.computeIfAbsent(sum.time(), time -> new ArrayList<>()).add(sum));
    return times;
  }

  private static Budget budget(Scope scope, Window window) {
    return new Budget(
        "alerts", "alerts", scope, BigDecimal.ONE, window, AtLimit.WARN, null, List.of(), 1);
  }
}
