package dev.plumbline.control.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** A PostgreSQL database that replicas share. */
final class PostgresServer implements Connections {
  private final PostgresPool pool;

  PostgresServer(PostgresPool pool) {
    this.pool = pool;
  }

  @Override
  public String location() {
    return pool.location();
  }

  @Override
  public <T> T run(Work<T> work) {
    try (Connection connection = pool.connect()) {
      return Transactions.run(connection, work);
    } catch (SQLException failed) {
      throw pool.failure(failed);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
