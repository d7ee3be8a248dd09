package dev.plumbline.testkit.snowflake.jdbc;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a driver bound to one question mark.
 *
 * @param type Snowflake's name, such as {@code FIXED}
 * @param values one, or one for each row of a batch
 */
public record Binding(String type, List<@Nullable String> values, boolean batch) {
  private static final long NANOS = 1_000_000_000L;
  private static final long MILLIS_OF_DAY = 86_400_000L;

  /** The value of a row as DuckDB takes it. */
  @Nullable Object value(int row) throws Rejection {
    String text = values.get(batch ? row : 0);
    if (text == null) {
      return null;
    }
    try {
      return switch (type) {
        case "FIXED" -> fixed(text);
        case "REAL" -> Double.valueOf(text);
        case "TEXT", "ANY", "VARIANT" -> text;
        case "BOOLEAN" -> "true".equalsIgnoreCase(text) || "1".equals(text);
        case "DATE" -> LocalDate.ofEpochDay(Math.floorDiv(Long.parseLong(text), MILLIS_OF_DAY));
        case "TIME" -> LocalTime.ofNanoOfDay(Long.parseLong(text));
        case "TIMESTAMP_NTZ" -> LocalDateTime.ofInstant(instant(text), ZoneOffset.UTC);
        case "TIMESTAMP_LTZ", "TIMESTAMP_TZ" ->
            OffsetDateTime.ofInstant(instant(text.split(" ", 2)[0]), ZoneOffset.UTC);
        case "BINARY" -> HexFormat.of().parseHex(text);
        default ->
            throw new Rejection("002050", "22000", "Unsupported data type for binding: " + type);
      };
    } catch (IllegalArgumentException unreadable) {
      throw new Rejection("100038", "22018", type + " value '" + text + "' is not recognized");
    }
  }

  private static Object fixed(String text) {
    BigDecimal number = new BigDecimal(text);
    return number.scale() <= 0 && number.precision() <= 18 ? number.longValueExact() : number;
  }

  private static Instant instant(String nanos) {
    BigDecimal all = new BigDecimal(nanos);
    BigDecimal[] parts = all.divideAndRemainder(BigDecimal.valueOf(NANOS));
    return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
  }
}
