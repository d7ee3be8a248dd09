package dev.plumbline.gateway.alert;

import java.time.Duration;

/**
 * How often a message is sent until a channel takes it.
 *
 * @param first the wait after the first attempt; it doubles
 * @param longest the wait at most
 * @param attempts at most
 * @param refused attempts at most where the receiver answers that it does not want it
 */
record Retries(Duration first, Duration longest, int attempts, int refused) {
  /** For a day, or ten minutes where the receiver does not want it. */
  static final Retries USUAL =
      new Retries(Duration.ofSeconds(1), Duration.ofMinutes(5), 300, 10);

  /** The wait after so many attempts. */
  Duration after(int made) {
    Duration wait = first.multipliedBy(1L << Math.min(made - 1, 20));
    return wait.compareTo(longest) > 0 ? longest : wait;
  }
}
