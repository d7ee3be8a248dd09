package dev.plumbline.control.replay;

import dev.plumbline.control.Budget;
import dev.plumbline.kernel.TimeRange;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a budget would have done to the requests of a time. Amounts are US dollars.
 *
 * @param requests those that the budget counts
 * @param cost what they did cost
 * @param over those without room in it: refused, sent to the cheaper route or only warned about, as
 *     the budget says
 * @param overCost what those did cost
 * @param unpriced requests of unknown cost, which pass and are not counted
 * @param first the first without room; null when there was none
 * @param hit whom it would have hit, most requests first
 */
public record Replayed(
    Budget budget,
    TimeRange range,
    long requests,
    BigDecimal cost,
    long over,
    BigDecimal overCost,
    long unpriced,
    @Nullable Instant first,
    List<Hit> hit) {
  public Replayed {
    hit = List.copyOf(hit);
  }

  /**
   * Requests without room of one key and user.
   *
   * @param value whose budget was used up, where it counts each value of its level
   * @param user null when unknown
   */
  public record Hit(
      String value, String key, @Nullable String user, long requests, BigDecimal cost) {}
}
