package dev.plumbline.admin.setup;

import dev.plumbline.control.Budget;
import dev.plumbline.control.CachePolicy;
import dev.plumbline.control.Entry;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Route;
import dev.plumbline.control.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Works out what has to be done for what is there to be as wanted. */
public final class Planner {
  private final SetUp wanted;
  private final Live live;

  private Planner(SetUp wanted, Live live) {
    this.wanted = wanted;
    this.live = live;
  }

  /**
   * The plan. Routes come before the budgets that may degrade to them, budgets and limits before
   * the keys that they bound; what is removed goes the other way round.
   */
  public static SetUpPlan of(SetUp wanted, Live live) {
    return new Planner(wanted, live).plan();
  }

  private SetUpPlan plan() {
    List<Step> changes = new ArrayList<>();
    List<Step> routes = routes(changes);
    List<Step> policies = cachePolicies(changes);
    List<Step> shared = shared(changes);
    KeyPlanner keys = new KeyPlanner(live).plan(wanted, live);
    changes.addAll(keys.steps());
    List<Step> removals = new ArrayList<>(keys.removals());
    removals.addAll(shared);
    removals.addAll(routes);
    removals.addAll(policies);
    return new SetUpPlan(changes, removals, new Warnings(wanted, live).of(changes));
  }

  /** Returns those that are left; a route that is needed still is not. */
  private List<Step> routes(List<Step> changes) {
    var all =
        Pairing.of(
            wanted.routes(), live.routes(), List.of(new Pairing.Trait<>(Route::id, Route::id)));
    all.found()
        .forEach(pair -> {
          Route to = pair.wanted();
          Route from = pair.live();
          long version = from == null ? 1 : from.version() + 1;
          add(changes, from, new Route(to.id(), to.targets(), to.retry(), to.timeouts(), version));
        });
    Set<String> needed = new HashSet<>();
    wanted.shared().values().forEach(bounds -> needed(bounds, needed));
    wanted.keys().forEach(key -> needed(key.bounds(), needed));
    return all.left().stream()
        .filter(route -> !needed.contains(route.id()))
        .map(route -> KeyPlanner.removal(route, null))
        .toList();
  }

  private static void needed(Bounds bounds, Set<String> routes) {
    bounds.budgets().stream()
        .map(BudgetTerms::degradeTo)
        .filter(Objects::nonNull)
        .forEach(routes::add);
  }

  /** Returns those that are left and on. */
  private List<Step> cachePolicies(List<Step> changes) {
    var all =
        Pairing.of(
            wanted.cachePolicies(),
            live.cachePolicies(),
            List.of(new Pairing.Trait<>(CachePolicy::id, CachePolicy::id)));
    all.found()
        .forEach(pair -> {
          CachePolicy to = pair.wanted();
          CachePolicy from = pair.live();
          add(
              changes,
              from,
              new CachePolicy(
                  to.id(),
                  to.mode(),
                  to.similarity(),
                  to.timeToLive(),
                  from == null ? null : from.purged(),
                  from == null ? 1 : from.version() + 1));
        });
    return all.left().stream()
        .filter(policy -> policy.mode() != CachePolicy.Mode.OFF)
        .map(policy -> KeyPlanner.removal(policy, null))
        .toList();
  }

  private static void add(List<Step> changes, @Nullable Entry before, Entry after) {
    Step.Put put = BoundsPlanner.put(before, after, null);
    if (put != null) {
      changes.add(put);
    }
  }

  /** Returns what is left of scopes that are no single keys. */
  private List<Step> shared(List<Step> changes) {
    Map<Scope, List<Budget>> budgets = live.budgetsByScope();
    Map<Scope, List<Limit>> limits = live.limitsByScope();
    Set<Scope> scopes = new TreeSet<>(SetUp.SCOPES);
    scopes.addAll(wanted.shared().keySet());
    scopes.addAll(budgets.keySet());
    scopes.addAll(limits.keySet());
    scopes.removeIf(Live::ofKey);
    List<Step> left = new ArrayList<>();
    for (Scope scope : scopes) {
      BoundsPlanner.Found found =
          new BoundsPlanner(scope, null, "", live.usualThresholds())
              .plan(
                  wanted.shared().getOrDefault(scope, Bounds.NONE),
                  budgets.getOrDefault(scope, List.of()),
                  limits.getOrDefault(scope, List.of()));
      changes.addAll(found.puts());
      found.left().forEach(entry -> left.add(KeyPlanner.removal(entry, null)));
    }
    return left;
  }
}
