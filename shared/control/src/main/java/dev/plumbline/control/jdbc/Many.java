package dev.plumbline.control.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows that go to the database as one text for each column, so that it plans a statement of a few
 * parameters however many rows there are.
 *
 * @param columns each with its type, such as {@code live integer}
 */
record Many(List<String> columns) {
  private static final int AT_ONCE = 1000;

  static Many of(String... columns) {
    return new Many(List.of(columns));
  }

  /** Parts of a list of which each fits one statement. */
  static <T> List<List<T>> chunks(List<T> all) {
    List<List<T>> chunks = new ArrayList<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      chunks.add(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
    }
    return chunks;
  }

  /**
   * Adds the rows to a table; they differ in their keys.
   *
   * @param conflict what happens to those that are there, beginning with a blank; empty to fail
   */
  void insert(
      Connection connection, String table, List<List<@Nullable Object>> rows, String conflict)
      throws SQLException {
    String names = columns.stream().map(Many::name).collect(Collectors.joining(", "));
    for (List<List<@Nullable Object>> some : chunks(rows)) {
      String text =
          "insert into %s (%s) select %s from %s as rows_of%s"
              .formatted(table, names, names, source(), conflict);
      new Query(text, values(some)).change(connection);
    }
  }

  /** The rows as something to select from; its question marks take {@link #values}. */
  String source() {
    String texts =
        columns.stream()
            .map(column -> "unnest(string_to_array(?, ?)) as " + name(column))
            .collect(Collectors.joining(", "));
    String read = columns.stream().map(Many::read).collect(Collectors.joining(", "));
    return "(select %s from (select %s) as texts)".formatted(read, texts);
  }

  /** A column out of its text: {@code v} and the value, or {@code n} for null. */
  private static String read(String column) {
    String name = name(column);
    return "cast(case when substr(%s, 1, 1) = 'v' then substr(%s, 2) end as %s) as %s"
        .formatted(name, name, column.substring(name.length() + 1), name);
  }

  private static String name(String column) {
    return column.substring(0, column.indexOf(' '));
  }

  /** The parameters of {@link #source}. */
  @Nullable Object[] values(List<List<@Nullable Object>> rows) {
    // No value holds it, as nobody knows it before.
    String between = "\u001f" + UUID.randomUUID() + "\u001f";
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int column = i;
      values.add(
          rows.stream().map(row -> text(row.get(column))).collect(Collectors.joining(between)));
      values.add(between);
    }
    return values.toArray();
  }

  private static String text(@Nullable Object value) {
    return value == null ? "n" : "v" + Query.text(value);
  }
}
