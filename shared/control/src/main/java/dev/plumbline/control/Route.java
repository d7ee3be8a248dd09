package dev.plumbline.control;

import java.time.Duration;
import java.util.List;

/**
 * Where requests for a model alias go.
 *
 * @param id the alias, which applications give as their model
 * @param targets tried by ascending rank; among equal ranks by weight at random
 */
public record Route(String id, List<Target> targets, Retry retry, Timeouts timeouts, long version)
    implements Entry {
  public Route {
    targets = List.copyOf(targets);
  }

  /**
   * One model of one provider.
   *
   * @param rank 0 is tried first
   * @param weight its share among targets of the same rank, at least 1
   */
  public record Target(String provider, String model, int rank, int weight) {}

  /**
   * How often a target is tried again before the next one.
   *
   * @param attempts in all per target, at least 1
   * @param backoff the wait before the second attempt; it doubles, with jitter, and a {@code
   *     Retry-After} of the provider counts more
   */
  public record Retry(int attempts, Duration backoff, Duration maxBackoff) {
    /** Two attempts. */
    public static final Retry USUAL = new Retry(2, Duration.ofMillis(200), Duration.ofSeconds(5));
  }

  /** How long a provider may take to be reached, to begin its answer, and to end it. */
  public record Timeouts(Duration connect, Duration firstToken, Duration total) {
    /** 5 seconds, 2 minutes, 10 minutes. */
    public static final Timeouts USUAL =
        new Timeouts(Duration.ofSeconds(5), Duration.ofMinutes(2), Duration.ofMinutes(10));
  }

  /** A route of one target. */
  public static Route to(String alias, String provider, String model) {
    return new Route(
        alias, List.of(new Target(provider, model, 0, 1)), Retry.USUAL, Timeouts.USUAL, 1);
  }
}
