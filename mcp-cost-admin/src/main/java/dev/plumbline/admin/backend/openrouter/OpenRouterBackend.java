package dev.plumbline.admin.backend.openrouter;

import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.backend.IssuedKey;
import dev.plumbline.admin.backend.KeySpend;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.admin.backend.ManagedKey.KeyPlan;
import dev.plumbline.admin.backend.Profile;
import dev.plumbline.admin.backend.http.Fields;
import dev.plumbline.admin.backend.http.KeyPlans;
import dev.plumbline.admin.backend.http.VendorApi;
import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.source.http.ApiServer;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The keys of an OpenRouter account. */
public final class OpenRouterBackend implements ControlBackend {
  /** Where the API is. */
  public static final String URL = "https://openrouter.ai/api/v1";

  /** The environment variable that holds the key. */
  public static final String KEY = "OPENROUTER_MANAGEMENT_KEY";

  private static final String NEED = "a management key; an ordinary API key cannot manage keys.";

  private final Profile profile;
  private final OpenRouterKeys keys;
  private final OpenRouterBudgets budgets;
  private final InstantSource clock;

  /** Administers through an API. */
  public OpenRouterBackend(VendorApi api, InstantSource clock) {
    this.profile = OpenRouterProfile.of(api.server().url());
    this.keys = new OpenRouterKeys(api, clock);
    this.budgets = new OpenRouterBudgets(keys, profile);
    this.clock = clock;
  }

  /** Administers the account that a management key belongs to. */
  public static OpenRouterBackend at(String url, String key, Clock clock) {
    return new OpenRouterBackend(VendorApi.of(server(url, key), clock), clock);
  }

  /** The server, asked with a management key. */
  public static ApiServer server(String url, String key) {
    return new ApiServer("OpenRouter", url, Map.of("Authorization", "Bearer " + key), KEY, NEED);
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
    ManagedKey current = keys.managed(keys.one(key.id()));
    KeyPlans.unchanged(key, current);
    if (!Objects.equals(seconds(plan.expires()), seconds(current.plan().expires()))) {
      throw new Failure.InvalidInput(
          "OpenRouter cannot change the expiry of a key.",
          "Make a new key with the expiry wanted, and revoke this one.");
    }
    return keys.managed(
        keys.change(key.id(), Fields.object().put("name", NamedOwner.written(plan))));
  }

  private static @Nullable Instant seconds(@Nullable Instant time) {
    return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS);
  }

  @Override
  public ManagedKey block(ManagedKey key, boolean blocked) {
    return keys.managed(keys.change(key.id(), Fields.object().put("disabled", blocked)));
  }

  @Override
  public void revoke(ManagedKey key) {
    keys.delete(key.id());
  }

  @Override
  public Map<String, KeySpend> spend(List<ManagedKey> wanted, ZoneId zone, Instant now) {
    Set<String> ids = wanted.stream().map(ManagedKey::id).collect(Collectors.toSet());
    Map<String, KeySpend> all = new LinkedHashMap<>();
    for (JsonNode key : keys.all()) {
      String id = keys.managed(key).id();
      if (ids.contains(id)) {
        all.put(id, spend(key));
      }
    }
    return all;
  }

  private static KeySpend spend(JsonNode key) {
    return new KeySpend(
        Fields.dollars(key, "usage_daily"),
        Fields.dollars(key, "usage_weekly"),
        Fields.dollars(key, "usage_monthly"),
        Fields.dollars(key, "usage"),
        null);
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
  public void close() {
    // Connections end by themselves when they are idle.
  }
}
