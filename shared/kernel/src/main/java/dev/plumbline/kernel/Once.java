package dev.plumbline.kernel;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a value when it is first asked for; tries again where making it failed. Safe for many
 * threads, which wait for the one that makes it.
 */
public final class Once<T> implements Supplier<T> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Supplier<T> maker;
  private volatile @Nullable T made;

  /** Will make it by this. */
  public Once(Supplier<T> maker) {
    this.maker = maker;
  }

  /** The value if it is made already. */
  public Optional<T> made() {
    return Optional.ofNullable(made);
  }

  @Override
  public T get() {
    T known = made;
    if (known != null) {
      return known;
    }
    lock.lock();
    try {
      T value = made;
      if (value == null) {
        value = maker.get();
        made = value;
      }
      return value;
    } finally {
      lock.unlock();
    }
  }
}
