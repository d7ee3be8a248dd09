package dev.plumbline.control.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** The database of a store; turns trouble into failures. */
interface Connections extends AutoCloseable {
  /** Something done with a connection. */
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /** Its place, for people; without a password. */
  String location();

  /** Runs work in one transaction; nothing of it stays when it fails. */
  <T> T run(Work<T> work);

  @Override
  void close();
}
