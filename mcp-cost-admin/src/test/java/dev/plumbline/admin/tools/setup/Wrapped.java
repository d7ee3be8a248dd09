package dev.plumbline.admin.tools.setup;

import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.backend.IssuedKey;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.admin.backend.ManagedKey.KeyPlan;
import dev.plumbline.admin.backend.Profile;
import dev.plumbline.admin.backend.Support;
import dev.plumbline.control.Budget;
import dev.plumbline.control.CachePolicy;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Route;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A system that lacks some abilities, or fails at some budgets.
 *
 * @param lacking what it cannot do
 * @param beforeBudget may throw
 */
record Wrapped(ControlBackend inner, Set<Ability> lacking, Consumer<Budget> beforeBudget)
    implements ControlBackend {
  @Override
  public Profile profile() {
    Map<Ability, Support> all = new EnumMap<>(inner.profile().abilities());
    lacking.forEach(it -> all.put(it, new Support.None("Use its console to " + it.words() + ".")));
    return new Profile("Some proxy", "http://proxy", all);
  }

  @Override
  public List<ManagedKey> keys() {
    return inner.keys();
  }

  @Override
  public IssuedKey create(KeyPlan plan) {
    return inner.create(plan);
  }

  @Override
  public ManagedKey update(ManagedKey key, KeyPlan plan) {
    return inner.update(key, plan);
  }

  @Override
  public ManagedKey block(ManagedKey key, boolean blocked) {
    return inner.block(key, blocked);
  }

  @Override
  public void revoke(ManagedKey key) {
    inner.revoke(key);
  }

  @Override
  public List<Budget> budgets() {
    return inner.budgets();
  }

  @Override
  public Budget put(Budget budget) {
    beforeBudget.accept(budget);
    return inner.put(budget);
  }

  @Override
  public void remove(Budget budget) {
    inner.remove(budget);
  }

  @Override
  public List<Limit> limits() {
    return inner.limits();
  }

  @Override
  public Limit put(Limit limit) {
    return inner.put(limit);
  }

  @Override
  public void remove(Limit limit) {
    inner.remove(limit);
  }

  @Override
  public List<Route> routes() {
    profile().require(Ability.ROUTES);
    return inner.routes();
  }

  @Override
  public List<CachePolicy> cachePolicies() {
    profile().require(Ability.CACHE_POLICIES);
    return inner.cachePolicies();
  }

  @Override
  public List<Provider> providers() {
    return inner.providers();
  }

  @Override
  public void close() {}
}
