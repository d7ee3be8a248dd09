package dev.plumbline.usage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * A reader's connection to a file, kept for a moment, because opening takes longer than most
 * questions. While it is kept no writer gets in: so it is closed soon after the last question, and
 * as soon as a writer shows that it waits.
 */
final class KeptConnection implements AutoCloseable {
  private static final long IDLE = Duration.ofSeconds(1).toNanos();

  /** How long a waiting writer is let go first, at most. */
  private static final long GAP = Duration.ofSeconds(1).toNanos();

  /** How often it is looked whether one waits. */
  private static final long GLANCE = Duration.ofMillis(50).toNanos();

  private final Opening opening;
  private final WriterSign sign;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition change = lock.newCondition();
  private @Nullable DuckDBConnection kept;
  private int users;
  private int writers;
  private boolean closed;
  private long used;
  private long free = System.nanoTime();

  /** Something that must have the file for itself. */
  interface Writing<T> {
    T run() throws SQLException;
  }

  /** Opens a connection that is fit for questions. */
  interface Opening {
    Connection open() throws SQLException;
  }

  KeptConnection(Opening opening, WriterSign sign) {
    this.opening = opening;
    this.sign = sign;
  }

  /** Asks one question; others may be asked meanwhile. */
  <T> T ask(Database.Work<T> work) throws SQLException {
    Connection connection = take();
    try (connection) {
      return work.run(connection);
    } finally {
      giveBack();
    }
  }

  /**
   * Runs something that must have the file for itself: waits for the questions under way, and keeps
   * new ones waiting meanwhile.
   */
  <T> T without(Writing<T> writing) throws SQLException {
    lock.lock();
    try {
      writers++;
      while (users > 0) {
        change.await();
      }
      dropUnused();
    } catch (InterruptedException stopped) {
      writers--;
      change.signalAll();
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted", stopped);
    } finally {
      lock.unlock();
    }
    try {
      return writing.run();
    } finally {
      lock.lock();
      try {
        writers--;
        change.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private Connection take() throws SQLException {
    lock.lock();
    try {
      Connection connection = current().duplicate();
      users++;
      return connection;
    } finally {
      lock.unlock();
    }
  }

  private DuckDBConnection current() throws SQLException {
    try {
      while (writers > 0 || (kept != null && sign.raised())) {
        if (users > 0 || writers > 0) {
          change.await();
        } else {
          dropUnused();
        }
      }
      while (kept == null && free - System.nanoTime() > 0 && sign.raised()) {
        change.awaitNanos(GLANCE);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted", stopped);
    }
    DuckDBConnection connection = kept;
    if (connection == null) {
      connection = opening.open().unwrap(DuckDBConnection.class);
      kept = connection;
      closed = false;
      used = System.nanoTime();
      DuckDBConnection mine = connection;
      Thread.ofVirtual().start(() -> closeWhenIdle(mine));
    }
    return connection;
  }

  private void giveBack() throws SQLException {
    lock.lock();
    try {
      users--;
      used = System.nanoTime();
      if (closed || writers > 0 || sign.raised()) {
        dropUnused();
      }
      change.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void dropUnused() throws SQLException {
    DuckDBConnection connection = kept;
    if (users == 0 && connection != null) {
      kept = null;
      free = System.nanoTime() + GAP;
      change.signalAll();
      connection.close();
    }
  }

  private void closeWhenIdle(DuckDBConnection mine) {
    lock.lock();
    try {
      while (kept == mine) {
        long left = users > 0 ? IDLE : used + IDLE - System.nanoTime();
        if (left <= 0 || sign.raised()) {
          dropUnused();
        }
        change.awaitNanos(GLANCE);
      }
    } catch (InterruptedException | SQLException ended) {
      return;
    } finally {
      lock.unlock();
    }
  }

  /** Closes it unless a question is being answered, which is then the last. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      dropUnused();
    } catch (SQLException failed) {
      return;
    } finally {
      lock.unlock();
    }
  }
}
