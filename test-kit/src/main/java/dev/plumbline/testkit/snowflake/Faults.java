package dev.plumbline.testkit.snowflake;

import dev.plumbline.testkit.snowflake.jdbc.Rejection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The trouble a test has asked for. */
final class Faults {
  private record Failing(Predicate<String> when, Rejection with) {}

  private final AtomicReference<Duration> delay = new AtomicReference<>(Duration.ZERO);
  private final AtomicReference<@Nullable Failing> failing = new AtomicReference<>();
  private final AtomicInteger unavailable = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();

  void slow(Duration each) {
    delay.set(each);
  }

  void fail(Predicate<String> when, Rejection with) {
    failing.set(new Failing(when, with));
  }

  void unavailable(int times) {
    unavailable.set(times);
  }

  void lose(int answers) {
    lost.set(answers);
  }

  Duration delay() {
    return delay.get();
  }

  void failIfAsked(String sql) throws Rejection {
    Failing asked = failing.get();
    if (asked != null && asked.when.test(sql) && failing.compareAndSet(asked, null)) {
      throw asked.with;
    }
  }

  boolean takeUnavailable() {
    return take(unavailable);
  }

  boolean takeLost() {
    return take(lost);
  }

  private static boolean take(AtomicInteger left) {
    return left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
  }
}
