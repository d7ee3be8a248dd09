package dev.plumbline.admin.backend.litellm;

import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.backend.IssuedKey;
import dev.plumbline.admin.backend.KeySpend;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.admin.backend.ManagedKey.KeyPlan;
import dev.plumbline.admin.backend.Profile;
import dev.plumbline.admin.backend.http.KeyPlans;
import dev.plumbline.admin.backend.http.VendorApi;
import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Route;
import dev.plumbline.usage.source.http.ApiServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A LiteLLM proxy. */
public final class LiteLlmBackend implements ControlBackend {
  /** Where a proxy is when nothing else is said. */
  public static final String URL = "http://127.0.0.1:4000";

  /** The environment variable that holds the key. */
  public static final String KEY = "LITELLM_API_KEY";

  private static final String NEED =
      "the proxy's master key, or a key of a proxy admin that may manage keys.";

  private final Profile profile;
  private final LiteLlmKeys keys;
  private final Holders holders;
  private final KeyChanges changes;
  private final LiteLlmBudgets budgets;
  private final LiteLlmLimits limits;
  private final LiteLlmSpend spend;
  private final LiteLlmRoutes routes;
  private final InstantSource clock;

  /** Administers through an API. */
  public LiteLlmBackend(VendorApi api, InstantSource clock) {
    this.profile = LiteLlmProfile.of(api.server().url());
    this.keys = new LiteLlmKeys(api, clock);
    this.holders = new Holders(api, keys);
    this.changes = new KeyChanges(api, keys, holders, profile);
    this.budgets = new LiteLlmBudgets(holders, profile);
    this.limits = new LiteLlmLimits(holders, profile);
    this.spend = new LiteLlmSpend(api);
    this.routes = new LiteLlmRoutes(api);
    this.clock = clock;
  }

  /** Administers the proxy at an address. */
  public static LiteLlmBackend at(String url, String key, Clock clock) {
    return new LiteLlmBackend(VendorApi.of(server(url, key), clock), clock);
  }

  /** The server, asked with a key of an admin. */
  public static ApiServer server(String url, String key) {
    return new ApiServer("LiteLLM", url, Map.of("Authorization", "Bearer " + key), KEY, NEED);
  }

  @Override
  public Profile profile() {
    return profile;
  }

  @Override
  public List<ManagedKey> keys() {
    Map<String, String> teams = holders.teamNames();
    return keys.all().stream().map(key -> keys.managed(key, teams)).toList();
  }

  @Override
  public IssuedKey create(KeyPlan plan) {
    check(plan);
    KeyPlans.checkExpiry(plan, clock.instant());
    return changes.create(plan);
  }

  private void check(KeyPlan plan) {
    KeyPlans.check(profile, plan);
    LiteLlmKeys.checkModels(plan);
  }

  @Override
  public ManagedKey update(ManagedKey key, KeyPlan plan) {
    check(plan);
    return changes.update(key, plan);
  }

  @Override
  public IssuedKey rotate(ManagedKey key, Duration grace) {
    return changes.rotate(key, grace, clock.instant());
  }

  @Override
  public ManagedKey block(ManagedKey key, boolean blocked) {
    return changes.block(key, blocked);
  }

  @Override
  public void revoke(ManagedKey key) {
    changes.revoke(key);
  }

  @Override
  public Map<String, KeySpend> spend(List<ManagedKey> wanted, ZoneId zone, Instant now) {
    Set<String> ids = wanted.stream().map(ManagedKey::id).collect(Collectors.toSet());
    List<JsonNode> those =
        keys.all().stream().filter(key -> ids.contains(LiteLlmKeys.id(key))).toList();
    return spend.of(those, now);
  }

  @Override
  public List<Budget> budgets() {
    return budgets.all();
  }

  @Override
  public List<BudgetState> states() {
    return budgets.states(clock.instant());
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
    return budgets.put(budget);
  }

  @Override
  public void remove(Budget budget) {
    budgets.remove(budget);
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
    return routes.all();
  }

  @Override
  public Route put(Route route) {
    throw profile.cannot(Ability.ROUTES, ROUTES_ELSEWHERE);
  }

  @Override
  public void remove(Route route) {
    throw profile.cannot(Ability.ROUTES, ROUTES_ELSEWHERE);
  }

  private static final String ROUTES_ELSEWHERE =
      "Edit model_list in the proxy's configuration, or its Models page.";

  @Override
  public void close() {
    // Connections end by themselves when they are idle.
  }
}
