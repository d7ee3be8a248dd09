package dev.plumbline.sonarqube.sonar;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is asked for again only after a while. Thread-safe; failures are not kept. */
final class Cached<T> {
  private final long nanos;
  private final Supplier<T> source;
  private @Nullable T value;
  private long loaded;

  Cached(Duration keep, Supplier<T> source) {
    this.nanos = keep.toNanos();
    this.source = source;
  }

  synchronized T get() {
    T known = value;
    if (known == null || System.nanoTime() - loaded > nanos) {
      known = source.get();
      value = known;
      loaded = System.nanoTime();
    }
    return known;
  }
}
