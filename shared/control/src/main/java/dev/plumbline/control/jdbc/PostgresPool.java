package dev.plumbline.control.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.jdbc.PostgresLocation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL database with connections that are kept; opened when first needed. */
public final class PostgresPool implements AutoCloseable {
  private static final Duration IDLE = Duration.ofMinutes(2);

  private final PostgresLocation location;
  private final String what;
  private final int connections;
  private final Duration patience;
  private final ReentrantLock opening = new ReentrantLock();
  private @Nullable HikariDataSource pool;

  /**
   * Names a database.
   *
   * @param what the store in it, for failures
   * @param connections at most
   * @param patience how long to wait for one
   */
  public PostgresPool(PostgresLocation location, String what, int connections, Duration patience) {
    this.location = location;
    this.what = what;
    this.connections = connections;
    this.patience = patience;
  }

  /** Its place, for people; without a password. */
  public String location() {
    return location.place();
  }

  /** The schema that connections are in; null for the usual one. */
  public @Nullable String schema() {
    return location.schema();
  }

  /** A connection, to be given back by closing it. */
  public Connection connect() throws SQLException {
    try {
      return pool().getConnection();
    } catch (SQLException failed) {
      throw failed.getCause() instanceof SQLException cause ? cause : failed;
    } catch (HikariPool.PoolInitializationException failed) {
      throw failed.getCause() instanceof SQLException cause ? cause : new SQLException(failed);
    }
  }

  /** The failure that a driver's exception stands for. */
  public Failure failure(SQLException failed) {
    return StoreFailures.of(what, location(), failed);
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

  private HikariDataSource pool() {
    opening.lock();
    try {
      if (pool == null) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(location.source());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(0);
        config.setIdleTimeout(IDLE.toMillis());
        config.setInitializationFailTimeout(1);
        config.setConnectionTimeout(Math.max(250, patience.toMillis()));
        pool = new HikariDataSource(config);
      } else if (pool.isClosed()) {
        throw new Failure.StoreUnavailable(
            "The %s %s was closed.".formatted(what, location()), "Open it again.", null);
      }
      return pool;
    } finally {
      opening.unlock();
    }
  }
}
