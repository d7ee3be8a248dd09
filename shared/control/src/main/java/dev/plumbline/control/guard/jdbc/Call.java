package dev.plumbline.control.guard.jdbc;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement with the values of its question marks: texts, numbers, truth values, instants,
 * nulls and lists of them.
 */
final class Call {
  private final String text;
  private final List<@Nullable Object> values;

  Call(String text, @Nullable Object... values) {
    this.text = text;
    this.values = Arrays.asList(values);
  }

  /** Makes something of one row. */
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** A list with the type of its elements; a list in it becomes the text of an array. */
  record Many(String type, Collection<? extends @Nullable Object> elements) {}

  static Many texts(Collection<String> elements) {
    return new Many("text", elements);
  }

  static Many numbers(Collection<BigDecimal> elements) {
    return new Many("numeric", elements);
  }

  static Many times(Collection<Instant> elements) {
    return new Many("timestamptz", elements);
  }

  /** A statement about several things, each a row of values, whose columns it takes as lists. */
  static Call together(String text, List<String> types, List<List<@Nullable Object>> rows) {
    @Nullable Object[] columns = new @Nullable Object[types.size()];
    for (int i = 0; i < columns.length; i++) {
      List<@Nullable Object> column = new ArrayList<>();
      for (List<@Nullable Object> row : rows) {
        column.add(row.get(i));
      }
      columns[i] = new Many(types.get(i), column);
    }
    return new Call(text, columns);
  }

  /** The text as PostgreSQL can keep it: no NUL, and no half of a surrogate pair. */
  static String kept(String text) {
    String whole = text.indexOf(0) < 0 ? text : text.replace('\0', '\uFFFD');
    return new String(whole.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /** The rows that it finds. */
  <T> List<T> rows(Connection connection, Row<T> row) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      for (int i = 0; i < values.size(); i++) {
        bind(connection, statement, i + 1, values.get(i));
      }
      try (ResultSet found = statement.executeQuery()) {
        List<T> rows = new ArrayList<>();
        while (found.next()) {
          rows.add(row.of(found));
        }
        return rows;
      }
    }
  }

  /** The one row that it finds. */
  <T> T row(Connection connection, Row<T> row) throws SQLException {
    return rows(connection, row).getFirst();
  }

  /** Runs it for what it does. */
  void run(Connection connection) throws SQLException {
    rows(connection, row -> "");
  }

  private static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS).toString();
  }

  private static void bind(
      Connection connection, PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setString(index, null);
      case String string -> statement.setString(index, kept(string));
      case BigDecimal decimal -> statement.setBigDecimal(index, decimal);
      case Boolean truth -> statement.setBoolean(index, truth);
      case Instant instant -> statement.setString(index, time(instant));
      case Many many -> statement.setArray(index, array(connection, many));
      default -> throw new IllegalArgumentException("no parameter: " + value.getClass());
    }
  }

  private static Array array(Connection connection, Many many) throws SQLException {
    List<@Nullable Object> elements = new ArrayList<>();
    for (Object element : many.elements()) {
      elements.add(
          switch (element) {
            case Many list -> array(connection, list).toString();
            case String string -> kept(string);
            case Instant instant -> time(instant);
            case null, default -> element;
          });
    }
    return connection.createArrayOf(many.type(), elements.toArray());
  }
}
