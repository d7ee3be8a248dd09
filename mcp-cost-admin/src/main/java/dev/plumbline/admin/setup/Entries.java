package dev.plumbline.admin.setup;

import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.control.Budget;
import dev.plumbline.control.CachePolicy;
import dev.plumbline.control.Entry;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Route;
import dev.plumbline.kernel.Failure;
import java.util.function.Consumer;

/** Adds, changes and removes single entries, whose ids may be taken by ones removed long ago. */
final class Entries {
  private static final int MOST_TRIES = 100;

  private final ControlBackend backend;

  Entries(ControlBackend backend) {
    this.backend = backend;
  }

  /** Adds or changes an entry. */
  void put(Entry entry, boolean fresh) {
    switch (entry) {
      case Budget budget when fresh ->
          add(id -> backend.put(BoundsPlanner.renamed(budget, id, budget.name())), budget);
      case Limit limit when fresh ->
          add(
              id ->
                  backend.put(
                      new Limit(id, limit.scope(), limit.kind(), limit.amount(), limit.per(), 1)),
              limit);
      case Budget budget -> backend.put(budget);
      case Limit limit -> backend.put(limit);
      case Route route -> backend.put(route);
      case CachePolicy policy -> backend.put(policy);
      default -> throw new IllegalArgumentException(entry.id());
    }
  }

  /** Removes an entry; ids are never used again, so a cache policy is switched off instead. */
  void remove(Entry entry) {
    switch (entry) {
      case Budget budget -> backend.remove(budget);
      case Limit limit -> backend.remove(limit);
      case Route route -> backend.remove(route);
      case CachePolicy policy ->
          backend.put(
              new CachePolicy(
                  policy.id(),
                  CachePolicy.Mode.OFF,
                  policy.similarity(),
                  policy.timeToLive(),
                  policy.purged(),
                  policy.version() + 1));
      default -> throw new IllegalArgumentException(entry.id());
    }
  }

  private void add(Consumer<String> put, Entry entry) {
    for (int attempt = 1; ; attempt++) {
      try {
        put.accept(attempt == 1 ? entry.id() : entry.id() + "-" + attempt);
        return;
      } catch (Failure.Conflict taken) {
        if (attempt == MOST_TRIES || made(entry)) {
          throw taken;
        }
      }
    }
  }

  /** Whether somebody else has added the same meanwhile. */
  private boolean made(Entry entry) {
    return switch (entry) {
      case Budget budget -> backend.budgets().stream().anyMatch(it -> same(it, budget));
      case Limit limit -> backend.limits().stream().anyMatch(it -> same(it, limit));
      default -> false;
    };
  }

  private static boolean same(Budget one, Budget two) {
    return one.scope().equals(two.scope()) && one.window().equals(two.window());
  }

  private static boolean same(Limit one, Limit two) {
    return one.scope().equals(two.scope())
        && one.kind() == two.kind()
        && one.per().equals(two.per());
  }
}
