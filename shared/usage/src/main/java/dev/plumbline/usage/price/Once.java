package dev.plumbline.usage.price;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a value when it is first asked for; tries again where making it failed. */
final class Once<T> implements Supplier<T> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Supplier<T> maker;
  private volatile @Nullable T made;

  Once(Supplier<T> maker) {
    this.maker = maker;
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
