package dev.plumbline.testkit.snowflake.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * A result column as Snowflake describes it.
 *
 * @param type Snowflake's internal name, such as {@code fixed} or {@code timestamp_ntz}
 * @param precision digits; null where the type has none
 * @param scale digits after the point, of a second for times; null where the type has none
 * @param length characters or bytes; null where the type has none
 */
public record Column(
    String name,
    String type,
    @Nullable Integer precision,
    @Nullable Integer scale,
    @Nullable Integer length) {
  private static final int LONGEST_TEXT = 16_777_216;
  private static final int LONGEST_BINARY = 8_388_608;
  private static final int NANOSECONDS = 9;

  static Column fixed(String name, int precision, int scale) {
    return new Column(name, "fixed", precision, scale, null);
  }

  static Column text(String name) {
    return new Column(name, "text", null, null, LONGEST_TEXT);
  }

  static Column binary(String name) {
    return new Column(name, "binary", null, null, LONGEST_BINARY);
  }

  static Column time(String name, String type) {
    return new Column(name, type, 0, NANOSECONDS, null);
  }

  static Column plain(String name, String type) {
    return new Column(name, type, null, null, null);
  }
}
