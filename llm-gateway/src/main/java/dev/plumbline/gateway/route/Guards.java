package dev.plumbline.gateway.route;

import dev.plumbline.control.Provider;
import dev.plumbline.control.Route;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps calls away from targets in trouble and from providers that are full; safe for threads. */
public final class Guards {
  /** Opens when half of at least ten of the last twenty calls failed, for ten seconds. */
  public static final CircuitBreakerConfig USUAL =
      CircuitBreakerConfig.custom()
          .slidingWindowSize(20)
          .minimumNumberOfCalls(10)
          .failureRateThreshold(50)
          .waitDurationInOpenState(Duration.ofSeconds(10))
          .permittedNumberOfCallsInHalfOpenState(3)
          .build();

  private final CircuitBreakerConfig config;
  private final Map<Name, CircuitBreaker> breakers = new ConcurrentHashMap<>();
  private final Map<Bound, Bulkhead> bulkheads = new ConcurrentHashMap<>();

  /** A target, whatever route it belongs to. */
  record Name(String provider, String model) {
    static Name of(Route.Target target) {
      return new Name(target.provider(), target.model());
    }
  }

  private record Bound(String provider, int calls) {}

  /** Guards that open by these rules. */
  public Guards(CircuitBreakerConfig config) {
    this.config = config;
  }

  CircuitBreaker breaker(Route.Target target) {
    return breakers.computeIfAbsent(
        Name.of(target), name -> CircuitBreaker.of(name.provider() + "/" + name.model(), config));
  }

  /** A provider's bound on calls at the same time; empty when it has none. */
  Optional<Bulkhead> bulkhead(Provider provider) {
    if (provider.maxParallel() <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        bulkheads.computeIfAbsent(
            new Bound(provider.id(), provider.maxParallel()),
            bound ->
                Bulkhead.of(
                    bound.provider(),
                    BulkheadConfig.custom()
                        .maxConcurrentCalls(bound.calls())
                        .maxWaitDuration(Duration.ZERO)
                        .build())));
  }

  Map<Name, CircuitBreaker> breakers() {
    return Map.copyOf(breakers);
  }
}
