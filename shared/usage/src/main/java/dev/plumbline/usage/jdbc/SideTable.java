package dev.plumbline.usage.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
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
    return "batch_" + key;
  }

  /** Makes its staging table. */
  void stage(Connection connection) throws SQLException {
    List<String> definitions = new ArrayList<>(List.of("n bigint"));
    columns.forEach(name -> definitions.add(name + type(name)));
    Staging.create(connection, staging(), definitions);
  }

  private String type(String column) {
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
    addNew(connection);
    String select = "select b.n, t.%s from %s b join %s t on ".formatted(key, staging(), table);
    try (PreparedStatement statement = Sql.of(select + same()).prepare(connection);
        ResultSet found = statement.executeQuery()) {
      while (found.next()) {
        numbers[found.getInt(1)] = found.getLong(2);
      }
    }
    Staging.empty(connection, staging());
    return numbers;
  }

  private void addNew(Connection connection) throws SQLException {
    String all = String.join(", ", columns);
    Sql.of("insert into %s (%s, %s) select ".formatted(table, key, all))
        .add("(select coalesce(max(%s), 0) from %s)".formatted(key, table))
        .add(" + row_number() over (order by n), " + all + " from (select min(n) as n, " + all)
        .add(" from %s b where not exists (select 1 from %s t where ".formatted(staging(), table))
        .add(same() + ") group by " + all + ") q")
        .change(connection);
  }

  private String same() {
    return String.join(
        " and ",
        columns.stream().map(name -> "t.%s is not distinct from b.%s".formatted(name, name)).toList());
  }
}
