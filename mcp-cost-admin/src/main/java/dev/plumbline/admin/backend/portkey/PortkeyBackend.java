package dev.plumbline.admin.backend.portkey;

import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.backend.IssuedKey;
import dev.plumbline.admin.backend.KeySpend;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.admin.backend.ManagedKey.KeyPlan;
import dev.plumbline.admin.backend.Profile;
import dev.plumbline.admin.backend.http.BudgetBounds;
import dev.plumbline.admin.backend.http.KeyPlans;
import dev.plumbline.admin.backend.http.VendorApi;
import dev.plumbline.control.AuditEntry;
import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.CachePolicy;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Period;
import dev.plumbline.control.Route;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Portkey, or its successor. */
public final class PortkeyBackend implements ControlBackend {
  private final Profile profile;
  private final PortkeyKeys keys;
  private final PortkeySpend spend;
  private final BudgetBounds bounds;
  private final KeyBudgets keyBudgets;
  private final UsagePolicies policies;
  private final PortkeyLimits limits;
  private final PortkeyConfigs configs;
  private final PortkeyAudit audit;
  private final InstantSource clock;

  /**
   * Administers through an API.
   *
   * @param workspace that all belongs to; null for that of the key
   */
  public PortkeyBackend(
      VendorApi api, Edition edition, @Nullable String workspace, InstantSource clock) {
    this.profile = PortkeyProfile.of(api.server().url(), edition);
    PortkeyApi portkey = new PortkeyApi(api, edition == Edition.CLASSIC ? workspace : null);
    this.keys = new PortkeyKeys(portkey, profile, edition, clock);
    this.spend = new PortkeySpend(portkey);
    this.bounds = new BudgetBounds(profile, Set.of(Period.WEEK, Period.MONTH, Period.TOTAL), 1);
    this.keyBudgets = new KeyBudgets(keys, spend);
    this.policies = new UsagePolicies(portkey);
    this.limits = new PortkeyLimits(portkey, keys);
    this.configs = new PortkeyConfigs(portkey);
    this.audit = new PortkeyAudit(portkey, keys);
    this.clock = clock;
  }

  /**
   * Administers what is at an address; which edition it is shows in its host.
   *
   * @param workspace that all belongs to; null for that of the key
   */
  public static PortkeyBackend at(String url, String key, @Nullable String workspace, Clock clock) {
    return at(Edition.of(url), url, key, workspace, clock);
  }

  /** The same for a given edition. */
  public static PortkeyBackend at(
      Edition edition, String url, String key, @Nullable String workspace, Clock clock) {
    return new PortkeyBackend(
        VendorApi.of(edition.server(url, key), clock), edition, workspace, clock);
  }

  @Override
  public Profile profile() {
    return profile;
  }

  @Override
  public List<ManagedKey> keys() {
    return keys.all().stream().map(keys::managed).toList();
  }

  @Override
  public IssuedKey create(KeyPlan plan) {
    KeyPlans.check(profile, plan);
    KeyPlans.checkExpiry(plan, clock.instant());
    return keys.create(plan);
  }

  @Override
  public ManagedKey update(ManagedKey key, KeyPlan plan) {
    KeyPlans.check(profile, plan);
    return keys.update(key, plan);
  }

  @Override
  public IssuedKey rotate(ManagedKey key, Duration grace) {
    return keys.rotate(key, grace);
  }

  @Override
  public void revoke(ManagedKey key) {
    keys.revoke(key.id());
  }

  @Override
  public Map<String, KeySpend> spend(List<ManagedKey> wanted, ZoneId zone, Instant now) {
    Map<String, KeySpend> all = new LinkedHashMap<>();
    wanted.forEach(key -> all.put(key.id(), spend.of(key, now)));
    return all;
  }

  @Override
  public List<Budget> budgets() {
    List<Budget> all = new ArrayList<>(keyBudgets.all());
    all.addAll(policies.all());
    return all;
  }

  @Override
  public List<BudgetState> states() {
    Instant now = clock.instant();
    List<BudgetState> all = new ArrayList<>(keyBudgets.states(now));
    all.addAll(policies.states(now));
    return all;
  }

  @Override
  public ZoneId usualZone(ZoneId wish) {
    return ZoneOffset.UTC;
  }

  @Override
  public List<Integer> usualThresholds() {
    return List.of();
  }

  @Override
  public Budget put(Budget budget) {
    bounds.check(budget);
    return Credit.ofKey(budget.scope()) ? keyBudgets.put(budget) : policies.put(budget);
  }

  @Override
  public void remove(Budget budget) {
    if (Credit.ofKey(budget.scope())) {
      keyBudgets.remove(budget);
    } else {
      policies.remove(budget);
    }
  }

  @Override
  public List<Limit> limits() {
    return limits.all();
  }

  @Override
  public Limit put(Limit limit) {
    return limits.put(limit);
  }

  @Override
  public void remove(Limit limit) {
    limits.remove(limit);
  }

  @Override
  public List<Route> routes() {
    return configs.routes();
  }

  @Override
  public Route put(Route route) {
    return configs.put(route);
  }

  @Override
  public void remove(Route route) {
    configs.remove(route);
  }

  @Override
  public List<CachePolicy> cachePolicies() {
    return configs.cachePolicies();
  }

  @Override
  public CachePolicy put(CachePolicy policy) {
    return configs.put(policy);
  }

  @Override
  public List<AuditEntry> audit(int limit) {
    profile.require(Ability.AUDIT);
    return audit.newest(limit, clock.instant());
  }

  @Override
  public void close() {
    // Connections end by themselves when they are idle.
  }
}
