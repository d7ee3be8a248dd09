package dev.plumbline.admin.setup;

import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes down what is set up as what is wanted; a second set-up made of it would be the same. */
public final class Capture {
  private Capture() {}

  /** All that is there, with ids only where nothing else tells two of a kind apart. */
  public static SetUp of(Live live) {
    Map<Scope, List<Budget>> budgets = live.budgetsByScope();
    Map<Scope, List<Limit>> limits = live.limitsByScope();
    List<Integer> usual = live.usualThresholds();
    Set<Scope> scopes = new LinkedHashSet<>(budgets.keySet());
    scopes.addAll(limits.keySet());
    Map<Scope, Bounds> shared = new HashMap<>();
    for (Scope scope : scopes) {
      if (!Live.ofKey(scope)) {
        shared.put(
            scope,
            new Bounds(
                terms(budgets.getOrDefault(scope, List.of()), usual, Names::own),
                terms(limits.getOrDefault(scope, List.of()))));
      }
    }
    return new SetUp(keys(live, budgets, limits), shared, live.routes(), live.cachePolicies());
  }

  private static List<KeyEntry> keys(
      Live live, Map<Scope, List<Budget>> budgets, Map<Scope, List<Limit>> limits) {
    Map<Object, Long> alike =
        live.keys().stream().collect(Collectors.groupingBy(Capture::named, Collectors.counting()));
    List<Integer> usual = live.usualThresholds();
    List<KeyEntry> entries = new ArrayList<>();
    for (ManagedKey key : live.keys()) {
      Scope scope = Live.scope(key);
      boolean told = alike.getOrDefault(named(key), 0L) == 1;
      entries.add(
          new KeyEntry(
              told ? null : key.id(),
              key.plan(),
              key.state() == ManagedKey.State.BLOCKED ? true : null,
              new Bounds(
                  terms(budgets.getOrDefault(scope, List.of()), usual, it -> Names.own(it, key)),
                  terms(limits.getOrDefault(scope, List.of())))));
    }
    return entries;
  }

  private static Object named(ManagedKey key) {
    return Traits.named(key.plan().name(), key.plan().owner());
  }

  private static List<BudgetTerms> terms(
      List<Budget> budgets, List<Integer> usual, Function<Budget, @Nullable String> name) {
    List<BudgetTerms> terms = new ArrayList<>();
    for (Budget budget : budgets) {
      long alike = budgets.stream().filter(it -> it.window().equals(budget.window())).count();
      terms.add(BudgetTerms.of(budget, alike > 1, name.apply(budget), usual));
    }
    return terms;
  }

  private static List<LimitTerms> terms(List<Limit> limits) {
    List<LimitTerms> terms = new ArrayList<>();
    for (Limit limit : limits) {
      Object timed = Traits.timed(LimitTerms.of(limit, false));
      long alike =
          limits.stream()
              .filter(it -> Traits.timed(LimitTerms.of(it, false)).equals(timed))
              .count();
      terms.add(LimitTerms.of(limit, alike > 1));
    }
    return terms;
  }
}
