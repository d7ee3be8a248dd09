package dev.plumbline.admin.setup;

import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.admin.backend.Profile;
import dev.plumbline.control.Budget;
import dev.plumbline.control.CachePolicy;
import dev.plumbline.control.Level;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Route;
import dev.plumbline.control.Scope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is set up now, as far as the system has it; without revoked keys.
 *
 * @param providers their ids; null when the system does not tell
 * @param usualThresholds of new budgets, unless other percentages are chosen
 */
public record Live(
    List<ManagedKey> keys,
    List<Budget> budgets,
    List<Limit> limits,
    List<Route> routes,
    List<CachePolicy> cachePolicies,
    @Nullable Set<String> providers,
    List<Integer> usualThresholds) {
  public Live {
    keys = List.copyOf(keys);
    budgets = List.copyOf(budgets);
    limits = List.copyOf(limits);
    routes = List.copyOf(routes);
    cachePolicies = List.copyOf(cachePolicies);
    usualThresholds = List.copyOf(usualThresholds);
  }

  /** Reads it all. */
  public static Live of(ControlBackend backend) {
    Profile profile = backend.profile();
    boolean budgets = profile.can(Ability.KEY_BUDGETS) || profile.can(Ability.SHARED_BUDGETS);
    return new Live(
        backend.keys().stream().filter(key -> key.state() != ManagedKey.State.REVOKED).toList(),
        budgets ? backend.budgets() : List.of(),
        profile.can(Ability.RATE_LIMITS) ? backend.limits() : List.of(),
        profile.can(Ability.ROUTES) ? backend.routes() : List.of(),
        profile.can(Ability.CACHE_POLICIES) ? backend.cachePolicies() : List.of(),
        profile.can(Ability.CIRCUIT_BREAKERS)
            ? backend.providers().stream().map(Provider::id).collect(Collectors.toSet())
            : null,
        backend.usualThresholds());
  }

  /** Whether a scope is a single key. */
  static boolean ofKey(Scope scope) {
    return scope.level() == Level.KEY && !scope.each();
  }

  /** The budgets of each scope. */
  Map<Scope, List<Budget>> budgetsByScope() {
    return budgets.stream().collect(Collectors.groupingBy(Budget::scope));
  }

  /** The limits of each scope. */
  Map<Scope, List<Limit>> limitsByScope() {
    return limits.stream().collect(Collectors.groupingBy(Limit::scope));
  }

  /** A key as a scope. */
  static Scope scope(ManagedKey key) {
    return new Scope(Level.KEY, key.id());
  }
}
