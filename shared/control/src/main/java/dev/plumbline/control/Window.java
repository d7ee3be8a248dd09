package dev.plumbline.control;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/**
 * The time over which a budget counts.
 *
 * @param rolling whether it looks back from now (30 days for a month) rather than to the start of
 *     the calendar period
 * @param zone whose hours, days, weeks (from Monday) and months count
 */
public record Window(Period period, boolean rolling, ZoneId zone) {
  /** From when on spend counts at a moment. */
  public Instant start(Instant now) {
    if (period == Period.TOTAL) {
      return Instant.EPOCH;
    }
    if (rolling) {
      return now.minus(length());
    }
    ZonedDateTime local = now.atZone(zone);
    LocalDate day = local.toLocalDate();
    return switch (period) {
      case HOUR -> local.truncatedTo(ChronoUnit.HOURS).toInstant();
      case DAY -> day.atStartOfDay(zone).toInstant();
      case WEEK ->
          day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
              .atStartOfDay(zone)
              .toInstant();
      case MONTH, TOTAL -> day.withDayOfMonth(1).atStartOfDay(zone).toInstant();
    };
  }

  /** When it starts anew; empty for a rolling or an endless one. */
  public Optional<Instant> resets(Instant now) {
    if (rolling || period == Period.TOTAL) {
      return Optional.empty();
    }
    LocalDate day = start(now).atZone(zone).toLocalDate();
    return Optional.of(
        switch (period) {
          case HOUR -> start(now).plus(1, ChronoUnit.HOURS);
          case DAY -> day.plusDays(1).atStartOfDay(zone).toInstant();
          case WEEK -> day.plusWeeks(1).atStartOfDay(zone).toInstant();
          case MONTH, TOTAL -> day.plusMonths(1).atStartOfDay(zone).toInstant();
        });
  }

  private Duration length() {
    return switch (period) {
      case HOUR -> Duration.ofHours(1);
      case DAY -> Duration.ofDays(1);
      case WEEK -> Duration.ofDays(7);
      case MONTH, TOTAL -> Duration.ofDays(30);
    };
  }
}
