package dev.plumbline.usage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Where a ledger is kept; hands out connections and turns trouble into failures. */
interface Database extends AutoCloseable {
  /** Something done with a connection. */
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /** What is particular about its SQL. */
  Dialect dialect();

  /** Its place, for people; without a password. */
  String location();

  /** Reads; the work may run again when the connection was lost. */
  <T> T read(Work<T> work);

  /** Writes in one transaction, durable on return; nothing of it stays when the work fails. */
  <T> T write(Work<T> work);

  @Override
  void close();
}
