package dev.plumbline.benchmarks.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Does for a PostgreSQL ledger what a good administrator would. */
public final class PostgresAdministrator {
  /** Beside those of the ledger: id, time, user and time, session. */
  private static final List<String> INDEXES =
      List.of("department, started", "model, started", "task, started", "provider, started");

  private final int port;
  private final String user;
  private final String password;

  public PostgresAdministrator(int port, String user, String password) {
    this.port = port;
    this.user = user;
    this.password = password;
  }

  /** Gives the server memory for this machine; takes effect when it is started again. */
  public void configure() {
    run(
        "alter system set shared_buffers = '4GB'",
        "alter system set effective_cache_size = '12GB'",
        "alter system set work_mem = '128MB'",
        "alter system set maintenance_work_mem = '1GB'",
        "alter system set max_wal_size = '8GB'",
        "alter system set checkpoint_timeout = '15min'",
        "alter system set random_page_cost = 1.1",
        "alter system set max_parallel_workers_per_gather = 2");
  }

  /** Adds the indexes that the standard questions could use. */
  public void index() {
    for (String columns : INDEXES) {
      String name = "usage_event_" + columns.replace(", ", "_");
      run("create index if not exists " + name + " on usage_event (" + columns + ")");
    }
  }

  /** Brings statistics and the visibility map up to date. */
  public void vacuum() {
    run("vacuum (analyze) usage_event", "checkpoint");
  }

  /** Bytes of the events' table. */
  public long tableBytes() {
    return number("select pg_table_size('usage_event')");
  }

  /** Bytes of its indexes. */
  public long indexBytes() {
    return number("select pg_indexes_size('usage_event')");
  }

  /** Such as {@code 18.1}. */
  public String version() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show server_version")) {
      row.next();
      return row.getString(1);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private long number(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException failed) {
      throw new IllegalStateException(sql, failed);
    }
  }

  private void run(String... statements) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", user, password);
  }
}
