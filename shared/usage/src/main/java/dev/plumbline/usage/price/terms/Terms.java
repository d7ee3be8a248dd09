package dev.plumbline.usage.price.terms;

import java.util.List;
import java.util.Optional;

/**
 * Everything that changes catalog prices. In each list the last entry that holds wins.
 *
 * @param fingerprint a short hash of what the user gave; empty where the user gave nothing
 */
public record Terms(
    List<ListPrice> prices,
    List<Discount> discounts,
    ServiceTiers tiers,
    Optional<LiteLlmPrices> overlay,
    String fingerprint) {
  public Terms {
    prices = List.copyOf(prices);
    discounts = List.copyOf(discounts);
  }
}
