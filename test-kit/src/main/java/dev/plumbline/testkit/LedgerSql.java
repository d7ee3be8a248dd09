package dev.plumbline.testkit;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Asks a DuckDB file in plain SQL; knows nothing of the ledger's own queries. */
public final class LedgerSql implements AutoCloseable {
  /** The raw columns of the table of events, and sums of them that would be long to write out. */
  private static final String VIEW =
      """
      create temp view e as select *,
        cost_uncached_input + cost_cache_read + cost_cache_write + cost_output + cost_other as cost,
        uncached_input + cache_read + cache_write_5m + cache_write_1h as input,
        cache_outcome in ('exact', 'semantic', 'coalesced') as hit
      from usage_event
      """;

  private final Connection connection;

  /** Opens a file that nobody else holds. */
  public LedgerSql(Path file) throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute(VIEW);
    }
  }

  /** The first column of every row, as text; null is {@code null}. */
  public List<String> column(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(1)));
      }
    }
    return values;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
