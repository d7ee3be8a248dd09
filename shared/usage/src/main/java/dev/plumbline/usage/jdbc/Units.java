package dev.plumbline.usage.jdbc;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.query.Grain;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;

/**
 * The calendar units that a range touches, in order and without gaps: hours end at every change of
 * the clock, days begin at the first instant of a date, weeks on Monday.
 *
 * @param grain what they are
 * @param units at least one
 */
record Units(Grain grain, List<Unit> units) {
  private static final int MOST = 200_000;
  private static final int FEW = 64;

  /**
   * One unit.
   *
   * @param shift seconds to take off so that the unit begins where {@code date_trunc} cuts UTC
   * @param plain whether the unit is as long as the calendar of UTC has it at that place
   */
  record Unit(Instant start, Instant end, long shift, boolean plain) {}

  /** A run of units that one expression finds. */
  private record Run(Instant start, long shift, boolean plain) {}

  /** The units of a range. */
  static Units of(TimeRange range, Grain grain) {
    Duration length = Duration.between(range.from(), range.to());
    if (length.dividedBy(shortest(grain)) > MOST) {
      throw new Failure.InvalidInput(
          "The period from %s to %s has more than %d %ss."
              .formatted(range.from(), range.to(), MOST, grain.label()),
          "Choose a longer unit or a shorter period.");
    }
    List<Unit> units = new ArrayList<>();
    Instant start = start(range.from(), grain, range.zone());
    while (start.isBefore(range.to())) {
      Unit unit = unit(start, grain, range.zone());
      units.add(unit);
      start = unit.end();
    }
    return new Units(grain, List.copyOf(units));
  }

  /** An expression over {@code started} for the start of its unit. */
  Sql expression() {
    if (units.size() <= FEW && (grain == Grain.MONTH || grain == Grain.WEEK)) {
      return halved(0, units.size());
    }
    List<Run> runs = new ArrayList<>();
    for (Unit unit : units) {
      Run last = runs.isEmpty() ? null : runs.getLast();
      if (last == null || !last.plain() || !unit.plain() || last.shift() != unit.shift()) {
        runs.add(new Run(unit.start(), unit.shift(), unit.plain()));
      }
    }
    if (runs.size() == 1) {
      return expression(runs.getFirst());
    }
    Sql sql = Sql.of("case");
    for (int i = 0; i + 1 < runs.size(); i++) {
      sql.add(" when started < " + Sql.TIME + " then ", runs.get(i + 1).start())
          .add(expression(runs.get(i)));
    }
    return sql.add(" else ").add(expression(runs.getLast())).add(" end");
  }

  /** Finds few units by comparing, which is several times as fast as a calendar. */
  private Sql halved(int from, int to) {
    if (to - from == 1) {
      return Sql.of(Sql.TIME, units.get(from).start());
    }
    int middle = (from + to) / 2;
    return Sql.of("case when started < " + Sql.TIME + " then ", units.get(middle).start())
        .add(halved(from, middle))
        .add(" else ")
        .add(halved(middle, to))
        .add(" end");
  }

  private Sql expression(Run run) {
    if (!run.plain()) {
      return Sql.of(Sql.TIME, run.start());
    }
    if (run.shift() == 0) {
      return Sql.of("date_trunc('" + grain.label() + "', started)");
    }
    String seconds = " interval '" + Math.abs(run.shift()) + " seconds'";
    boolean later = run.shift() > 0;
    return Sql.of(
        "date_trunc('%s', started %s%s) %s%s"
            .formatted(grain.label(), later ? "-" : "+", seconds, later ? "+" : "-", seconds));
  }

  private static Duration shortest(Grain grain) {
    return switch (grain) {
      case HOUR -> Duration.ofHours(1);
      case DAY -> Duration.ofDays(1);
      case WEEK -> Duration.ofDays(7);
      case MONTH -> Duration.ofDays(28);
    };
  }

  private static Unit unit(Instant start, Grain grain, ZoneId zone) {
    Instant end = end(start, grain, zone);
    LocalDateTime local = nominal(start, grain, zone);
    long shift = start.getEpochSecond() - local.toEpochSecond(ZoneOffset.UTC);
    LocalDateTime next = next(local, grain);
    boolean plain = end.getEpochSecond() - shift == next.toEpochSecond(ZoneOffset.UTC);
    long cycle =
        switch (grain) {
          case HOUR -> 3600;
          case DAY -> 86_400;
          case WEEK -> 604_800;
          case MONTH -> 0;
        };
    return new Unit(start, end, cycle == 0 ? shift : Math.floorMod(shift, cycle), plain);
  }

  /** The local time at which the unit begins by name. */
  private static LocalDateTime nominal(Instant start, Grain grain, ZoneId zone) {
    LocalDateTime local = LocalDateTime.ofInstant(start, zone);
    return grain == Grain.HOUR
        ? local.truncatedTo(ChronoUnit.HOURS)
        : local.toLocalDate().atStartOfDay();
  }

  private static LocalDateTime next(LocalDateTime local, Grain grain) {
    return switch (grain) {
      case HOUR -> local.plusHours(1);
      case DAY -> local.plusDays(1);
      case WEEK -> local.plusWeeks(1);
      case MONTH -> local.plusMonths(1);
    };
  }

  private static Instant start(Instant time, Grain grain, ZoneId zone) {
    if (grain == Grain.HOUR) {
      long offset = zone.getRules().getOffset(time).getTotalSeconds();
      long hour = Math.floorDiv(time.getEpochSecond() + offset, 3600) * 3600 - offset;
      ZoneOffsetTransition change = zone.getRules().previousTransition(time.plusNanos(1));
      Instant start = Instant.ofEpochSecond(hour);
      return change != null && change.getInstant().isAfter(start) ? change.getInstant() : start;
    }
    LocalDate date = dateOf(time, zone);
    LocalDate first =
        switch (grain) {
          case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
          case MONTH -> date.withDayOfMonth(1);
          case DAY, HOUR -> date;
        };
    return first.atStartOfDay(zone).toInstant();
  }

  /** The date whose day holds an instant, also where the clock went back over midnight. */
  private static LocalDate dateOf(Instant time, ZoneId zone) {
    LocalDate date = LocalDate.ofInstant(time, zone);
    boolean next = !date.plusDays(1).atStartOfDay(zone).toInstant().isAfter(time);
    return next ? date.plusDays(1) : date;
  }

  private static Instant end(Instant start, Grain grain, ZoneId zone) {
    if (grain != Grain.HOUR) {
      LocalDate date = LocalDate.ofInstant(start, zone);
      return next(date.atStartOfDay(), grain).toLocalDate().atStartOfDay(zone).toInstant();
    }
    LocalDateTime local = LocalDateTime.ofInstant(start, zone);
    LocalDateTime next = local.truncatedTo(ChronoUnit.HOURS).plusHours(1);
    Instant end = start.plus(Duration.between(local, next));
    ZoneOffsetTransition change = zone.getRules().nextTransition(start);
    return change != null && change.getInstant().isBefore(end) ? change.getInstant() : end;
  }
}
