package dev.plumbline.control.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One statement with the values of its question marks: texts, numbers, instants and nulls. */
final class Query {
  private final String text;
  private final List<@Nullable Object> values;

  Query(String text, @Nullable Object... values) {
    this.text = text;
    this.values = Arrays.asList(values);
  }

  /** Makes something of one row. */
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** A parameter that is an instant. */
  static final String TIME = "cast(? as timestamp)";

  /** Runs it as a change and returns how many rows it touched. */
  int change(Connection connection) throws SQLException {
    try (PreparedStatement statement = prepare(connection)) {
      return statement.executeUpdate();
    }
  }

  /** The rows that it finds. */
  <T> List<T> rows(Connection connection, Row<T> row) throws SQLException {
    try (PreparedStatement statement = prepare(connection);
        ResultSet found = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (found.next()) {
        rows.add(row.of(found));
      }
      return rows;
    }
  }

  /** The one number that it finds. */
  long number(Connection connection) throws SQLException {
    return rows(connection, row -> row.getLong(1)).getFirst();
  }

  /** The instant that a timestamp cast to text stands for. */
  static Instant time(String text) {
    return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
  }

  private PreparedStatement prepare(Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(text);
    try {
      for (int i = 0; i < values.size(); i++) {
        bind(statement, i + 1, values.get(i));
      }
      return statement;
    } catch (SQLException failed) {
      statement.close();
      throw failed;
    }
  }

  private static void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setString(index, null);
      case Long number -> statement.setLong(index, number);
      case Integer number -> statement.setInt(index, number);
      default -> statement.setString(index, text(value));
    }
  }

  /** A value as a database reads it from text. */
  static String text(Object value) {
    return switch (value) {
      case String text -> text.replace('\0', '\uFFFD');
      case Long number -> number.toString();
      case Integer number -> number.toString();
      case Instant time ->
          LocalDateTime.ofInstant(time, ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS).toString();
      default -> throw new IllegalArgumentException("no parameter: " + value.getClass());
    };
  }
}
