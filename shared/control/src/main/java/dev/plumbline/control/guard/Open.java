package dev.plumbline.control.guard;

import dev.plumbline.control.Reservation;
import dev.plumbline.kernel.Money;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The requests under way with what they hold. Not safe for many threads. */
final class Open {
  /**
   * One request under way.
   *
   * @param deadline when it ends by itself, in nanoseconds since {@code Open} was made
   */
  record Held(
      Reservation wanted, Set<SumKey> keys, List<Rates.Taken> taken, long deadline, long number) {
    /** What it holds in each of its sums. */
    BigDecimal cost() {
      return wanted.cost() == null ? Money.ZERO : wanted.cost();
    }
  }

  private final long origin = System.nanoTime();
  private final Map<String, Held> byId = new HashMap<>();
  private final TreeSet<Held> byDeadline =
      new TreeSet<>(Comparator.comparingLong(Held::deadline).thenComparingLong(Held::number));
  private long count;

  boolean holds(String id) {
    return byId.containsKey(id);
  }

  void add(Reservation wanted, Set<SumKey> keys, List<Rates.Taken> taken) {
    long deadline = now() + wanted.lasts().toNanos();
    Held held = new Held(wanted, keys, taken, deadline, count++);
    byId.put(wanted.id(), held);
    byDeadline.add(held);
  }

  @Nullable Held remove(String id) {
    Held held = byId.remove(id);
    if (held != null) {
      byDeadline.remove(held);
    }
    return held;
  }

  /** Ends those whose time is over. */
  void expire(Consumer<Held> end) {
    long now = now();
    while (!byDeadline.isEmpty() && byDeadline.first().deadline() <= now) {
      Held held = byDeadline.removeFirst();
      byId.remove(held.wanted().id());
      end.accept(held);
    }
  }

  /** All, the oldest first. */
  List<Held> all() {
    return byId.values().stream()
        .sorted(
            Comparator.comparing((Held held) -> held.wanted().time())
                .thenComparingLong(Held::number))
        .toList();
  }

  Iterable<Held> each() {
    return byId.values();
  }

  private long now() {
    return System.nanoTime() - origin;
  }
}
