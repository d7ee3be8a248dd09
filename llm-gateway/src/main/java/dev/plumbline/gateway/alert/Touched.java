package dev.plumbline.gateway.alert;

import dev.plumbline.control.Subject;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whose spend changed since somebody looked. All that settling a request does for alerts is to add
 * to it; when it is full, everything is looked at instead. Safe for many threads.
 */
final class Touched {
  private static final int ROOM = 20_000;

  /** Every calendar window of every zone begins with a quarter of an hour. */
  private static final long QUARTER = 900;

  private final Set<Mark> marks = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean overflowed = new AtomicBoolean();

  /**
   * Spend of one subject.
   *
   * @param time the quarter of an hour in which the request started
   * @param priced whether its cost is known
   */
  record Mark(Subject subject, Instant time, boolean priced) {}

  void add(Subject subject, Instant time, boolean priced) {
    long second = Math.floorDiv(time.getEpochSecond(), QUARTER) * QUARTER;
    Mark mark = new Mark(subject, Instant.ofEpochSecond(second), priced);
    if (!marks.contains(mark)) {
      if (marks.size() < ROOM) {
        marks.add(mark);
      } else {
        overflowed.set(true);
      }
    }
  }

  /** Takes all that is there. */
  Set<Mark> take() {
    Set<Mark> taken = Set.copyOf(marks);
    // One that is added again meanwhile stays: it was settled before, so it is seen already.
    marks.removeAll(taken);
    return taken;
  }

  /** Puts back what could not be looked at. */
  void back(Set<Mark> again) {
    marks.addAll(again);
  }

  /** Whether some found no room since this was asked last. */
  boolean overflowed() {
    return overflowed.getAndSet(false);
  }
}
