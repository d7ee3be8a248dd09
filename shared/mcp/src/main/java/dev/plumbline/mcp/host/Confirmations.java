package dev.plumbline.mcp.host;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers which previews were shown to whom, so that {@code confirm: true} counts only for
 * exactly the change that was shown. Thread-safe; bounded.
 */
final class Confirmations {
  private static final Duration VALID = Duration.ofMinutes(30);
  private static final int MOST = 10_000;

  private record Shown(String principal, String tool, String preview) {}

  private final Clock clock;
  private final Map<Shown, Instant> shown = new LinkedHashMap<>();

  Confirmations(Clock clock) {
    this.clock = clock;
  }

  synchronized void show(String principal, String tool, String preview) {
    Shown key = new Shown(principal, tool, preview);
    shown.remove(key);
    shown.put(key, clock.instant().plus(VALID));
    Iterator<Instant> oldest = shown.values().iterator();
    while (shown.size() > MOST && oldest.hasNext()) {
      oldest.next();
      oldest.remove();
    }
  }

  /** Whether that preview was shown lately; a preview confirms once. */
  synchronized boolean take(String principal, String tool, String preview) {
    Instant until = shown.remove(new Shown(principal, tool, preview));
    return until != null && clock.instant().isBefore(until);
  }
}
