package dev.plumbline.control;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request may come to cost, asked for before it is sent on.
 *
 * @param id of the request
 * @param cost the worst case in US dollars; null when it cannot be priced
 * @param tokens the worst case in tokens
 * @param lasts how long it is held when nobody settles it
 */
public record Reservation(
    String id,
    Instant time,
    Subject subject,
    @Nullable BigDecimal cost,
    long tokens,
    List<Budget> budgets,
    List<Limit> limits,
    Duration lasts) {
  public Reservation {
    budgets = List.copyOf(budgets);
    limits = List.copyOf(limits);
  }
}
