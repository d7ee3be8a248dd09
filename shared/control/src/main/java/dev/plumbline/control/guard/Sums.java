package dev.plumbline.control.guard;

import dev.plumbline.control.Level;
import dev.plumbline.control.Settlement;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The sums that were made so far. Not safe for many threads. */
final class Sums {
  private static final Level[] LEVELS = Level.values();
  private static final int FEW = 1024;
  private static final long IDLE = Duration.ofMinutes(30).toNanos();

  private record Place(Level level, String value) {}

  private final Map<SumKey, Sum> sums = new HashMap<>();
  private final Map<Place, List<Sum>> places = new HashMap<>();
  private int most = FEW;

  @Nullable Sum find(SumKey key) {
    return sums.get(key);
  }

  /** Adds one, instead of the one with its key. */
  void add(Sum sum) {
    Sum old = sums.put(sum.key(), sum);
    List<Sum> of =
        places.computeIfAbsent(
            new Place(sum.key().level(), sum.key().value()), place -> new ArrayList<>(2));
    of.remove(old);
    of.add(sum);
  }

  /** Counts what a request cost in all sums that it belongs to. */
  void spend(Settlement done) {
    BigDecimal cost = done.cost();
    if (cost == null || cost.signum() == 0) {
      return;
    }
    for (Level level : LEVELS) {
      String value = done.subject().value(level);
      List<Sum> of = value == null ? null : places.get(new Place(level, value));
      if (of != null) {
        of.forEach(sum -> sum.spend(done.time(), cost));
      }
    }
  }

  void clear() {
    sums.clear();
    places.clear();
  }

  /** Drops those that were made in doubt. */
  void dropDoubtful() {
    drop(Sum::doubtful);
  }

  /** Drops those that nobody needs any more, when there are many more than after the last time. */
  void sweep(long nanos) {
    if (sums.size() > most) {
      drop(sum -> sum.idle(nanos, IDLE));
      most = Math.max(FEW, 2 * sums.size());
    }
  }

  private void drop(Predicate<Sum> which) {
    for (Iterator<Sum> all = sums.values().iterator(); all.hasNext(); ) {
      Sum sum = all.next();
      if (which.test(sum)) {
        all.remove();
        Place place = new Place(sum.key().level(), sum.key().value());
        List<Sum> of = places.get(place);
        if (of != null) {
          of.remove(sum);
          if (of.isEmpty()) {
            places.remove(place);
          }
        }
      }
    }
  }
}
