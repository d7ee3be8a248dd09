package dev.plumbline.testkit.snowflake.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duckdb.DuckDBConnection;

/**
 * The account's data in an in-memory DuckDB: databases, schemas, tables, and Snowflake's functions
 * as macros. Every session is a connection of its own; closing the engine drops everything.
 */
public final class Engine implements AutoCloseable {
  private static final List<String> MACROS =
      List.of(
          "iff(c, a, b) as case when c then a else b end",
          "nvl(a, b) as coalesce(a, b)",
          "zeroifnull(a) as coalesce(a, 0)",
          "div0(a, b) as case when b = 0 then 0 else a / b end",
          "parse_json(a) as cast(a as json)",
          "try_parse_json(a) as try_cast(a as json)",
          "to_variant(a) as to_json(a)",
          "get(v, k) as json_extract(v, '/' || replace(replace(k, '~', '~0'), '/', '~1'))",
          "as_varchar(v) as json_extract_string(v, '$')",
          "get_path(v, p) as json_extract(v, '$.' || p)",
          "to_varchar(a) as cast(a as varchar)",
          "to_date(a) as cast(a as date)",
          "to_timestamp_ntz(a) as cast(a as timestamp)",
          "to_timestamp_tz(a) as cast(a as timestamptz)",
          "to_timestamp_ltz(a) as cast(a as timestamptz)",
          "sysdate() as timezone('UTC', now())",
          "uuid_string() as cast(uuid() as varchar)",
          "approx_percentile(a, p) as quantile_cont(a, p)",
          "convert_timezone(z, t) as timezone(z, cast(t as timestamptz)),"
              + " (f, z, t) as timezone(z, timezone(f, cast(t as timestamp)))");

  private final DuckDBConnection root;

  /** Opens an account with one database and its schema {@code PUBLIC}. */
  public Engine(String database) {
    try {
      root = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
      try (Statement statement = root.createStatement()) {
        for (String macro : MACROS) {
          statement.execute("create macro " + macro);
        }
        statement.execute("create table dual as select 0 as dummy");
      }
      try (Statement statement = root.createStatement()) {
        createDatabase(statement, database);
      }
    } catch (SQLException broken) {
      throw new IllegalStateException("No in-memory DuckDB: " + broken.getMessage(), broken);
    }
  }

  static void createDatabase(Statement statement, String database) throws SQLException {
    String name = '"' + database.replace("\"", "\"\"") + '"';
    statement.execute("attach ':memory:' as " + name);
    statement.execute("create schema " + name + ".\"PUBLIC\"");
  }

  /** Opens a session in UTC, in no database. */
  public EngineSession open() throws Rejection {
    try {
      Connection connection = root.duplicate();
      return new EngineSession(connection);
    } catch (SQLException broken) {
      throw DuckDbErrors.rejection(broken);
    }
  }

  @Override
  public void close() {
    try {
      root.close();
    } catch (SQLException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
