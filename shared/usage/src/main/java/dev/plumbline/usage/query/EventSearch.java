package dev.plumbline.usage.query;

import dev.plumbline.kernel.TimeRange;
import java.util.List;

/**
 * Which single events to read.
 *
 * @param limit at most 10,000
 * @param offset how many to skip
 */
public record EventSearch(
    TimeRange range, List<Filter> filters, Order order, int limit, int offset) {
  /** What comes first. */
  public enum Order {
    NEWEST,
    OLDEST,
    COST,
    LATENCY,
    INPUT_TOKENS,
    OUTPUT_TOKENS
  }
}
