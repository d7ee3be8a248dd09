package dev.plumbline.control.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Runs work in one transaction. */
final class Transactions {
  private Transactions() {}

  /** Commits what the work did, or nothing when it fails. */
  static <T> T run(Connection connection, Connections.Work<T> work) throws SQLException {
    connection.setAutoCommit(false);
    boolean done = false;
    try {
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
    } catch (SQLException lost) {
      return;
    }
  }
}
