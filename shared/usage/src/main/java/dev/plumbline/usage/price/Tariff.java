package dev.plumbline.usage.price;

import dev.plumbline.usage.price.catalog.PriceSet;
import java.util.Optional;

/** The prices that hold for a use of a model, or why there are none. */
sealed interface Tariff {
  /**
   * Prices are known.
   *
   * @param list list prices of the service tier; empty when only contract prices are known
   * @param paid what is paid: list prices after discounts, or contract prices
   */
  record Known(String provider, String model, Optional<PriceSet> list, PriceSet paid)
      implements Tariff {}

  /** Nobody knows a price of the model. */
  record NoModel() implements Tariff {}

  /** The model is known, but not what it costs in this service tier. */
  record NoTier(String provider, String model) implements Tariff {}
}
