package dev.plumbline.usage.analysis;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TimeRange;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAmount;

/**
 * A stretch of calendar time and how far back its like lies.
 *
 * @param step from the start of the stretch compared to, to the start of this one
 */
record Span(ZonedDateTime from, ZonedDateTime to, TemporalAmount step, String name) {
  /** A calendar unit that begins at a day. */
  static Span unit(LocalDate first, java.time.Period unit, ZoneId zone, String name) {
    return new Span(first.atStartOfDay(zone), first.plus(unit).atStartOfDay(zone), unit, name);
  }

  /** The days from one to another, both included. */
  static Span days(LocalDate first, LocalDate last, ZoneId zone, String name) {
    if (last.isBefore(first)) {
      throw new Failure.InvalidInput(
          "The period from %s to %s ends before it starts.".formatted(first, last),
          "Name the earlier day first.");
    }
    int length = Math.toIntExact(ChronoUnit.DAYS.between(first, last) + 1);
    return unit(first, java.time.Period.ofDays(length), zone, name);
  }

  /** As a period that ends now at the latest. */
  Period asOf(ZonedDateTime now, String asked) {
    if (!from.isBefore(now)) {
      throw new Failure.InvalidInput(
          "'%s' starts on %s, which has not come yet.".formatted(asked, from.toLocalDate()),
          "Choose a period that has begun; forecast_spend looks ahead.");
    }
    ZonedDateTime end = to.isAfter(now) ? now : to;
    ZonedDateTime earlier = from.minus(step);
    ZonedDateTime shifted = end.minus(step);
    ZonedDateTime earlierEnd = shifted.isAfter(from) ? from : shifted;
    String words = to.isAfter(now) && !name.endsWith("so far") ? name + " so far" : name;
    return new Period(asked, range(from, end), range(earlier, earlierEnd), words);
  }

  private static TimeRange range(ZonedDateTime from, ZonedDateTime to) {
    return new TimeRange(from.toInstant(), to.toInstant(), from.getZone());
  }
}
