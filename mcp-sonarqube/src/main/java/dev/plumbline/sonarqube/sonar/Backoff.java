package dev.plumbline.sonarqube.sonar;

import dev.plumbline.kernel.HttpSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Decides whether and when one request is sent again; used by one thread. */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(200);

  private final long deadline;
  private final int retries;
  private int failed;

  Backoff(HttpSettings settings, boolean repeatable) {
    this.deadline = System.nanoTime() + settings.callTimeout().toNanos();
    this.retries = repeatable ? settings.retries() : 0;
  }

  static boolean isTransient(int status) {
    return status == 429 || status == 502 || status == 503 || status == 504;
  }

  /** The time left for the request in all; at least a millisecond. */
  Duration remaining() {
    return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
  }

  /**
   * Waits before the next attempt: as long as the server asks, else twice as long as before, give
   * or take a half.
   *
   * @return false when there is to be no next attempt
   */
  boolean pause(Optional<String> retryAfter) {
    if (failed >= retries) {
      return false;
    }
    Duration wait = retryAfter.flatMap(Backoff::parse).orElseGet(this::exponential);
    if (wait.compareTo(remaining()) >= 0) {
      return false;
    }
    failed++;
    try {
      Thread.sleep(wait);
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw HttpFailures.cancelled(interrupted);
    }
  }

  /** The wait that a Retry-After header asks for, in seconds or until an HTTP date. */
  static Optional<Duration> parse(String retryAfter) {
    try {
      return Optional.of(Duration.ofSeconds(Math.max(0, Integer.parseInt(retryAfter.strip()))));
    } catch (NumberFormatException noSeconds) {
      return parseDate(retryAfter.strip());
    }
  }

  private static Optional<Duration> parseDate(String date) {
    try {
      ZonedDateTime until = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration wait = Duration.between(Instant.now(), until.toInstant());
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeParseException unreadable) {
      return Optional.empty();
    }
  }

  private Duration exponential() {
    long base = FIRST.toMillis() << failed;
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(base / 2, base * 3 / 2 + 1));
  }
}
