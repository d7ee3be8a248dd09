package dev.plumbline.control;

import dev.plumbline.kernel.Failure;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the newest set-up at hand. A change made through it is seen at once; those of other
 * replicas within a second. While the store is down the last set-up stays.
 */
public final class ControlFeed implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final ControlStore store;
  private final ReentrantLock refreshing = new ReentrantLock();
  private final ReentrantLock resting = new ReentrantLock();
  private final Condition stopped = resting.newCondition();
  private final Thread thread;
  private volatile ControlView view;
  private volatile long fresh;
  private volatile boolean closed;

  /** Loads the set-up and follows it until closed; the store stays the caller's. */
  public ControlFeed(ControlStore store) {
    this.store = store;
    this.fresh = System.nanoTime();
    this.view = new ControlView(store.load());
    this.thread = Thread.ofVirtual().name("control-feed").start(this::follow);
  }

  /** The newest set-up known. */
  public ControlView view() {
    return view;
  }

  /** How long ago the set-up was last known to be the newest; under a second while all is well. */
  public Duration staleFor() {
    return Duration.ofNanos(System.nanoTime() - fresh);
  }

  /** Adds an entry, or replaces it by its next version, as {@link ControlStore#put} does. */
  public void put(Entry entry, Actor actor) {
    store.put(entry, actor);
    reload();
  }

  /** Deletes an entry, as {@link ControlStore#delete} does. */
  public void delete(Entry entry, Actor actor) {
    store.delete(entry, actor);
    reload();
  }

  @Override
  public void close() {
    resting.lock();
    try {
      closed = true;
      stopped.signalAll();
    } finally {
      resting.unlock();
    }
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The change is made; when it cannot be read back, following it is the thread's work. */
  private void reload() {
    try {
      refresh();
    } catch (Failure.StoreUnavailable later) {
      return;
    }
  }

  private void refresh() {
    refreshing.lock();
    try {
      long asked = System.nanoTime();
      if (store.revision() != view.state().revision()) {
        view = new ControlView(store.load());
      }
      fresh = asked;
    } finally {
      refreshing.unlock();
    }
  }

  private void follow() {
    while (rested()) {
      try {
        refresh();
      } catch (RuntimeException unavailable) {
        // Told by staleFor; the next round tries again.
      }
    }
  }

  private boolean rested() {
    resting.lock();
    try {
      long left = PAUSE.toNanos();
      while (!closed && left > 0) {
        left = stopped.awaitNanos(left);
      }
      return !closed;
    } catch (InterruptedException interrupted) {
      return false;
    } finally {
      resting.unlock();
    }
  }
}
