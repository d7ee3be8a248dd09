package dev.plumbline.mcp.http;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the messages being handled, so that a stopping server can wait for them. */
final class Calls {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition done = lock.newCondition();
  private int running;
  private boolean stopping;

  /** Begins one; whether it may, which it may not once the server stops. */
  boolean begin() {
    lock.lock();
    try {
      if (!stopping) {
        running++;
      }
      return !stopping;
    } finally {
      lock.unlock();
    }
  }

  void end() {
    lock.lock();
    try {
      running--;
      done.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isStopping() {
    lock.lock();
    try {
      return stopping;
    } finally {
      lock.unlock();
    }
  }

  /** Lets no more begin and waits for those running, but no longer than {@code patience}. */
  void drain(Duration patience) {
    lock.lock();
    try {
      stopping = true;
      long left = patience.toNanos();
      while (running > 0 && left > 0) {
        left = done.awaitNanos(left);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
