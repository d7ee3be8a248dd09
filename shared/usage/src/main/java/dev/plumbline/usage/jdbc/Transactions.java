package dev.plumbline.usage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Runs work in one transaction. */
final class Transactions {
  private Transactions() {}

  /** Commits what the work did, or nothing when it fails. */
  static <T> T run(Connection connection, Dialect dialect, Database.Work<T> work)
      throws SQLException {
    return run(connection, dialect, true, work);
  }

  /** The same; {@code tables} tells whether the ledger's tables are there already. */
  static <T> T run(Connection connection, Dialect dialect, boolean tables, Database.Work<T> work)
      throws SQLException {
    connection.setAutoCommit(false);
    boolean done = false;
    try {
      dialect.lockWriters(connection, tables);
      T result = work.run(connection);
      connection.commit();
      done = true;
      return result;
    } finally {
      if (!done) {
        rollback(connection);
      }
    }
  }

  /** A connection that is lost has nothing to take back, and its first error matters. */
  private static void rollback(Connection connection) {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException lost) {
      return;
    }
  }
}
