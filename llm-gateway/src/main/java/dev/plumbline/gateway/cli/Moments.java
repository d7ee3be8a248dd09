package dev.plumbline.gateway.cli;

import dev.plumbline.kernel.Failure;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and durations as people type them. */
final class Moments {
  private static final Pattern SHORT = Pattern.compile("([0-9]{1,5})([dhms])");

  private Moments() {}

  /** A duration such as {@code 30d}, {@code 12h}, {@code 45m}, {@code 10s} or {@code PT1H}. */
  static Duration duration(String text) {
    Matcher brief = SHORT.matcher(text);
    if (brief.matches()) {
      long amount = Long.parseLong(brief.group(1));
      return switch (brief.group(2)) {
        case "d" -> Duration.ofDays(amount);
        case "h" -> Duration.ofHours(amount);
        case "m" -> Duration.ofMinutes(amount);
        default -> Duration.ofSeconds(amount);
      };
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeException unreadable) {
      throw new Failure.Misconfigured(
          "'" + text + "' is no duration.", "Write 30d, 12h, 45m or PT1H.");
    }
  }

  /** A moment, or that after a duration from now. */
  static Instant at(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException notOne) {
      return Instant.now().plus(duration(text));
    }
  }
}
