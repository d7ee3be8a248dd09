package dev.plumbline.usage;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a request was charged.
 *
 * @param cost what it cost after discounts and our cache; null when no price is known, never zero
 * @param listCost what it would have cost at list prices without our cache; null when unknown
 * @param catalog the version of the price catalog used, or who stated the cost
 * @param promptCacheSaving what the provider's prompt cache saved (negative where writing cost more
 *     than reading saved); null when unknown
 */
public record Charge(
    @Nullable Cost cost,
    @Nullable BigDecimal listCost,
    @Nullable String catalog,
    @Nullable BigDecimal promptCacheSaving) {
  /** No price is known. */
  public static final Charge UNKNOWN = new Charge(null, null, null, null);
}
