package dev.plumbline.usage.source.text;

import dev.plumbline.kernel.Failure;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * Reads moments as exports and logs write them: ISO 8601, {@code 2026-01-31 08:00:00}, days, and
 * seconds, milli-, micro- or nanoseconds since 1970.
 *
 * @param zone the zone of moments that name none
 * @param clock tells which moments have not come yet
 */
public record Times(ZoneId zone, Clock clock) {
  private static final int SHORTEST_INSTANT = 20;
  private static final Pattern EPOCH =
      Pattern.compile("-?[0-9]{6,25}(\\.[0-9]+)?([eE][+]?[0-9]{1,2})?");
  private static final Pattern OFFSET =
      Pattern.compile("([Zz]|[+-][0-9]{2}:?[0-9]{2}|[+-][0-9]{2})$");
  private static final Pattern PLAIN_OFFSET = Pattern.compile("([+-][0-9]{2})([0-9]{2})$");
  private static final Pattern HOUR_OFFSET = Pattern.compile("(T[^+-]*[+-][0-9]{2})$");
  private static final Instant OLDEST = Instant.parse("2015-01-01T00:00:00Z");
  private static final Duration AHEAD = Duration.ofDays(1);
  private static final BigDecimal SECONDS_END = new BigDecimal("1e11");
  private static final BigDecimal MILLIS_END = new BigDecimal("1e14");
  private static final BigDecimal MICROS_END = new BigDecimal("1e17");

  /** Moments that name no zone are UTC. */
  public Times(Clock clock) {
    this(ZoneOffset.UTC, clock);
  }

  /** The moment, or an {@code InvalidInput} where there is none or it cannot be right. */
  public Instant read(String text) {
    Instant time;
    try {
      time = parse(text.strip());
    } catch (DateTimeException | ArithmeticException | NumberFormatException unreadable) {
      throw new Failure.InvalidInput(
          "'" + shortened(text) + "' is no time.", "Write it as 2026-01-31T08:00:00Z.");
    }
    if (time.isBefore(OLDEST) || time.isAfter(clock.instant().plus(AHEAD))) {
      throw new Failure.InvalidInput(
          time + " cannot be right.", "A time lies between 2015 and tomorrow.");
    }
    return time;
  }

  private Instant parse(String text) {
    if (text.length() >= SHORTEST_INSTANT && text.charAt(10) == 'T' && text.endsWith("Z")) {
      return Instant.parse(text);
    }
    if (EPOCH.matcher(text).matches()) {
      return epoch(new BigDecimal(text));
    }
    String iso = text.replace(" UTC", "Z");
    if (iso.length() > 10 && iso.charAt(10) == ' ') {
      iso = iso.substring(0, 10) + "T" + iso.substring(11).replace(" ", "");
    }
    if (iso.length() == 10) {
      return LocalDate.parse(iso).atStartOfDay(zone).toInstant();
    }
    if (OFFSET.matcher(iso).find() && iso.indexOf('T') > 0) {
      return OffsetDateTime.parse(withColon(iso)).toInstant();
    }
    return LocalDateTime.parse(iso).atZone(zone).toInstant();
  }

  /** {@code +0200} and {@code +02} as {@code +02:00}. */
  private static String withColon(String iso) {
    String colon = PLAIN_OFFSET.matcher(iso).replaceFirst("$1:$2");
    return HOUR_OFFSET.matcher(colon).replaceFirst("$1:00");
  }

  private static Instant epoch(BigDecimal number) {
    int decimals =
        number.compareTo(SECONDS_END) < 0
            ? 0
            : number.compareTo(MILLIS_END) < 0 ? 3 : number.compareTo(MICROS_END) < 0 ? 6 : 9;
    BigDecimal[] parts = number.movePointLeft(decimals).divideAndRemainder(BigDecimal.ONE);
    return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].movePointRight(9).longValue());
  }

  private static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }
}
