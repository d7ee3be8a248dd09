package dev.plumbline.control.guard.jdbc;

import dev.plumbline.control.jdbc.PostgresPool;
import dev.plumbline.kernel.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Ends reservations whose time is over every second, and removes what is not needed any more. */
final class Tidying implements AutoCloseable {
  private static final int ROUNDS = 60;

  private final PostgresPool pool;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition stopped = lock.newCondition();
  private final Thread thread;
  private boolean closed;

  Tidying(PostgresPool pool) {
    this.pool = pool;
    this.thread = Thread.ofVirtual().name("guard-tidying").start(this::follow);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      stopped.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow() {
    int round = 0;
    while (rested()) {
      round++;
      try (Connection connection = pool.connect()) {
        new Call("select guard_expire()").run(connection);
        if (round % ROUNDS == 0) {
          new Call("select guard_tidy()").run(connection);
        }
      } catch (SQLException | Failure later) {
        // The next round tries again; requests that need the store tell that it is down.
      }
    }
  }

  private boolean rested() {
    lock.lock();
    try {
      long left = TimeUnit.SECONDS.toNanos(1);
      while (!closed && left > 0) {
        left = stopped.awaitNanos(left);
      }
      return !closed;
    } catch (InterruptedException interrupted) {
      return false;
    } finally {
      lock.unlock();
    }
  }
}
