package dev.plumbline.gateway.alert;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** When things were done last, by the time of the process. Used by one thread. */
final class Pace {
  private final Map<String, Long> last = new HashMap<>();

  /** Whether it was never done, or that long ago. */
  boolean due(String what, Duration every) {
    Long then = last.get(what);
    return then == null || System.nanoTime() - then >= every.toNanos();
  }

  void done(String what) {
    last.put(what, System.nanoTime());
  }
}
