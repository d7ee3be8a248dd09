package dev.plumbline.usage.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.plumbline.kernel.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A database server with a few connections that are kept while they are used. */
final class Server implements Database {
  private static final int CONNECTIONS = 4;

  private final Dialect dialect;
  private final String location;
  private final DataSource source;
  private final Duration patience;
  private final ReentrantLock opening = new ReentrantLock();
  private @Nullable HikariDataSource pool;

  /**
   * Names a server.
   *
   * @param location for people; without a password
   * @param source opens connections to it
   * @param patience how long to wait for a connection
   */
  Server(Dialect dialect, String location, DataSource source, Duration patience) {
    this.dialect = dialect;
    this.location = location;
    this.source = source;
    this.patience = patience;
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public String location() {
    return location;
  }

  /** A connection that was lost while it rested is replaced once. */
  @Override
  public <T> T read(Work<T> work) {
    try {
      return reading(work);
    } catch (SQLException failed) {
      if (!lost(failed)) {
        throw SqlFailures.of(location, failed);
      }
    }
    try {
      return reading(work);
    } catch (SQLException failed) {
      throw SqlFailures.of(location, failed);
    }
  }

  private <T> T reading(Work<T> work) throws SQLException {
    try (Connection connection = connect()) {
      Schema.check(connection, dialect, location);
      return work.run(connection);
    }
  }

  @Override
  public <T> T write(Work<T> work) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try (Connection connection = connect()) {
        Schema.migrate(connection, dialect, location);
        Staging.make(connection, dialect);
        return Transactions.run(connection, dialect, work);
      } catch (SQLException failed) {
        if (!crossed(failed) || System.nanoTime() > deadline) {
          throw SqlFailures.of(location, failed);
        }
        Pause.millis(50);
      }
    }
  }

  /** Whether another writer was in the way, so that nothing happened and another try may work. */
  private static boolean crossed(SQLException failed) {
    String message = String.valueOf(failed.getMessage());
    return List.of("40001", "40P01", "23505").contains(failed.getSQLState())
        || message.contains("Transaction conflict")
        || message.contains("write-write conflict");
  }

  @Override
  public void close() {
    opening.lock();
    try {
      if (pool != null) {
        pool.close();
      }
    } finally {
      opening.unlock();
    }
  }

  private Connection connect() throws SQLException {
    try {
      return pool().getConnection();
    } catch (SQLException failed) {
      throw failed.getCause() instanceof SQLException cause ? cause : failed;
    } catch (HikariPool.PoolInitializationException failed) {
      throw failed.getCause() instanceof SQLException cause ? cause : new SQLException(failed);
    }
  }

  private HikariDataSource pool() {
    opening.lock();
    try {
      if (pool == null) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        // The first connection fails at once, so that a wrong password is not tried again and
        // again.
        config.setInitializationFailTimeout(1);
        config.setConnectionTimeout(Math.max(250, patience.toMillis()));
        pool = new HikariDataSource(config);
      } else if (pool.isClosed()) {
        throw new Failure.StoreUnavailable(
            "The ledger " + location + " was closed.", "Open it again.", null);
      }
      return pool;
    } finally {
      opening.unlock();
    }
  }

  private static boolean lost(SQLException failed) {
    String state = failed.getSQLState() == null ? "" : failed.getSQLState();
    return state.startsWith("08") || state.startsWith("57P");
  }
}
