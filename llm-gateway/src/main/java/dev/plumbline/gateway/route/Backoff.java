package dev.plumbline.gateway.route;

import dev.plumbline.control.Route.Retry;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long to wait before trying again. */
final class Backoff {
  private Backoff() {}

  /**
   * The wait after a failed attempt; empty when the provider wants more patience than the route
   * has.
   *
   * @param failed attempts so far, from 1
   */
  static Optional<Duration> after(
      int failed, Retry retry, Optional<Duration> asked, RandomGenerator random) {
    if (asked.isPresent()) {
      return asked.filter(wait -> wait.compareTo(retry.maxBackoff()) <= 0);
    }
    long doubled = retry.backoff().toNanos() << Math.min(failed - 1, 20);
    long most = Math.max(1, Math.min(doubled, retry.maxBackoff().toNanos()));
    return Optional.of(Duration.ofNanos(most / 2 + random.nextLong(most / 2 + 1)));
  }

  /** What {@code Retry-After} means: seconds or a date; empty when neither. */
  static Optional<Duration> retryAfter(
      Optional<String> millis, Optional<String> text, Instant now) {
    Optional<Duration> exact = millis.flatMap(value -> number(value, 1));
    if (exact.isPresent()) {
      return exact;
    }
    return text.flatMap(value -> number(value, 1_000).or(() -> date(value, now)));
  }

  private static Optional<Duration> number(String text, long unitMillis) {
    try {
      double value = Double.parseDouble(text.strip());
      boolean sane = value >= 0 && value < 1e9;
      return sane ? Optional.of(Duration.ofMillis((long) (value * unitMillis))) : Optional.empty();
    } catch (NumberFormatException noNumber) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> date(String text, Instant now) {
    try {
      Instant then =
          ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(now, then);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }
}
