package dev.plumbline.testkit.snowflake.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * When Snowflake's transactions begin and end: with autocommit off the first change begins one, a
 * definition ends it. A failed statement ends DuckDB's transaction, though Snowflake's stays open.
 */
final class Transaction {
  private final Connection connection;
  private boolean autocommit = true;
  private boolean open;

  Transaction(Connection connection) {
    this.connection = connection;
  }

  boolean autocommit() {
    return autocommit;
  }

  void autocommit(boolean on) throws SQLException {
    if (on && !autocommit) {
      commit();
    }
    autocommit = on;
  }

  Answer execute(SqlText text) throws SQLException {
    String word = text.code().strip().toLowerCase(Locale.ROOT).split("[^a-z]", 2)[0];
    switch (word) {
      case "commit" -> commit();
      case "rollback" -> rollback();
      default -> begin();
    }
    return Answer.status(StatementKind.TRANSACTION, "Statement executed successfully.");
  }

  /** Begins what a change needs; whether {@link #after} must commit it. */
  boolean before(boolean batch) throws SQLException {
    boolean own = !open && autocommit && batch;
    if (!open && (batch || !autocommit)) {
      begin();
    }
    return own;
  }

  void after(boolean own) throws SQLException {
    if (own) {
      commit();
    }
  }

  void undo(boolean own) throws SQLException {
    if (own) {
      rollback();
    }
  }

  void commit() throws SQLException {
    if (open) {
      open = false;
      run("commit");
    }
  }

  private void rollback() throws SQLException {
    if (open) {
      open = false;
      run("rollback");
    }
  }

  private void begin() throws SQLException {
    if (!open) {
      run("begin transaction");
      open = true;
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
