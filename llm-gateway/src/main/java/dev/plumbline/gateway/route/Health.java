package dev.plumbline.gateway.route;

import dev.plumbline.control.Route;
import dev.plumbline.gateway.route.Guards.Name;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How targets do, for operators; safe for many threads. */
public final class Health {
  private final Guards guards;
  private final InstantSource clock;
  private final Map<Name, Trouble> last = new ConcurrentHashMap<>();

  /** The last error of a target. */
  public record Trouble(Instant time, String kind, String message) {}

  /**
   * One target.
   *
   * @param breaker its circuit breaker: {@code closed}, {@code open} or {@code half_open}
   * @param failurePercent of its last calls; -1 while those are too few to tell
   * @param lastError null when it never failed
   */
  public record TargetHealth(
      String provider,
      String model,
      String breaker,
      double failurePercent,
      @Nullable Trouble lastError) {}

  Health(Guards guards, InstantSource clock) {
    this.guards = guards;
    this.clock = clock;
  }

  void failed(Route.Target target, String kind, String message) {
    last.put(Name.of(target), new Trouble(clock.instant(), kind, message));
  }

  /** All targets that were ever tried, by provider and model. */
  public List<TargetHealth> targets() {
    return guards.breakers().entrySet().stream()
        .map(entry ->
            new TargetHealth(
                entry.getKey().provider(),
                entry.getKey().model(),
                entry.getValue().getState().name().toLowerCase(Locale.ROOT),
                entry.getValue().getMetrics().getFailureRate(),
                last.get(entry.getKey())))
        .sorted(Comparator.comparing(TargetHealth::provider).thenComparing(TargetHealth::model))
        .toList();
  }
}
