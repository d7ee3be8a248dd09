package dev.plumbline.mcp.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Asks whether the upstream server answers, at most once in a few seconds and never for long, since
 * anybody may ask. Thread-safe.
 */
final class Readiness implements Supplier<Optional<String>> {
  private static final Duration KEEP = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Supplier<Optional<String>> problem;
  private CompletableFuture<Optional<String>> asked =
      CompletableFuture.completedFuture(Optional.empty());
  private long staleAt = System.nanoTime();

  Readiness(Supplier<Optional<String>> problem) {
    this.problem = problem;
  }

  @Override
  public Optional<String> get() {
    try {
      return ask().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      return Optional.of("The server behind the tools has not answered for " + PATIENCE + ".");
    } catch (ExecutionException defect) {
      return Optional.of("The server behind the tools could not be asked.");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.of("Asking the server behind the tools was interrupted.");
    }
  }

  private synchronized CompletableFuture<Optional<String>> ask() {
    if (asked.isDone() && System.nanoTime() - staleAt >= 0) {
      asked = new CompletableFuture<>();
      CompletableFuture<Optional<String>> answer = asked;
      staleAt = System.nanoTime() + KEEP.toNanos();
      Thread.startVirtualThread(() -> complete(answer));
    }
    return asked;
  }

  private void complete(CompletableFuture<Optional<String>> answer) {
    try {
      answer.complete(problem.get());
    } catch (RuntimeException defect) {
      answer.completeExceptionally(defect);
    }
  }
}
