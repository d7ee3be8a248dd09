package dev.plumbline.admin.backend;

import static dev.plumbline.admin.backend.BackendSubject.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.plumbline.control.CachePolicy;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Route;
import dev.plumbline.kernel.Failure;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * What every backend does with routes, breakers and caches. One that can only partly may refuse to
 * change them, if it says what to do instead.
 */
abstract class PolicyContract {
  private final Supplier<BackendSubject> subject;

  PolicyContract(Supplier<BackendSubject> subject) {
    this.subject = subject;
  }

  private ControlBackend backend() {
    return subject.get().backend();
  }

  private <T> Optional<T> change(Ability ability, Supplier<T> change) {
    try {
      return Optional.of(change.get());
    } catch (Failure.InvalidInput refused) {
      assertThat(backend().profile().of(ability)).isInstanceOf(Support.Partly.class);
      assertThat(refused.next()).isNotBlank();
      return Optional.empty();
    }
  }

  @Test
  void routes() {
    assumeThat(backend().profile().can(Ability.ROUTES)).isTrue();
    String provider = subject.get().provider();
    Route wanted =
        new Route(
            "contract",
            List.of(
                new Route.Target(provider, subject.get().model(), 0, 1),
                new Route.Target(provider, "other-model", 1, 1)),
            Route.Retry.USUAL,
            Route.Timeouts.USUAL,
            1);
    List<Route> before = backend().routes();
    change(Ability.ROUTES, () -> backend().put(wanted))
        .ifPresent(kept -> {
          assertThat(kept.targets()).isEqualTo(wanted.targets());
          assertThat(backend().routes()).contains(kept).hasSize(before.size() + 1);
          backend().remove(kept);
        });
    assertThat(backend().routes()).isEqualTo(before);
  }

  @Test
  void leavesFailingProvidersAlone() {
    assumeThat(backend().profile().can(Ability.CIRCUIT_BREAKERS)).isTrue();
    List<Provider> providers = backend().providers();
    assumeThat(providers).isNotEmpty();
    Provider.Breaker breaker = new Provider.Breaker(40, 20, Duration.ofMinutes(1));
    change(Ability.CIRCUIT_BREAKERS, () -> backend().put(providers.getFirst(), breaker))
        .ifPresent(kept -> {
          assertThat(kept.breaker()).isEqualTo(breaker);
          assertThat(backend().providers()).contains(kept);
        });
  }

  @Test
  void caches() {
    assumeThat(backend().profile().can(Ability.CACHE_POLICIES)).isTrue();
    CachePolicy wanted =
        new CachePolicy(
            "summary", CachePolicy.Mode.EXACT, BigDecimal.ONE, Duration.ofHours(1), null, 1);
    change(Ability.CACHE_POLICIES, () -> backend().put(wanted))
        .ifPresent(kept -> {
          assertThat(kept.mode()).isEqualTo(CachePolicy.Mode.EXACT);
          assertThat(kept.timeToLive()).isEqualTo(Duration.ofHours(1));
          assertThat(backend().cachePolicies()).contains(kept);
        });
  }

  @Test
  void tellsWhoChangedWhat() {
    assumeThat(backend().profile().of(Ability.AUDIT)).isInstanceOf(Support.Full.class);
    IssuedKey made = backend().create(plan("shop", "marketing"));
    assertThat(backend().audit(10))
        .anySatisfy(entry -> assertThat(entry.id()).isEqualTo(made.key().id()))
        .allSatisfy(entry -> assertThat(entry.toString()).doesNotContain(made.secret()));
  }
}
