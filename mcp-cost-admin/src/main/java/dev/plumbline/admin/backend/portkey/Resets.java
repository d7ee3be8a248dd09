package dev.plumbline.admin.backend.portkey;

import dev.plumbline.admin.backend.http.Fields;
import dev.plumbline.control.Period;
import dev.plumbline.control.Window;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** When Portkey starts usage anew: on Sundays and on the first of months, at midnight UTC. */
final class Resets {
  private static final Map<Period, String> NAMES =
      Map.of(Period.WEEK, "weekly", Period.MONTH, "monthly");

  private Resets() {}

  /** Its name for a period; null for all time. */
  static @Nullable String name(Period period) {
    return NAMES.get(period);
  }

  static Window window(JsonNode limits) {
    Period period =
        switch (Fields.textOrEmpty(limits, "periodic_reset")) {
          case "weekly" -> Period.WEEK;
          case "monthly" -> Period.MONTH;
          default -> Period.TOTAL;
        };
    return new Window(period, false, ZoneOffset.UTC);
  }

  static Instant start(Period period, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    LocalDate first =
        switch (period) {
          case WEEK -> today.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
          case MONTH -> today.withDayOfMonth(1);
          case DAY, HOUR -> today;
          case TOTAL -> LocalDate.EPOCH;
        };
    return first.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** When usage starts anew after a moment; null for never. */
  static @Nullable Instant next(Period period, Instant now) {
    LocalDate first = LocalDate.ofInstant(start(period, now), ZoneOffset.UTC);
    return switch (period) {
      case WEEK -> first.plusWeeks(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      case MONTH -> first.plusMonths(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      default -> null;
    };
  }
}
