package dev.plumbline.sonarqube.sonar;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes the dates of the web API, and reads its durations. */
public final class Times {
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ");
  private static final Pattern EFFORT = Pattern.compile("(\\d{1,9})\\s*(d|h|min)");

  private Times() {}

  static Optional<Instant> instant(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text, DATE_TIME).toInstant());
    } catch (DateTimeParseException otherFormat) {
      return Optional.empty();
    }
  }

  /** A moment as the web API takes it, to the second. */
  public static String text(Instant time) {
    return DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
  }

  /** Reads an effort such as {@code 1d 2h 30min}, whose day has eight hours, in minutes. */
  static long minutes(String effort) {
    long minutes = 0;
    Matcher matcher = EFFORT.matcher(effort);
    while (matcher.find()) {
      long count = Long.parseLong(matcher.group(1));
      minutes +=
          switch (matcher.group(2)) {
            case "d" -> count * 480;
            case "h" -> count * 60;
            default -> count;
          };
    }
    return minutes;
  }
}
