package dev.plumbline.kernel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A stretch of time whose days belong to a named zone.
 *
 * @param from its first instant
 * @param to the first instant after it
 * @param zone the zone that its days, weeks and months belong to
 */
public record TimeRange(Instant from, Instant to, ZoneId zone) {
  public TimeRange {
    if (!from.isBefore(to)) {
      throw new Failure.InvalidInput(
          "The period from %s to %s is empty.".formatted(from, to),
          "Choose a start before the end.");
    }
  }

  /** The days from {@code first} up to and including {@code last}; each has 23, 24 or 25 hours. */
  public static TimeRange ofDays(LocalDate first, LocalDate last, ZoneId zone) {
    return new TimeRange(
        first.atStartOfDay(zone).toInstant(),
        last.plusDays(1).atStartOfDay(zone).toInstant(),
        zone);
  }

  /** Whether an instant lies in it. */
  public boolean contains(Instant time) {
    return !time.isBefore(from) && time.isBefore(to);
  }

  /** The day of its first instant. */
  public LocalDate firstDay() {
    return LocalDate.ofInstant(from, zone);
  }

  /** The day of its last instant. */
  public LocalDate lastDay() {
    return LocalDate.ofInstant(to.minusNanos(1), zone);
  }
}
