package dev.plumbline.control.guard;

import dev.plumbline.kernel.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was spent and is held in one window. That of a rolling window keeps its minutes, and adds
 * and takes off those that its beginning has passed since it was last asked. Not safe for many
 * threads.
 */
final class Sum {
  private static final long KEPT = 60;

  private final SumKey key;
  private final Instant until;
  private final boolean rolling;
  private final TreeMap<Long, BigDecimal> minutes = new TreeMap<>();

  /** Before it nothing is known. */
  private Instant complete;

  /** The first minute that {@code spent} counts. */
  private long first;

  private BigDecimal spent = Money.ZERO;
  private BigDecimal held = Money.ZERO;
  private long used;

  /** Whether it was made while it was unknown whether the ledger had some requests already. */
  private final boolean doubtful;

  Sum(SumKey key, Instant from, boolean doubtful) {
    this.key = key;
    this.until = key.until();
    this.rolling = key.rolling();
    this.complete = from;
    this.first = minute(from);
    this.doubtful = doubtful;
    this.used = System.nanoTime();
  }

  SumKey key() {
    return key;
  }

  boolean doubtful() {
    return doubtful;
  }

  /** Whether all that counts at a moment is known. */
  boolean knows(Instant time) {
    return !rolling || !key.from(time).isBefore(complete);
  }

  /** Counts the spend of a moment, if it is in the window. */
  void spend(Instant time, BigDecimal cost) {
    if (time.isBefore(key.start()) || !time.isBefore(until)) {
      return;
    }
    if (!rolling) {
      spent = spent.add(cost);
      return;
    }
    long minute = minute(time);
    if (!time.isBefore(complete)) {
      minutes.merge(minute, cost, BigDecimal::add);
      if (minute >= first) {
        spent = spent.add(cost);
      }
    }
  }

  /** What counts at a moment. */
  BigDecimal spent(Instant now) {
    if (rolling) {
      roll(minute(key.from(now)));
    }
    return spent;
  }

  BigDecimal held() {
    return held;
  }

  void hold(BigDecimal cost) {
    held = held.add(cost);
  }

  void release(BigDecimal cost) {
    held = held.subtract(cost);
  }

  /** Notes that somebody needs it. */
  void touch(long nanos) {
    used = nanos;
  }

  /** Whether nobody needed it for long and it holds nothing. */
  boolean idle(long nanos, long longest) {
    return nanos - used > longest && held.signum() == 0;
  }

  private void roll(long to) {
    if (to == first) {
      return;
    }
    long low = Math.min(first, to);
    long high = Math.max(first, to);
    BigDecimal between = Money.ZERO;
    for (Map.Entry<Long, BigDecimal> minute : minutes.subMap(low, high).entrySet()) {
      between = between.add(minute.getValue());
    }
    spent = to > first ? spent.subtract(between) : spent.add(between);
    first = to;
    // Kept a while beyond the window, for a clock that goes back.
    if (!minutes.isEmpty() && minutes.firstKey() < first - 2 * KEPT) {
      minutes.headMap(first - KEPT).clear();
      complete = Instant.ofEpochSecond((first - KEPT) * 60);
    }
  }

  private static long minute(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), 60L);
  }
}
