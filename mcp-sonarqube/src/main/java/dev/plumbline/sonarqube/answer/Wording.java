package dev.plumbline.sonarqube.answer;

import dev.plumbline.mcp.text.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Numbers, durations and dates in words people use. */
public final class Wording {
  /** SonarQube's working day. */
  private static final int DAY_MINUTES = 8 * 60;

  private Wording() {}

  /** The parts of an answer, one below the other; empty ones are left out. */
  public static String paragraphs(String... parts) {
    return Text.paragraphs(parts);
  }

  public static String count(long number) {
    return Text.count(number);
  }

  /** {@code 1 issue}, {@code 2 issues}. */
  public static String count(long number, String thing) {
    return Text.count(number, thing);
  }

  /** An effort such as {@code 3 d 2 h}, with days of eight hours. */
  public static String effort(long minutes) {
    if (minutes == 0) {
      return "0 min";
    }
    long days = minutes / DAY_MINUTES;
    long hours = minutes % DAY_MINUTES / 60;
    long rest = minutes % 60;
    StringBuilder text = new StringBuilder();
    if (days > 0) {
      text.append(count(days)).append(" d ");
    }
    if (hours > 0) {
      text.append(hours).append(" h ");
    }
    if (rest > 0 && days == 0) {
      text.append(rest).append(" min");
    }
    return text.toString().strip();
  }

  /** An effort in working days, to one decimal. */
  public static double days(long minutes) {
    return Math.round(minutes * 10.0 / DAY_MINUTES) / 10.0;
  }

  public static String date(Optional<Instant> time) {
    return time.map(known -> known.atOffset(ZoneOffset.UTC).toLocalDate().toString()).orElse("–");
  }

  public static String age(Optional<Instant> time) {
    long days = time.map(known -> Duration.between(known, Instant.now()).toDays()).orElse(-1L);
    if (days < 0) {
      return "–";
    }
    return days == 0 ? "today" : days < 60 ? days + " d" : days / 30 + " months";
  }

  /** A rating such as {@code 2.0} as its letter. */
  public static String rating(double value) {
    int index = (int) Math.round(value) - 1;
    return index >= 0 && index < 5 ? "ABCDE".substring(index, index + 1) : "–";
  }

  public static String decimal(double value) {
    String text = String.format(Locale.ROOT, "%,.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** {@code 2 BLOCKER, 5 HIGH}, without the zeros. */
  public static String counts(Map<String, Long> counts) {
    String text =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .map(entry -> count(entry.getValue()) + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    return text.isEmpty() ? "none" : text;
  }
}
