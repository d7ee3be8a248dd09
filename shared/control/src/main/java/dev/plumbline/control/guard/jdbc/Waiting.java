package dev.plumbline.control.guard.jdbc;

import dev.plumbline.kernel.Failure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What one caller wants, and its end. Its waits go on when the caller is interrupted. */
final class Waiting<Q, A> {
  private final Q wanted;
  private final CompletableFuture<A> end = new CompletableFuture<>();

  Waiting(Q wanted) {
    this.wanted = wanted;
  }

  Q wanted() {
    return wanted;
  }

  void end(A answer) {
    end.complete(answer);
  }

  void fail(Throwable why) {
    end.completeExceptionally(why);
  }

  /** Whether it ends within a time. */
  boolean ends(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          end.get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
          return true;
        } catch (InterruptedException later) {
          interrupted = true;
        } catch (TimeoutException late) {
          return false;
        } catch (ExecutionException failed) {
          return true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits for the answer, or throws what kept the caller from one. */
  A answer() throws SQLException {
    try {
      return end.join();
    } catch (CompletionException failed) {
      switch (failed.getCause()) {
        case SQLException database -> throw database;
        case Failure failure -> throw failure;
        case null, default -> throw failed;
      }
    }
  }
}
