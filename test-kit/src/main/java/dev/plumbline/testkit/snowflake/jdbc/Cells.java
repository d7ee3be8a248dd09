package dev.plumbline.testkit.snowflake.jdbc;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads DuckDB's results as Snowflake's columns and cells. */
final class Cells {
  private static final int WIDEST = 38;
  private static final int NANO_DIGITS = 9;

  private Cells() {}

  static List<Column> columns(ResultSetMetaData meta, SqlText text) throws SQLException, Rejection {
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      String label = meta.getColumnLabel(i);
      String name = text.quotes(label) ? label : label.toUpperCase(Locale.ROOT);
      columns.add(column(name, meta.getColumnTypeName(i), meta.getPrecision(i), meta.getScale(i)));
    }
    return columns;
  }

  private static Column column(String name, String type, int precision, int scale)
      throws Rejection {
    String base = type.replaceFirst("\\(.*", "");
    return switch (base) {
      case "BOOLEAN" -> Column.plain(name, "boolean");
      case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT" -> Column.fixed(name, WIDEST, 0);
      case "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT" ->
          Column.fixed(name, WIDEST, 0);
      case "DECIMAL" -> Column.fixed(name, precision, scale);
      case "FLOAT", "DOUBLE" -> Column.plain(name, "real");
      case "VARCHAR", "\"NULL\"", "NULL", "UNKNOWN", "ENUM", "UUID" -> Column.text(name);
      case "JSON" -> Column.plain(name, "variant");
      case "DATE" -> Column.plain(name, "date");
      case "TIME" -> Column.time(name, "time");
      case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" ->
          Column.time(name, "timestamp_ntz");
      case "TIMESTAMP WITH TIME ZONE" -> Column.time(name, "timestamp_ltz");
      case "BLOB" -> Column.binary(name);
      default ->
          throw new Rejection(
              "000002", "0A000", "Unsupported feature: results of type " + type + ".");
    };
  }

  static List<@Nullable String> row(ResultSet results, List<Column> columns) throws SQLException {
    List<@Nullable String> cells = new ArrayList<>(columns.size());
    for (int i = 1; i <= columns.size(); i++) {
      cells.add(results.getObject(i) == null ? null : cell(results, i, columns.get(i - 1)));
    }
    return cells;
  }

  private static String cell(ResultSet results, int i, Column column) throws SQLException {
    return switch (column.type()) {
      case "boolean" -> results.getBoolean(i) ? "1" : "0";
      case "fixed" -> new BigDecimal(String.valueOf(results.getObject(i))).toPlainString();
      case "real" -> real(results.getDouble(i));
      case "date" -> Long.toString(results.getObject(i, LocalDate.class).toEpochDay());
      case "time" -> seconds(0, results.getObject(i, LocalTime.class).toNanoOfDay());
      case "timestamp_ntz" ->
          seconds(results.getObject(i, LocalDateTime.class).toInstant(ZoneOffset.UTC));
      case "timestamp_ltz" -> seconds(results.getObject(i, OffsetDateTime.class).toInstant());
      case "binary" -> HexFormat.of().withUpperCase().formatHex(results.getBytes(i));
      default -> results.getString(i);
    };
  }

  private static String real(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    return Double.toString(value);
  }

  private static String seconds(Instant time) {
    return seconds(time.getEpochSecond(), time.getNano());
  }

  private static String seconds(long seconds, long nanos) {
    return BigDecimal.valueOf(seconds)
        .add(BigDecimal.valueOf(nanos, NANO_DIGITS))
        .setScale(NANO_DIGITS)
        .toPlainString();
  }
}
