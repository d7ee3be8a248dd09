package dev.plumbline.control;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much may be spent.
 *
 * @param limit in US dollars
 * @param thresholds percentages of the limit at which operators want to know, ascending
 * @param degradeTo the route that requests take when {@code atLimit} is {@code DEGRADE}
 * @param extras one-off raises
 */
public record Budget(
    String id,
    String name,
    Scope scope,
    BigDecimal limit,
    Window window,
    AtLimit atLimit,
    @Nullable String degradeTo,
    List<Integer> thresholds,
    List<Extra> extras,
    long version)
    implements Entry {
  public Budget {
    thresholds = List.copyOf(thresholds);
    extras = List.copyOf(extras);
  }

  /** One without extras. */
  public Budget(
      String id,
      String name,
      Scope scope,
      BigDecimal limit,
      Window window,
      AtLimit atLimit,
      @Nullable String degradeTo,
      List<Integer> thresholds,
      long version) {
    this(id, name, scope, limit, window, atLimit, degradeTo, thresholds, List.of(), version);
  }

  /**
   * A raise for a while.
   *
   * @param amount in US dollars, on top of the limit
   * @param value whose budget is raised; null for every value that it counts
   * @param from when it begins
   * @param until when it ends
   * @param reason why it was granted
   */
  public record Extra(
      BigDecimal amount, @Nullable String value, Instant from, Instant until, String reason) {
    /** Whether it raises the budget of a value at a moment. */
    boolean raises(String one, Instant now) {
      return (value == null || value.equals(one)) && !now.isBefore(from) && now.isBefore(until);
    }
  }

  /** The same on another scope. */
  public Budget on(Scope other) {
    return new Budget(
        id, name, other, limit, window, atLimit, degradeTo, thresholds, extras, version);
  }

  /** What a value may spend at a moment: the limit and the extras that hold then. */
  public BigDecimal limit(String value, Instant now) {
    BigDecimal sum = limit;
    for (Extra extra : extras) {
      sum = extra.raises(value, now) ? sum.add(extra.amount()) : sum;
    }
    return sum;
  }
}
