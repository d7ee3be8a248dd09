package dev.plumbline.control.guard;

import dev.plumbline.control.Budget;
import dev.plumbline.control.Level;
import dev.plumbline.control.Period;
import dev.plumbline.control.Reservation;
import dev.plumbline.control.Window;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Names one sum: what a value of a level spent in a window. Budgets that differ in their limit
 * alone share it.
 *
 * @param start of the calendar window; the epoch for a rolling or an endless one
 */
public record SumKey(Level level, String value, Window window, Instant start) {
  /** After every request. */
  public static final Instant NEVER = Instant.parse("2200-01-01T00:00:00Z");

  /** The sum of a budget for one value at a moment. */
  public static SumKey of(Budget budget, String value, Instant time) {
    Window window = budget.window();
    Instant start = window.rolling() ? Instant.EPOCH : window.start(time);
    return new SumKey(budget.scope().level(), value, window, start);
  }

  /** The sums of a request, one for each of its budgets, in their order. */
  public static List<SumKey> of(Reservation wanted) {
    List<SumKey> keys = new ArrayList<>(wanted.budgets().size());
    for (Budget budget : wanted.budgets()) {
      String value = wanted.subject().value(budget.scope().level());
      keys.add(
          of(
              budget,
              Objects.requireNonNull(value, "a budget that does not count it"),
              wanted.time()));
    }
    return keys;
  }

  /** Whether it looks back from now. */
  public boolean rolling() {
    return window.rolling() && window.period() != Period.TOTAL;
  }

  /**
   * From when on spend counts at a moment; a rolling window counts a minute until all of it is
   * outside.
   */
  public Instant from(Instant time) {
    return rolling() ? window.start(time).truncatedTo(ChronoUnit.MINUTES) : start;
  }

  /**
   * Until when spend counts; a rolling window counts what clocks ahead of ours have written too.
   */
  public Instant until() {
    return window.rolling() ? NEVER : window.resets(start).orElse(NEVER);
  }

  /** Whether spend of a moment counts, for a rolling window at some time. */
  public boolean covers(Instant time) {
    return !time.isBefore(start) && time.isBefore(until());
  }
}
