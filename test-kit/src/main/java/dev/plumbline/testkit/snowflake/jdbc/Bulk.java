package dev.plumbline.testkit.snowflake.jdbc;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Inserts a batch in one statement: the bound rows go to a temporary table, and {@code values (?,
 * …)} becomes a select from it.
 */
final class Bulk {
  private static final Pattern INSERT =
      Pattern.compile(
          "\\s*insert\\s+into\\s+[^?]*?\\s*\\bvalues\\s*\\((.*)\\)\\s*;?\\s*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final String TABLE = "bound_rows";
  private static final int WIDEST = 38;

  private final String insert;

  private Bulk(String insert) {
    this.insert = insert;
  }

  /** An insert of one tuple of values; null for every other statement. */
  static @Nullable Bulk of(String sql) {
    String mask = SqlText.of(sql).mask();
    Matcher matcher = INSERT.matcher(mask);
    if (!matcher.matches() || !balanced(matcher.group(1))) {
      return null;
    }
    int values = mask.toLowerCase(Locale.ROOT).lastIndexOf("values", matcher.start(1));
    StringBuilder text = new StringBuilder(sql.substring(0, values)).append("select ");
    int parameter = 0;
    for (int at = matcher.start(1); at < matcher.end(1); at++) {
      if (mask.charAt(at) == '?') {
        parameter++;
        text.append("bound_").append(parameter);
      } else {
        text.append(sql.charAt(at));
      }
    }
    return new Bulk(text.append(" from temp.main.").append(TABLE).toString());
  }

  private static boolean balanced(String tuple) {
    int depth = 0;
    for (int at = 0; at < tuple.length(); at++) {
      char c = tuple.charAt(at);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth < 0) {
        return false;
      }
    }
    return depth == 0;
  }

  long execute(Connection connection, SortedMap<Integer, Binding> bindings, int rows)
      throws SQLException, Rejection {
    List<List<@Nullable Object>> columns = new ArrayList<>();
    List<String> definitions = new ArrayList<>();
    for (var binding : bindings.entrySet()) {
      List<@Nullable Object> values = new ArrayList<>(rows);
      for (int row = 0; row < rows; row++) {
        values.add(binding.getValue().value(row));
      }
      columns.add(values);
      definitions.add("bound_" + binding.getKey() + " " + type(values));
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create or replace temp table " + TABLE + " (" + String.join(", ", definitions) + ")");
    }
    append(connection, columns, rows);
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(insert);
    }
  }

  private static void append(Connection connection, List<List<@Nullable Object>> columns, int rows)
      throws SQLException {
    List<Integer> scales = columns.stream().map(Bulk::scale).toList();
    DuckDBConnection duckdb = connection.unwrap(DuckDBConnection.class);
    try (DuckDBAppender appender = duckdb.createAppender("temp", "main", TABLE)) {
      for (int row = 0; row < rows; row++) {
        appender.beginRow();
        for (int i = 0; i < columns.size(); i++) {
          append(appender, columns.get(i).get(row), scales.get(i));
        }
        appender.endRow();
      }
    }
  }

  private static void append(DuckDBAppender appender, @Nullable Object value, int scale)
      throws SQLException {
    switch (value) {
      case null -> appender.appendNull();
      case Long number when scale < 0 -> appender.append(number.longValue());
      case Long number -> appender.append(BigDecimal.valueOf(number).setScale(scale));
      case BigDecimal number -> appender.append(number.setScale(scale));
      case Double number -> appender.append(number.doubleValue());
      case Boolean flag -> appender.append(flag.booleanValue());
      case LocalDate day -> appender.append(day);
      case LocalTime time -> appender.append(time);
      case LocalDateTime time -> appender.append(time);
      case OffsetDateTime time -> appender.append(time);
      case byte[] bytes -> appender.append(bytes);
      default -> appender.append(value.toString());
    }
  }

  private static String type(List<@Nullable Object> values) {
    Object first = values.stream().filter(value -> value != null).findFirst().orElse("");
    return switch (first) {
      case Long _, BigDecimal _ -> scale(values) < 0 ? "bigint" : decimal(scale(values));
      case Double _ -> "double";
      case Boolean _ -> "boolean";
      case LocalDate _ -> "date";
      case LocalTime _ -> "time";
      case LocalDateTime _ -> "timestamp";
      case OffsetDateTime _ -> "timestamptz";
      case byte[] _ -> "blob";
      default -> "varchar";
    };
  }

  private static String decimal(int scale) {
    return "decimal(" + WIDEST + ", " + scale + ")";
  }

  /** The digits after the point that a column of numbers needs; negative where all are longs. */
  private static int scale(List<@Nullable Object> values) {
    return values.stream()
        .filter(BigDecimal.class::isInstance)
        .mapToInt(value -> Math.max(0, ((BigDecimal) value).scale()))
        .max()
        .orElse(-1);
  }
}
