package dev.plumbline.usage.price.catalog;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Set;

/**
 * Something that is counted and priced, such as the tokens read from a prompt cache.
 *
 * @param key its name in usage, such as {@code cache_read_tokens}
 * @param priceKey its name in prices, such as {@code cache_read_mtok}
 * @param per how many of it one price buys
 * @param dimensions what it counts, such as {@code family=tokens}
 * @param ancestors the keys of the wider units that include it
 */
public record Unit(
    String key,
    String priceKey,
    BigDecimal per,
    Map<String, String> dimensions,
    Set<String> ancestors) {
  private static final int DIVISION_SCALE = 40;

  public Unit {
    dimensions = Map.copyOf(dimensions);
    ancestors = Set.copyOf(ancestors);
  }

  /** Whether it counts tokens, which service tiers price differently. */
  public boolean tokens() {
    return "tokens".equals(dimensions.get("family"));
  }

  /** Whether one of its dimensions has this value. */
  public boolean is(String dimension, String value) {
    return value.equals(dimensions.get(dimension));
  }

  /** The dollars for a quantity at a price, exact unless {@code per} does not divide it. */
  public BigDecimal cost(BigDecimal quantity, BigDecimal price) {
    BigDecimal product = quantity.multiply(price);
    BigDecimal divisor = per.stripTrailingZeros();
    boolean powerOfTen = divisor.unscaledValue().equals(BigInteger.ONE);
    return powerOfTen
        ? product.scaleByPowerOfTen(divisor.scale())
        : product.divide(per, DIVISION_SCALE, RoundingMode.HALF_EVEN);
  }

  /** Whether something can be counted by both. */
  boolean overlaps(Unit other) {
    return dimensions.entrySet().stream()
        .allMatch(own ->
            own.getValue().equals(other.dimensions.getOrDefault(own.getKey(), own.getValue())));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Unit unit && unit.key.equals(key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  @Override
  public String toString() {
    return key;
  }
}
