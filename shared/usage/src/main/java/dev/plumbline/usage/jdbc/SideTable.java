package dev.plumbline.usage.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A table of what many events have in common, by number.
 *
 * @param table its name
 * @param key the column of its numbers
 * @param columns the rest; no two rows agree in all of them
 * @param numbers whether these are numbers, or else texts
 */
record SideTable(String table, String key, List<String> columns, boolean numbers) {
  /** Writes the values of {@link #columns}. */
  interface Row<K> {
    void write(K key, RowSink sink) throws SQLException;
  }

  private String staging() {
    return table.replace("usage_", "batch_");
  }

  /** Makes its staging table. */
  void stage(Connection connection) throws SQLException {
    List<String> definitions = new ArrayList<>(List.of("n bigint"));
    columns.forEach(name -> definitions.add(name + type(name)));
    Staging.create(connection, staging(), definitions);
  }

  private String type(String column) {
    if (column.equals("uid")) {
      return " uuid";
    }
    return numbers && !column.equals("catalog") ? " bigint" : " varchar";
  }

  /**
   * The numbers of rows, of which it adds those that are new.
   *
   * @param rows each with its place in the answer
   */
  <K> long[] numbers(Connection connection, Dialect dialect, Map<K, Integer> rows, Row<K> row)
      throws SQLException {
    long[] numbers = new long[rows.size()];
    if (rows.isEmpty()) {
      return numbers;
    }
    List<String> loaded = new ArrayList<>(List.of("n"));
    loaded.addAll(columns);
    dialect.load(
        connection,
        staging(),
        loaded,
        sink -> {
          for (Map.Entry<K, Integer> entry : rows.entrySet()) {
            sink.number((long) entry.getValue());
            row.write(entry.getKey(), sink);
            sink.endRow();
          }
        });
    find(connection, numbers);
    Staging.empty(connection, staging());
    add(connection, dialect, rows, row, numbers);
    return numbers;
  }

  private void find(Connection connection, long[] numbers) throws SQLException {
    String same =
        String.join(
            " and ",
            columns.stream()
                .map(name -> "t.%s is not distinct from b.%s".formatted(name, name))
                .toList());
    Sql sql =
        Sql.of("select b.n, t.%s from %s b join %s t on ".formatted(key, staging(), table) + same);
    try (PreparedStatement statement = sql.prepare(connection);
        ResultSet found = statement.executeQuery()) {
      while (found.next()) {
        numbers[found.getInt(1)] = found.getLong(2);
      }
    }
  }

  /** Numbers count from 1; 0 is where nothing was found. */
  private <K> void add(
      Connection connection, Dialect dialect, Map<K, Integer> rows, Row<K> row, long[] numbers)
      throws SQLException {
    if (Arrays.stream(numbers).allMatch(number -> number > 0)) {
      return;
    }
    long[] last = {
      Schema.number(connection, Sql.of("select coalesce(max(%s), 0) from %s".formatted(key, table)))
    };
    List<String> loaded = new ArrayList<>(List.of(key));
    loaded.addAll(columns);
    dialect.load(
        connection,
        table,
        loaded,
        sink -> {
          for (Map.Entry<K, Integer> entry : rows.entrySet()) {
            if (numbers[entry.getValue()] == 0) {
              numbers[entry.getValue()] = ++last[0];
              sink.number(last[0]);
              row.write(entry.getKey(), sink);
              sink.endRow();
            }
          }
        });
  }
}
