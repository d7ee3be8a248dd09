package dev.plumbline.mcp.http;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * So many requests a minute for each key, refilled evenly. Remembers the keys used last, up to a
 * bound. Thread-safe.
 */
final class RateLimit {
  private static final int MOST_KEYS = 10_000;

  private final int perMinute;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_KEYS;
        }
      };

  RateLimit(int perMinute) {
    this.perMinute = perMinute;
  }

  /** Takes one of the key's requests, or refuses and says when there is one again. */
  void take(String what, String key) {
    ConsumptionProbe probe = bucket(key).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      long seconds = Math.max(1, Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1);
      throw new Refusal(
          429,
          Refusal.REFUSED,
          "More than %d %s in a minute. Wait %d seconds.".formatted(perMinute, what, seconds),
          Map.of("Retry-After", Long.toString(seconds)));
    }
  }

  private Bucket bucket(String key) {
    synchronized (buckets) {
      return buckets.computeIfAbsent(
          key,
          _ ->
              Bucket.builder()
                  .addLimit(limit ->
                      limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                  .build());
    }
  }
}
