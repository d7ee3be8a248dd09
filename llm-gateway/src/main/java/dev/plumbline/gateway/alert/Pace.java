package dev.plumbline.gateway.alert;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** When things were done last, by the time of the process. Used by one thread. */
final class Pace {
  private final Map<String, Long> last = new HashMap<>();

  /** Whether it is time to do something, which counts as done then. */
  boolean take(String what, Duration every) {
    return take(what, every, false);
  }

  /** The same, or because there is a reason. */
  boolean take(String what, Duration every, boolean reason) {
    long now = System.nanoTime();
    Long then = last.get(what);
    boolean due = reason || then == null || now - then >= every.toNanos();
    if (due) {
      last.put(what, now);
    }
    return due;
  }
}
