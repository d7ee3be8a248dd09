package dev.plumbline.sonarqube.answer;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.access.CallerCredential;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Asks several things at once, a few at a time. Closing it stops what still runs and waits for its
 * end.
 */
public final class Concurrently implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore free;

  public Concurrently(int atOnce) {
    this.free = new Semaphore(atOnce);
  }

  public <T> Asked<T> ask(Callable<T> question) {
    String credential = CallerCredential.current().orElse(null);
    return new Asked<>(
        threads.submit(() -> {
          free.acquire();
          try {
            return CallerCredential.with(credential, question);
          } finally {
            free.release();
          }
        }));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }

  /** An answer to come. */
  public record Asked<T>(Future<T> future) {
    /** Waits for the answer, or throws what the question threw. */
    public T get() {
      try {
        return future.get();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new Failure.Upstream("The call was cancelled.", "", interrupted);
      } catch (ExecutionException failed) {
        if (failed.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw new IllegalStateException(failed.getCause());
      }
    }
  }
}
