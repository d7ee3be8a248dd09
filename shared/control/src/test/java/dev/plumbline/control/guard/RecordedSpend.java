package dev.plumbline.control.guard;

import dev.plumbline.control.Level;
import dev.plumbline.control.Settlement;
import dev.plumbline.control.SpendHistory;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A ledger in memory, which takes each request once. */
public final class RecordedSpend implements SpendHistory {
  private final Map<String, Settlement> events = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();

  public void record(Settlement done) {
    events.putIfAbsent(done.id(), done);
  }

  /** How often it was asked. */
  public int asked() {
    return asked.get();
  }

  public BigDecimal total() {
    return events.values().stream().map(Settlement::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Override
  public SortedMap<Instant, BigDecimal> spent(Level level, String value, Instant from, Instant to) {
    asked.incrementAndGet();
    SortedMap<Instant, BigDecimal> minutes = new TreeMap<>();
    for (Settlement done : events.values()) {
      boolean counts = !done.time().isBefore(from) && done.time().isBefore(to);
      if (counts && value.equals(done.subject().value(level))) {
        minutes.merge(done.time().truncatedTo(ChronoUnit.MINUTES), done.cost(), BigDecimal::add);
      }
    }
    return minutes;
  }

  @Override
  public SortedMap<String, BigDecimal> totals(Level level, Instant from, Instant to) {
    SortedMap<String, BigDecimal> totals = new TreeMap<>();
    for (Settlement done : events.values()) {
      String value = done.subject().value(level);
      if (value != null && !done.time().isBefore(from) && done.time().isBefore(to)) {
        totals.merge(value, done.cost(), BigDecimal::add);
      }
    }
    return totals;
  }
}
