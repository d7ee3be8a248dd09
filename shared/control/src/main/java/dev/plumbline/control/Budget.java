package dev.plumbline.control;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much may be spent.
 *
 * @param limit in US dollars
 * @param thresholds percentages of the limit at which operators want to know, ascending
 * @param degradeTo the route that requests take when {@code atLimit} is {@code DEGRADE}
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
    long version)
    implements Entry {
  public Budget {
    thresholds = List.copyOf(thresholds);
  }
}
