package dev.plumbline.admin.setup;

import dev.plumbline.control.CachePolicy;
import dev.plumbline.control.Route;
import dev.plumbline.control.Scope;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a company's set-up is to be, without secrets and without ids where names tell as much. Equal
 * set-ups are equal however they were written.
 *
 * @param shared the budgets and limits of everything but single keys
 * @param routes their versions mean nothing
 * @param cachePolicies their versions and purges mean nothing
 */
public record SetUp(
    List<KeyEntry> keys,
    Map<Scope, Bounds> shared,
    List<Route> routes,
    List<CachePolicy> cachePolicies) {
  /** By level, then by value. */
  static final Comparator<Scope> SCOPES =
      Comparator.comparing(Scope::level).thenComparing(Scope::value);

  public SetUp {
    keys = keys.stream().sorted(KeyEntry.ORDER).toList();
    shared = sorted(shared);
    routes =
        routes.stream()
            .map(it -> new Route(it.id(), it.targets(), it.retry(), it.timeouts(), 1))
            .sorted(Comparator.comparing(Route::id))
            .toList();
    cachePolicies =
        cachePolicies.stream()
            .map(SetUp::plain)
            .sorted(Comparator.comparing(CachePolicy::id))
            .toList();
  }

  private static Map<Scope, Bounds> sorted(Map<Scope, Bounds> shared) {
    SortedMap<Scope, Bounds> all = new TreeMap<>(SCOPES);
    shared.forEach((scope, bounds) -> {
      if (!bounds.isEmpty()) {
        all.put(scope, bounds);
      }
    });
    return Collections.unmodifiableSortedMap(all);
  }

  private static CachePolicy plain(CachePolicy policy) {
    return new CachePolicy(
        policy.id(), policy.mode(), Plain.of(policy.similarity()), policy.timeToLive(), null, 1);
  }
}
