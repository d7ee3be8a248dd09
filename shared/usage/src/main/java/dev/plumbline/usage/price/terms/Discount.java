package dev.plumbline.usage.price.terms;

import dev.plumbline.usage.price.catalog.Rate;
import dev.plumbline.usage.price.catalog.Unit;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was negotiated below, or above, list prices.
 *
 * @param percent off the list price; null where contract prices are given
 * @param units the units the percentage is for; empty for all
 * @param rates contract prices; empty where a percentage is given
 */
public record Discount(
    Scope scope, @Nullable BigDecimal percent, Set<Unit> units, Map<Unit, Rate> rates) {
  public Discount {
    units = Set.copyOf(units);
    rates = Map.copyOf(rates);
  }

  /** Whether it says something about a unit. */
  public boolean covers(Unit unit) {
    return percent == null ? rates.containsKey(unit) : units.isEmpty() || units.contains(unit);
  }

  /** What is left of a list price after the percentage, as a factor. */
  public BigDecimal factor() {
    BigDecimal off = percent == null ? BigDecimal.ZERO : percent;
    return BigDecimal.ONE.subtract(off.movePointLeft(2));
  }
}
