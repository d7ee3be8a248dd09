package dev.plumbline.gateway.route;

import dev.plumbline.control.Provider;
import dev.plumbline.control.Provider.Breaker;
import dev.plumbline.control.Route;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Keeps calls away from targets in trouble and from providers that are full; safe for threads. */
public final class Guards {
  private final Map<Name, Watched> breakers = new ConcurrentHashMap<>();
  private final Map<Bound, Bulkhead> bulkheads = new ConcurrentHashMap<>();

  /** A target, whatever route it belongs to. */
  record Name(String provider, String model) {
    static Name of(Route.Target target) {
      return new Name(target.provider(), target.model());
    }
  }

  /** A breaker and the settings it was made with; other settings make another one. */
  private record Watched(Breaker settings, CircuitBreaker breaker) {}

  private record Bound(String provider, int calls) {}

  CircuitBreaker breaker(Route.Target target, Provider provider) {
    Name name = Name.of(target);
    Watched known = breakers.get(name);
    if (known != null && known.settings().equals(provider.breaker())) {
      return known.breaker();
    }
    return breakers
        .compute(
            name,
            (_, old) ->
                old != null && old.settings().equals(provider.breaker())
                    ? old
                    : watched(name, provider.breaker()))
        .breaker();
  }

  private static Watched watched(Name name, Breaker settings) {
    CircuitBreakerConfig config =
        CircuitBreakerConfig.custom()
            .slidingWindowSize(2 * settings.leastCalls())
            .minimumNumberOfCalls(settings.leastCalls())
            .failureRateThreshold(settings.failurePercent())
            .waitDurationInOpenState(settings.open())
            .permittedNumberOfCallsInHalfOpenState(Math.min(3, settings.leastCalls()))
            .build();
    return new Watched(settings, CircuitBreaker.of(name.provider() + "/" + name.model(), config));
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
    return breakers.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().breaker()));
  }
}
