package dev.plumbline.control;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the ledger says was spent. */
public interface SpendHistory {
  /**
   * The settled cost by the minute in which requests started, of one value of a level.
   *
   * @param from included
   * @param to excluded
   * @return US dollars by the start of the minute, minutes without spend left out
   */
  SortedMap<Instant, BigDecimal> spent(Level level, String value, Instant from, Instant to);

  /**
   * The settled cost of every value of a level that spent something.
   *
   * @param from included
   * @param to excluded
   * @return US dollars by value; empty where values cannot be told
   */
  default SortedMap<String, BigDecimal> totals(Level level, Instant from, Instant to) {
    return new TreeMap<>();
  }
}
