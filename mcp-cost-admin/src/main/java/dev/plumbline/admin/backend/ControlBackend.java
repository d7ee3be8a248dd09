package dev.plumbline.admin.backend;

import dev.plumbline.admin.backend.ManagedKey.KeyPlan;
import dev.plumbline.control.AuditEntry;
import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.CachePolicy;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Route;
import dev.plumbline.control.replay.Replayed;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.LedgerReader;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A system whose keys, budgets and policies are administered. What it cannot do is refused by its
 * {@link #profile} with a {@link Failure.InvalidInput} that says what can be done instead; trouble
 * on the way is a {@link Failure.Upstream} or {@link Failure.StoreUnavailable}. Safe for many
 * threads.
 */
public interface ControlBackend extends AutoCloseable {
  /** What it is and can do. */
  Profile profile();

  /** All keys that are not forgotten, revoked ones included where the system keeps them. */
  List<ManagedKey> keys();

  /** Makes a key. */
  default IssuedKey create(KeyPlan plan) {
    throw refusal(Ability.CREATE_KEY);
  }

  /** Makes a key what the plan says, if it still is as given. */
  default ManagedKey update(ManagedKey key, KeyPlan plan) {
    throw refusal(Ability.UPDATE_KEY);
  }

  /**
   * Gives a key a new secret.
   *
   * @param grace how long older secrets stay valid
   */
  default IssuedKey rotate(ManagedKey key, Duration grace) {
    throw refusal(Ability.ROTATE_KEY);
  }

  /** Lets a key in no more for now, or again. */
  default ManagedKey block(ManagedKey key, boolean blocked) {
    throw refusal(Ability.BLOCK_KEY);
  }

  /** Ends a key for good. */
  default void revoke(ManagedKey key) {
    throw refusal(Ability.REVOKE_KEY);
  }

  /** What keys have spent, by their ids; keys it knows nothing of may be absent. */
  default Map<String, KeySpend> spend(List<ManagedKey> keys, ZoneId zone, Instant now) {
    throw refusal(Ability.KEY_SPEND);
  }

  /** All budgets. */
  default List<Budget> budgets() {
    throw refusal(Ability.KEY_BUDGETS);
  }

  /** How budgets stand; one on each value for every value that spent something. */
  default List<BudgetState> states() {
    throw refusal(Ability.KEY_BUDGETS);
  }

  /** Whose days a new budget counts where nobody names a zone but wishes for one. */
  default ZoneId usualZone(ZoneId wish) {
    return wish;
  }

  /** At which percentages of a new budget people are told unless they choose others. */
  default List<Integer> usualThresholds() {
    return List.of(80, 100);
  }

  /**
   * Adds a budget, or changes the one of that id if it still has the version before.
   *
   * @return as the system keeps it
   */
  default Budget put(Budget budget) {
    throw refusal(Ability.KEY_BUDGETS);
  }

  /** Removes a budget. */
  default void remove(Budget budget) {
    throw refusal(Ability.KEY_BUDGETS);
  }

  /** All rate limits. */
  default List<Limit> limits() {
    throw refusal(Ability.RATE_LIMITS);
  }

  /** Adds a rate limit, or changes the one of that id. */
  default Limit put(Limit limit) {
    throw refusal(Ability.RATE_LIMITS);
  }

  /** Removes a rate limit. */
  default void remove(Limit limit) {
    throw refusal(Ability.RATE_LIMITS);
  }

  /** All routes. */
  default List<Route> routes() {
    throw refusal(Ability.ROUTES);
  }

  /** Adds a route, or changes the one of that alias. */
  default Route put(Route route) {
    throw refusal(Ability.ROUTES);
  }

  /** Removes a route. */
  default void remove(Route route) {
    throw refusal(Ability.ROUTES);
  }

  /** The providers, without secrets. */
  default List<Provider> providers() {
    throw refusal(Ability.CIRCUIT_BREAKERS);
  }

  /** Says when a provider is left alone. */
  default Provider put(Provider provider, Provider.Breaker breaker) {
    throw refusal(Ability.CIRCUIT_BREAKERS);
  }

  /** How answers are cached. */
  default List<CachePolicy> cachePolicies() {
    throw refusal(Ability.CACHE_POLICIES);
  }

  /** Adds a cache policy, or changes the one of that task. */
  default CachePolicy put(CachePolicy policy) {
    throw refusal(Ability.CACHE_POLICIES);
  }

  /** Whether a request would pass now; nothing is held. */
  default RequestCheck check(RequestCheck.Wanted wanted) {
    throw refusal(Ability.CHECK);
  }

  /** What a budget would have done to the requests of a time. */
  default Replayed replay(Budget budget, TimeRange range) {
    throw refusal(Ability.PREVIEW);
  }

  /** Who changed what, newest first. */
  default List<AuditEntry> audit(int limit) {
    throw refusal(Ability.AUDIT);
  }

  /** Its alerts, channels and silences. */
  default Alerting alerting() {
    throw refusal(Ability.ALERTS);
  }

  /** The ledger of every request; empty where the system keeps none that can be read. */
  default Optional<LedgerReader> ledger() {
    return Optional.empty();
  }

  @Override
  void close();

  private Failure refusal(Ability ability) {
    profile().require(ability);
    return new Failure.InvalidInput(
        "%s has no way to %s here.".formatted(profile().name(), ability.words()),
        "Use its own console.");
  }
}
