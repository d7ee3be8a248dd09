package dev.plumbline.admin.backend;

import static dev.plumbline.admin.backend.BackendSubject.monthly;
import static dev.plumbline.admin.backend.BackendSubject.plan;

import dev.plumbline.admin.backend.ManagedKey.KeyPlan;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.CachePolicy;
import dev.plumbline.control.Level;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Route;
import dev.plumbline.control.Scope;
import dev.plumbline.kernel.TimeRange;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One attempt at each ability; those that need a key make one first. */
final class Attempts {
  private Attempts() {}

  /** Empty where there is nothing to call. */
  static Optional<Runnable> at(Ability ability, BackendSubject subject) {
    ControlBackend backend = subject.backend();
    @Nullable Runnable attempt =
        switch (ability) {
          case LIST_KEYS -> backend::keys;
          case CREATE_KEY -> () -> backend.create(plan("shop", "marketing"));
          case UPDATE_KEY -> {
            ManagedKey key = key(backend);
            yield () -> backend.update(key, plan("shop", "sales"));
          }
          case ROTATE_KEY -> {
            ManagedKey key = key(backend);
            yield () -> backend.rotate(key, Duration.ZERO);
          }
          case ROTATION_GRACE -> {
            ManagedKey key = key(backend);
            yield () -> backend.rotate(key, Duration.ofHours(1));
          }
          case BLOCK_KEY -> {
            ManagedKey key = key(backend);
            yield () -> backend.block(key, true);
          }
          case REVOKE_KEY -> {
            ManagedKey key = key(backend);
            yield () -> backend.revoke(key);
          }
          case KEY_EXPIRY ->
              () -> backend.create(with(List.of(), Instant.now().plusSeconds(86_400)));
          case KEY_MODELS -> () -> backend.create(with(List.of(subject.model()), null));
          case KEY_SPEND -> () -> backend.spend(List.of(), ZoneOffset.UTC, Instant.now());
          case KEY_BUDGETS, SHARED_BUDGETS, BUDGET_WARNINGS, BUDGET_DEGRADE, BUDGET_EXTRAS ->
              budget(ability, backend);
          case RATE_LIMITS -> () -> backend.put(limit());
          case ROUTES ->
              () -> backend.put(Route.to("contract", subject.provider(), subject.model()));
          case CIRCUIT_BREAKERS ->
              () ->
                  backend.put(
                      Provider.of(
                          subject.provider(), Provider.Dialect.OPENAI, "https://x.example", null),
                      Provider.Breaker.USUAL);
          case CACHE_POLICIES -> () -> backend.put(cachePolicy());
          case CHECK -> () -> backend.check(wanted(subject));
          case PREVIEW -> () -> backend.replay(shared(), lastDay());
          case AUDIT -> () -> backend.audit(10);
          case ALERTS -> () -> backend.alerting().alerts();
          case LEDGER -> null;
        };
    return Optional.ofNullable(attempt);
  }

  private static ManagedKey key(ControlBackend backend) {
    return backend.create(plan("shop", "marketing")).key();
  }

  private static KeyPlan with(List<String> models, @Nullable Instant expires) {
    KeyPlan usual = plan("shop", "marketing");
    return new KeyPlan("shop", usual.owner(), models, List.of(), expires, usual.metadata());
  }

  private static Runnable budget(Ability ability, ControlBackend backend) {
    Budget key = monthly(key(backend), "5");
    Budget.Extra extra =
        new Budget.Extra(
            new BigDecimal("5"), null, Instant.now(), Instant.now().plusSeconds(60), "a fair");
    Budget wanted =
        switch (ability) {
          case SHARED_BUDGETS -> shared();
          case BUDGET_WARNINGS -> with(key, AtLimit.WARN, null, List.of());
          case BUDGET_DEGRADE -> with(key, AtLimit.DEGRADE, "cheap", List.of());
          case BUDGET_EXTRAS -> with(key, AtLimit.REFUSE, null, List.of(extra));
          default -> key;
        };
    return () -> backend.put(wanted);
  }

  private static Budget shared() {
    return monthly(new Scope(Level.DEPARTMENT, "marketing"), "5");
  }

  private static Budget with(
      Budget from, AtLimit atLimit, @Nullable String degradeTo, List<Budget.Extra> extras) {
    return new Budget(
        from.id(),
        from.name(),
        from.scope(),
        from.limit(),
        from.window(),
        atLimit,
        degradeTo,
        List.of(),
        extras,
        1);
  }

  private static Limit limit() {
    return new Limit(
        "contract",
        new Scope(Level.DEPARTMENT, "marketing"),
        Limit.Kind.REQUESTS,
        10,
        Duration.ofMinutes(1),
        1);
  }

  private static CachePolicy cachePolicy() {
    return new CachePolicy(
        "summary", CachePolicy.Mode.EXACT, BigDecimal.ONE, Duration.ofHours(1), null, 1);
  }

  private static RequestCheck.Wanted wanted(BackendSubject subject) {
    return new RequestCheck.Wanted("a key", subject.model(), 100, 100L, null, null);
  }

  private static TimeRange lastDay() {
    Instant now = Instant.now();
    return new TimeRange(now.minus(Duration.ofDays(1)), now, ZoneOffset.UTC);
  }
}
