package dev.plumbline.admin.answer;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads amounts, times and durations as people write them. */
public final class Choices {
  private static final Pattern LENGTH = Pattern.compile("(\\d{1,5}) ?(s|m|min|h|d|w)[a-z]*");
  private static final int MOST_DECIMALS = 12;

  private Choices() {}

  /** {@code 30m}, {@code 2 hours}, {@code 7d} or ISO 8601; an unknown one is an InvalidInput. */
  public static Duration length(String field, String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    Matcher matcher = LENGTH.matcher(plain);
    if (plain.equals("0")) {
      return Duration.ZERO;
    }
    if (matcher.matches()) {
      long count = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "s" -> Duration.ofSeconds(count);
        case "m", "min" -> Duration.ofMinutes(count);
        case "h" -> Duration.ofHours(count);
        case "d" -> Duration.ofDays(count);
        default -> Duration.ofDays(7 * count);
      };
    }
    try {
      Duration parsed = Duration.parse(text.strip().toUpperCase(Locale.ROOT));
      if (!parsed.isNegative()) {
        return parsed;
      }
    } catch (DateTimeException unknown) {
      // Told below.
    }
    throw new Failure.InvalidInput(
        "%s is %s, which is no length of time.".formatted(field, Untrusted.of(text).inline(60)),
        "Write one such as 30m, 24h or 7d.");
  }

  /** Such as {@code 24 h} or {@code 7 days}. */
  public static String words(Duration length) {
    if (length.toSeconds() % 86_400 == 0 && length.toDays() > 2) {
      return length.toDays() + " days";
    }
    if (length.toSeconds() % 3600 == 0) {
      return length.toHours() + " h";
    }
    return length.toSeconds() % 60 == 0 ? length.toMinutes() + " min" : length.toSeconds() + " s";
  }

  /** A time, a date (its end in the zone), or a length of time from now. */
  public static Instant end(String field, String text, Instant now, ZoneId zone) {
    String plain = text.strip();
    try {
      if (plain.matches("\\d{4}-\\d{2}-\\d{2}")) {
        return LocalDate.parse(plain).plusDays(1).atStartOfDay(zone).toInstant();
      }
      if (plain.matches("\\d{4}-\\d{2}-\\d{2}[Tt].*")) {
        return Instant.parse(plain.toUpperCase(Locale.ROOT));
      }
    } catch (DateTimeException unknown) {
      throw new Failure.InvalidInput(
          "%s is %s, which is no date or time.".formatted(field, Untrusted.of(text).inline(60)),
          "Write one such as 2026-12-31, 2026-12-31T18:00:00Z or 30d.");
    }
    return now.plus(length(field, plain));
  }

  /** A time, a date (its start in the zone), or a length of time back from now. */
  public static Instant since(String field, String text, Instant now, ZoneId zone) {
    String plain = text.strip();
    if (plain.matches("\\d{4}-.*")) {
      Instant end = end(field, plain, now, zone);
      return plain.length() == 10
          ? LocalDate.ofInstant(end, zone).minusDays(1).atStartOfDay(zone).toInstant()
          : end;
    }
    return now.minus(length(field, plain));
  }

  /** Dollars such as {@code 50}; more decimals than money has are an InvalidInput. */
  public static BigDecimal dollars(String field, BigDecimal amount) {
    if (amount.signum() <= 0 || amount.stripTrailingZeros().scale() > MOST_DECIMALS) {
      throw new Failure.InvalidInput(
          "%s is %s.".formatted(field, amount.toString()),
          "Give more than 0 dollars, with at most 12 decimals.");
    }
    return amount;
  }

  /** The constant of an enum by its name in lower case; null for null. */
  public static <E extends Enum<E>> @Nullable E constant(
      String field, @Nullable String text, E[] known) {
    if (text == null) {
      return null;
    }
    for (E one : known) {
      if (one.name().equalsIgnoreCase(text.strip().replace('-', '_').replace(' ', '_'))) {
        return one;
      }
    }
    StringBuilder names = new StringBuilder();
    for (E one : known) {
      names.append(names.isEmpty() ? "" : ", ").append(one.name().toLowerCase(Locale.ROOT));
    }
    throw new Failure.InvalidInput(
        "%s is %s.".formatted(field, Untrusted.of(text).inline(60)), "Known: " + names + ".");
  }
}
