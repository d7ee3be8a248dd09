package dev.plumbline.admin.backend.gateway;

import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.Alerting;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.backend.IssuedKey;
import dev.plumbline.admin.backend.KeySpend;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.admin.backend.ManagedKey.KeyPlan;
import dev.plumbline.admin.backend.Profile;
import dev.plumbline.admin.backend.RequestCheck;
import dev.plumbline.admin.backend.Support;
import dev.plumbline.control.AuditEntry;
import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.CachePolicy;
import dev.plumbline.control.EntryKind;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Route;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.control.json.EntryJson;
import dev.plumbline.control.replay.Replayed;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.remote.GatewayClient;
import dev.plumbline.usage.remote.RemoteLedger;
import dev.plumbline.usage.remote.WireJson;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A running gateway. */
public final class GatewayBackend implements ControlBackend {
  private final GatewayEntries entries;
  private final GatewayAnswers answers = new GatewayAnswers();
  private final GatewayClient client;
  private final LedgerReader ledger;
  private final InstantSource clock;

  /** Administers through a client, which it closes. */
  public GatewayBackend(GatewayClient client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
    this.entries = new GatewayEntries(client);
    this.ledger = new RemoteLedger(client);
  }

  @Override
  public Profile profile() {
    Map<Ability, Support> all = new EnumMap<>(Ability.class);
    for (Ability ability : Ability.values()) {
      all.put(ability, new Support.Full());
    }
    return new Profile("The gateway", client.address().url(), all);
  }

  @Override
  public List<ManagedKey> keys() {
    return entries.list(EntryKind.KEY, VirtualKey.class).stream().map(this::managed).toList();
  }

  private ManagedKey managed(VirtualKey key) {
    Instant expires = key.expires();
    ManagedKey.State state =
        switch (key.state()) {
          case BLOCKED -> ManagedKey.State.BLOCKED;
          case REVOKED -> ManagedKey.State.REVOKED;
          case ACTIVE ->
              expires != null && !clock.instant().isBefore(expires)
                  ? ManagedKey.State.EXPIRED
                  : ManagedKey.State.ACTIVE;
        };
    KeyPlan plan =
        new KeyPlan(
            key.name(), key.owner(), key.models(), key.providers(), expires, key.metadata());
    return new ManagedKey(key.id(), plan, state, key.created(), key.version());
  }

  @Override
  public IssuedKey create(KeyPlan plan) {
    ObjectNode wanted = planned(plan);
    return issued(entries.add(EntryKind.KEY.plural(), wanted), null);
  }

  private static ObjectNode planned(KeyPlan plan) {
    ObjectNode json = WireJson.object().put("name", plan.name());
    VirtualKey.Owner owner = plan.owner();
    json.putObject("owner")
        .put("organisation", owner.organisation())
        .put("department", owner.department())
        .put("environment", owner.environment())
        .put("project", owner.project())
        .put("task", owner.task())
        .put("user", owner.user());
    plan.models().forEach(json.putArray("models")::add);
    plan.providers().forEach(json.putArray("providers")::add);
    Instant expires = plan.expires();
    json.put("expires", expires == null ? null : expires.toString());
    plan.metadata().forEach(json.putObject("metadata")::put);
    return json;
  }

  private IssuedKey issued(JsonNode made, @Nullable Instant oldUntil) {
    return new IssuedKey(managed(key(made.path("entry"))), made.path("key").asString(), oldUntil);
  }

  private static VirtualKey key(JsonNode json) {
    return GatewayEntries.read(EntryKind.KEY, VirtualKey.class, json);
  }

  @Override
  public ManagedKey update(ManagedKey key, KeyPlan plan) {
    ObjectNode next = planned(plan);
    // A merge patch clears only what it names.
    key.plan().metadata().keySet().stream()
        .filter(name -> !plan.metadata().containsKey(name))
        .forEach(name -> next.withObject("metadata").putNull(name));
    return managed(key(entries.change(EntryKind.KEY, key.id(), key.version(), next)));
  }

  @Override
  public IssuedKey rotate(ManagedKey key, Duration grace) {
    ObjectNode body =
        WireJson.object().put("grace", grace.toString()).put("version", key.version());
    JsonNode made = entries.add("keys/" + key.id() + "/rotate", body);
    Instant until = null;
    for (JsonNode secret : made.path("entry").path("secrets")) {
      if (secret.path("until").isString()) {
        Instant end = Instant.parse(secret.path("until").asString());
        until = until == null || end.isAfter(until) ? end : until;
      }
    }
    return issued(made, grace.isZero() ? null : until);
  }

  @Override
  public ManagedKey block(ManagedKey key, boolean blocked) {
    return managed(key(state(key, blocked ? "block" : "unblock")));
  }

  @Override
  public void revoke(ManagedKey key) {
    state(key, "revoke");
  }

  private JsonNode state(ManagedKey key, String verb) {
    ObjectNode body = WireJson.object().put("version", key.version());
    return entries.add("keys/" + key.id() + "/" + verb, body);
  }

  @Override
  public Map<String, KeySpend> spend(List<ManagedKey> keys, ZoneId zone, Instant now) {
    return new LedgerSpend(ledger).of(zone, now);
  }

  @Override
  public List<Budget> budgets() {
    return entries.list(EntryKind.BUDGET, Budget.class);
  }

  @Override
  public List<BudgetState> states() {
    return answers.states(client.get("budget-states"), budgets());
  }

  @Override
  public Budget put(Budget budget) {
    return entries.put(budget, Budget.class);
  }

  @Override
  public void remove(Budget budget) {
    entries.remove(budget);
  }

  @Override
  public List<Limit> limits() {
    return entries.list(EntryKind.LIMIT, Limit.class);
  }

  @Override
  public Limit put(Limit limit) {
    return entries.put(limit, Limit.class);
  }

  @Override
  public void remove(Limit limit) {
    entries.remove(limit);
  }

  @Override
  public List<Route> routes() {
    return entries.list(EntryKind.ROUTE, Route.class);
  }

  @Override
  public Route put(Route route) {
    return entries.put(route, Route.class);
  }

  @Override
  public void remove(Route route) {
    entries.remove(route);
  }

  @Override
  public List<Provider> providers() {
    return entries.list(EntryKind.PROVIDER, Provider.class);
  }

  @Override
  public Provider put(Provider provider, Provider.Breaker breaker) {
    ObjectNode change = WireJson.object();
    change
        .putObject("breaker")
        .put("failure_percent", breaker.failurePercent())
        .put("least_calls", breaker.leastCalls())
        .put("open", breaker.open().toString());
    JsonNode next = entries.change(EntryKind.PROVIDER, provider.id(), provider.version(), change);
    return GatewayEntries.read(EntryKind.PROVIDER, Provider.class, next);
  }

  @Override
  public List<CachePolicy> cachePolicies() {
    return entries.list(EntryKind.CACHE_POLICY, CachePolicy.class);
  }

  @Override
  public CachePolicy put(CachePolicy policy) {
    return entries.put(policy, CachePolicy.class);
  }

  @Override
  public RequestCheck check(RequestCheck.Wanted wanted) {
    ObjectNode body =
        WireJson.object()
            .put("key", wanted.key())
            .put("model", wanted.model())
            .put("input_tokens", wanted.inputTokens())
            .put("output_tokens", wanted.outputTokens())
            .put("user", wanted.user())
            .put("task", wanted.task());
    return answers.check(client.post("check", body));
  }

  @Override
  public Replayed replay(Budget budget, TimeRange range) {
    ObjectNode body = WireJson.object();
    body.set("budget", EntryJson.shown(budget));
    body.put("from", range.from().toString()).put("to", range.to().toString());
    return answers.replayed(client.post("replay", body), budget, range);
  }

  @Override
  public List<AuditEntry> audit(int limit) {
    List<AuditEntry> all = new ArrayList<>();
    for (JsonNode item : client.get("audit?limit=" + limit).path("items")) {
      all.add(answers.audit(item));
    }
    return all;
  }

  @Override
  public Alerting alerting() {
    return new GatewayAlerts(client, entries);
  }

  @Override
  public Optional<LedgerReader> ledger() {
    return Optional.of(ledger);
  }

  @Override
  public void close() {
    ledger.close();
  }
}
