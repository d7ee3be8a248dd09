package dev.plumbline.mcp.http;

import dev.plumbline.mcp.access.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions are open, and whose they are. A session answers only to the principal that opened
 * it. Bounded for each principal. Thread-safe.
 */
final class OpenSessions {
  private static final int MOST_PER_PRINCIPAL = 256;

  private final Map<String, Owned> sessions = new LinkedHashMap<>(16, 0.75f, true);
  private final Duration idle;
  private final InstantSource clock;

  OpenSessions(Duration idle, InstantSource clock) {
    this.idle = idle;
    this.clock = clock;
  }

  /** Makes room for one more session, or refuses if all of the principal's are in use. */
  synchronized void admit(Principal principal) {
    expire();
    long open = sessions.values().stream().filter(owned -> owned.by.equals(principal)).count();
    if (open >= MOST_PER_PRINCIPAL && !forgetUnused(principal)) {
      throw new Refusal(
          429,
          Refusal.REFUSED,
          "%d sessions are open. Close one first.".formatted(MOST_PER_PRINCIPAL),
          Map.of("Retry-After", "60"));
    }
  }

  synchronized void bind(String id, Principal principal) {
    sessions.put(id, new Owned(principal, clock.instant()));
  }

  /** Whether there is such a session of that principal's; notes its use. */
  synchronized boolean use(String id, Principal principal) {
    Owned owned = sessions.get(id);
    if (owned == null || !owned.by.equals(principal)) {
      return false;
    }
    owned.used = clock.instant();
    return true;
  }

  synchronized void streamOpened(@Nullable String id) {
    Owned owned = id == null ? null : sessions.get(id);
    if (owned != null) {
      owned.streams++;
    }
  }

  synchronized void streamClosed(@Nullable String id) {
    Owned owned = id == null ? null : sessions.get(id);
    if (owned != null) {
      owned.streams--;
      owned.used = clock.instant();
    }
  }

  synchronized void forget(String id) {
    sessions.remove(id);
  }

  synchronized int count() {
    expire();
    return sessions.size();
  }

  private void expire() {
    Instant oldest = clock.instant().minus(idle);
    sessions.values().removeIf(owned -> owned.streams == 0 && owned.used.isBefore(oldest));
  }

  private boolean forgetUnused(Principal principal) {
    Optional<String> unused =
        sessions.entrySet().stream()
            .filter(entry -> entry.getValue().by.equals(principal) && entry.getValue().streams == 0)
            .map(Map.Entry::getKey)
            .findFirst();
    unused.ifPresent(sessions::remove);
    return unused.isPresent();
  }

  private static final class Owned {
    private final Principal by;
    private Instant used;
    private int streams;

    Owned(Principal by, Instant used) {
      this.by = by;
      this.used = used;
    }
  }
}
