package dev.plumbline.usage.jdbc;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The text of a statement under construction with the values of its parameters, in order. */
final class Sql {
  private final StringBuilder text = new StringBuilder();
  private final List<Object> values = new ArrayList<>();

  /** Starts a statement. */
  static Sql of(String text, Object... values) {
    return new Sql().add(text, values);
  }

  /** Adds text with one {@code ?} for each value; an instant stands for {@link #TIME}. */
  Sql add(String more, Object... parameters) {
    text.append(more);
    values.addAll(List.of(parameters));
    return this;
  }

  /** Adds another statement's text and values. */
  Sql add(Sql other) {
    text.append(other.text);
    values.addAll(other.values);
    return this;
  }

  /** A parameter that is an instant: no driver's own time types are in play. */
  static final String TIME = "cast(? as timestamp)";

  /** The text with question marks. */
  String text() {
    return text.toString();
  }

  /** Prepares it and binds its values; the caller closes it. */
  PreparedStatement prepare(Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(text());
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

  /** Runs it as a change and returns how many rows it touched. */
  long change(Connection connection) throws SQLException {
    try (PreparedStatement statement = prepare(connection)) {
      return statement.executeUpdate();
    }
  }

  /** An instant as all three databases read and write one, in UTC with microseconds. */
  static String time(Instant instant) {
    LocalDateTime local = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    return "%04d-%02d-%02d %02d:%02d:%02d.%06d"
        .formatted(
            local.getYear(),
            local.getMonthValue(),
            local.getDayOfMonth(),
            local.getHour(),
            local.getMinute(),
            local.getSecond(),
            local.getNano() / 1000);
  }

  /** The instant that a timestamp cast to text stands for. */
  static Instant time(String text) {
    return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
  }

  private static void bind(PreparedStatement statement, int index, Object value)
      throws SQLException {
    switch (value) {
      case Instant instant -> statement.setString(index, time(instant));
      case String string -> statement.setString(index, Texts.kept(string));
      case BigDecimal decimal -> statement.setBigDecimal(index, decimal);
      case Integer number -> statement.setInt(index, number);
      case Long number -> statement.setLong(index, number);
      case Double number -> statement.setDouble(index, number);
      default -> throw new IllegalArgumentException("no parameter: " + value.getClass());
    }
  }
}
