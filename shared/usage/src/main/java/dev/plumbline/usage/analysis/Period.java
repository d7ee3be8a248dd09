package dev.plumbline.usage.analysis;

import dev.plumbline.kernel.TimeRange;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * What a text about time was taken to mean.
 *
 * @param asked the text
 * @param range the stretch of time meant, never reaching beyond now
 * @param before the stretch to compare it to: the unit before, up to the same point of it
 * @param name what the range is, in words, such as {@code last week}
 */
public record Period(String asked, TimeRange range, TimeRange before, String name) {
  private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

  /** The assumed range in words, such as {@code last week: 2026-10-05 to 2026-10-11 (UTC)}. */
  public String statement() {
    return "%s: %s (%s)".formatted(name, text(range), range.zone());
  }

  /** The range compared to, in words. */
  public String beforeStatement() {
    return text(before);
  }

  /** A range in words: its days, with times of day where it does not end at midnight. */
  public static String text(TimeRange range) {
    ZoneId zone = range.zone();
    LocalDateTime from = LocalDateTime.ofInstant(range.from(), zone);
    LocalDateTime to = LocalDateTime.ofInstant(range.to(), zone);
    boolean days =
        from.toLocalTime().equals(LocalTime.MIDNIGHT)
            && to.toLocalTime().equals(LocalTime.MIDNIGHT);
    if (!days) {
      return MINUTES.format(from) + " to " + MINUTES.format(to);
    }
    return range.firstDay().equals(range.lastDay())
        ? range.firstDay().toString()
        : range.firstDay() + " to " + range.lastDay();
  }
}
