package dev.plumbline.control.guard;

import dev.plumbline.control.Settlement;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Requests that are settled: those that the ledger does not have yet, and the ids of the latest
 * that it has. Not safe for many threads.
 */
final class Settled {
  private static final int REMEMBERED = 1 << 16;

  private final Map<String, Settlement> waiting = new HashMap<>();
  private final Set<String> recorded = new LinkedHashSet<>();

  /** Those that the ledger may have or not, because recording them failed. */
  private final Set<String> uncertain = new HashSet<>();

  boolean has(String id) {
    return waiting.containsKey(id) || recorded.contains(id);
  }

  void add(Settlement done) {
    waiting.put(done.id(), done);
  }

  /** Those that the ledger does not have yet. */
  Collection<Settlement> waiting() {
    return waiting.values();
  }

  /** Whether it is unknown of some whether the ledger has them. */
  boolean doubtful() {
    return !uncertain.isEmpty();
  }

  /** The ledger has them now; tells whether some had been uncertain. */
  boolean recorded(Collection<String> ids) {
    boolean were = false;
    for (String id : ids) {
      if (waiting.remove(id) != null) {
        recorded.add(id);
      }
      were |= uncertain.remove(id);
    }
    Iterator<String> oldest = recorded.iterator();
    while (recorded.size() > REMEMBERED) {
      oldest.next();
      oldest.remove();
    }
    return were;
  }

  /** The ledger may have them now, or not. */
  void failed(Collection<String> ids) {
    ids.stream().filter(waiting::containsKey).forEach(uncertain::add);
  }
}
