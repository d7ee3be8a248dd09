package dev.plumbline.control.replay;

import dev.plumbline.control.Level;
import dev.plumbline.control.Settlement;
import dev.plumbline.control.SpendHistory;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The spend that a replay let in so far. */
final class ReplayHistory implements SpendHistory {
  private final Level level;
  private final Map<String, TreeMap<Instant, BigDecimal>> minutes = new HashMap<>();

  /** Of budgets on one level. */
  ReplayHistory(Level level) {
    this.level = level;
  }

  void add(Settlement done) {
    String value = done.subject().value(level);
    if (value != null && done.cost() != null) {
      minutes
          .computeIfAbsent(value, _ -> new TreeMap<>())
          .merge(done.time().truncatedTo(ChronoUnit.MINUTES), done.cost(), BigDecimal::add);
    }
  }

  @Override
  public SortedMap<Instant, BigDecimal> spent(Level asked, String value, Instant from, Instant to) {
    TreeMap<Instant, BigDecimal> own = minutes.getOrDefault(value, new TreeMap<>());
    return new TreeMap<>(own.subMap(from, to));
  }
}
