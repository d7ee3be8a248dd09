package dev.plumbline.gateway.start;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Something that opens on a thread of its own while other parts are made. */
final class Ahead<T> implements AutoCloseable {
  private final FutureTask<T> opening;
  private final Consumer<T> closer;

  /** Begins to open it. */
  Ahead(String name, Supplier<T> opener, Consumer<T> closer) {
    this.closer = closer;
    this.opening = new FutureTask<>(opener::get);
    Thread.ofPlatform().daemon().name(name).start(opening);
  }

  /** Waits until it is open; throws what kept it from opening. */
  T get() {
    try {
      return opening.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException why) {
        throw why;
      }
      throw new IllegalStateException("a part of the gateway does not open", failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the gateway starts", stopped);
    }
  }

  /** Closes it when it has opened, also when nobody waited for that. */
  @Override
  public void close() {
    T open;
    try {
      open = get();
    } catch (RuntimeException neverOpened) {
      return;
    }
    closer.accept(open);
  }
}
