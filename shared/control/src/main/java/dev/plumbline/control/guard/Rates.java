package dev.plumbline.control.guard;

import dev.plumbline.control.Admission.OverLimit;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Limit.Kind;
import dev.plumbline.control.Reservation;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Limits: a bucket of requests or tokens that refills evenly, or slots. Their time is that of the
 * process, whatever the clock on the wall does. Not safe for many threads.
 */
final class Rates {
  private static final int FEW = 1024;
  private static final Duration SOON = Duration.ofSeconds(1);

  /** One value of a limit, as the limit is now. */
  private record Place(String limit, String value, Kind kind, long amount, Duration per) {}

  /** What a request took of a limit. */
  record Taken(Kind kind, Object place, long amount) {}

  private final Map<Place, Bucket> buckets = new HashMap<>();
  private final Map<Place, Integer> slots = new HashMap<>();
  private int most = FEW;

  /** The first limit without room for a request; null when all have some. */
  @Nullable OverLimit refusal(Reservation wanted) {
    for (Limit limit : wanted.limits()) {
      Place place = place(limit, wanted);
      Duration wait =
          limit.kind() == Kind.PARALLEL ? slotWait(place) : wait(place, need(limit, wanted));
      if (!wait.isZero()) {
        return new OverLimit(limit, place.value(), wait);
      }
    }
    return null;
  }

  /** Takes what a request needs of all its limits. */
  List<Taken> take(Reservation wanted) {
    List<Taken> taken = new ArrayList<>(wanted.limits().size());
    for (Limit limit : wanted.limits()) {
      Place place = place(limit, wanted);
      long need = need(limit, wanted);
      if (limit.kind() == Kind.PARALLEL) {
        slots.merge(place, 1, Integer::sum);
      } else if (need > 0) {
        bucket(place).consumeIgnoringRateLimits(need);
      }
      taken.add(new Taken(limit.kind(), place, need));
    }
    return taken;
  }

  /** Frees slots, and replaces the tokens taken by those used. */
  void settle(List<Taken> all, long tokens) {
    for (Taken taken : all) {
      if (taken.kind() == Kind.TOKENS && taken.place() instanceof Place place) {
        long less = taken.amount() - tokens;
        if (less > 0) {
          bucket(place).addTokens(less);
        } else if (less < 0) {
          bucket(place).consumeIgnoringRateLimits(-less);
        }
      }
    }
    free(all);
  }

  /** Frees slots. */
  void free(List<Taken> all) {
    for (Taken taken : all) {
      if (taken.kind() == Kind.PARALLEL && taken.place() instanceof Place place) {
        slots.computeIfPresent(place, (p, used) -> used == 1 ? null : Integer.valueOf(used - 1));
      }
    }
  }

  /** Drops full buckets, which are as good as new ones, when there are many. */
  void sweep() {
    if (buckets.size() > most) {
      buckets
          .entrySet()
          .removeIf(one -> one.getValue().getAvailableTokens() >= one.getKey().amount());
      most = Math.max(FEW, 2 * buckets.size());
    }
  }

  /** A request of more tokens than the limit has at all waits for a full bucket. */
  private static long need(Limit limit, Reservation wanted) {
    return switch (limit.kind()) {
      case REQUESTS, PARALLEL -> 1;
      case TOKENS -> Math.min(wanted.tokens(), limit.amount());
    };
  }

  private Duration slotWait(Place place) {
    return slots.getOrDefault(place, 0) < place.amount() ? Duration.ZERO : SOON;
  }

  private Duration wait(Place place, long need) {
    if (need <= 0) {
      return Duration.ZERO;
    }
    EstimationProbe probe = bucket(place).estimateAbilityToConsume(need);
    return Duration.ofNanos(
        probe.canBeConsumed() ? 0 : Math.max(1, probe.getNanosToWaitForRefill()));
  }

  private Bucket bucket(Place place) {
    return buckets.computeIfAbsent(
        place,
        p ->
            Bucket.builder()
                .addLimit(rate -> rate.capacity(p.amount()).refillGreedy(p.amount(), p.per()))
                .withNanosecondPrecision()
                .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                .build());
  }

  private static Place place(Limit limit, Reservation wanted) {
    String value =
        Objects.requireNonNull(
            wanted.subject().value(limit.scope().level()), "a limit that does not count it");
    return new Place(limit.id(), value, limit.kind(), limit.amount(), limit.per());
  }
}
