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

/** The spend before a replay, and what it let in so far. */
final class ReplayHistory implements SpendHistory {
  private final Level level;
  private final SpendHistory before;
  private final Instant begin;
  private final Map<String, TreeMap<Instant, BigDecimal>> minutes = new HashMap<>();

  /**
   * Of budgets on one level.
   *
   * @param before what was spent before the replay's begin
   */
  ReplayHistory(Level level, SpendHistory before, Instant begin) {
    this.level = level;
    this.before = before;
    this.begin = begin;
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
    SortedMap<Instant, BigDecimal> all = new TreeMap<>(own.subMap(from, to));
    if (from.isBefore(begin)) {
      Instant end = to.isBefore(begin) ? to : begin;
      before
          .spent(asked, value, from, end)
          .forEach((minute, cost) -> all.merge(minute, cost, BigDecimal::add));
    }
    return all;
  }
}
