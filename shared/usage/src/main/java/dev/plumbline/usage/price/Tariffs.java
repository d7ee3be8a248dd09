package dev.plumbline.usage.price;

import dev.plumbline.usage.price.catalog.Catalog;
import dev.plumbline.usage.price.catalog.PriceSet;
import dev.plumbline.usage.price.catalog.Rate;
import dev.plumbline.usage.price.catalog.Unit;
import dev.plumbline.usage.price.terms.Discount;
import dev.plumbline.usage.price.terms.ListPrice;
import dev.plumbline.usage.price.terms.ServiceTiers;
import dev.plumbline.usage.price.terms.Situation;
import dev.plumbline.usage.price.terms.Terms;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the prices that hold: the catalog's, then the overlay's, then the user's, each replacing
 * the one before unit by unit; then the service tier; then what was negotiated.
 */
final class Tariffs {
  private final Catalog catalog;
  private final Terms terms;

  Tariffs(Catalog catalog, Terms terms) {
    this.catalog = catalog;
    this.terms = terms;
  }

  Tariff find(ModelUse use) {
    Optional<Catalog.Listing> listing = catalog.find(use.provider(), use.model());
    Situation situation = situation(use, listing);
    String provider = listing.map(found -> found.provider().id()).orElse(use.provider());
    String model = listing.map(found -> found.model().id()).orElse(use.model());
    Map<Unit, Rate> stated = stated(situation, ServiceTiers.STANDARD);
    Map<Unit, Rate> tierRates =
        situation.tier().equals(ServiceTiers.STANDARD)
            ? Map.of()
            : stated(situation, situation.tier());
    Optional<PriceSet> standard = listing.map(found -> found.model().at(use.time()));
    if (!stated.isEmpty() || !tierRates.isEmpty()) {
      standard = Optional.of(standard.orElse(PriceSet.EMPTY).with(stated));
    }
    Map<Unit, Discount> discounts = discounts(situation, standard.orElse(PriceSet.EMPTY));
    if (standard.isEmpty() && discounts.isEmpty()) {
      return new Tariff.NoModel();
    }
    Optional<BigDecimal> multiplier = terms.tiers().multiplier(situation);
    boolean tierPriced = tierRates.keySet().stream().anyMatch(Unit::tokens);
    if (multiplier.isEmpty() && !tierPriced && !allOfTier(discounts)) {
      return new Tariff.NoTier(provider, model);
    }
    BigDecimal factor = multiplier.orElse(BigDecimal.ONE);
    Optional<PriceSet> list = standard.map(set -> inTier(set, factor).with(tierRates));
    PriceSet paid = negotiated(list.orElse(PriceSet.EMPTY), discounts, factor);
    return new Tariff.Known(provider, model, list, paid);
  }

  private Situation situation(ModelUse use, Optional<Catalog.Listing> listing) {
    Set<String> providers = new LinkedHashSet<>();
    Set<String> models = new LinkedHashSet<>();
    providers.add(Situation.lower(use.provider()));
    models.add(Situation.lower(use.model()));
    listing.ifPresent(found -> {
      providers.add(Situation.lower(found.provider().id()));
      models.add(Situation.lower(found.model().id()));
    });
    return new Situation(
        providers,
        models,
        use.time(),
        terms.tiers().normal(use.serviceTier()),
        use.department(),
        use.key());
  }

  /**
   * What the overlay and the user's list prices say about a tier; those of the standard tier name
   * none and are the base of every tier.
   */
  private Map<Unit, Rate> stated(Situation situation, String tier) {
    if (terms.prices().isEmpty() && terms.overlay().isEmpty()) {
      return Map.of();
    }
    Map<Unit, Rate> stated = new LinkedHashMap<>();
    terms
        .overlay()
        .flatMap(overlay -> overlay.rates(situation.providers(), situation.models(), tier))
        .ifPresent(stated::putAll);
    boolean base = tier.equals(ServiceTiers.STANDARD);
    for (ListPrice price : terms.prices()) {
      if ((price.scope().tier() == null) == base && price.scope().holds(situation)) {
        stated.putAll(price.rates());
      }
    }
    return stated;
  }

  /** The last discount that holds, by unit. */
  private Map<Unit, Discount> discounts(Situation situation, PriceSet list) {
    if (terms.discounts().isEmpty()) {
      return Map.of();
    }
    Map<Unit, Discount> discounts = new LinkedHashMap<>();
    for (Discount discount : terms.discounts()) {
      if (discount.scope().holds(situation)) {
        list.units().stream()
            .filter(discount::covers)
            .forEach(unit -> discounts.put(unit, discount));
        discount.rates().keySet().forEach(unit -> discounts.put(unit, discount));
      }
    }
    return discounts;
  }

  private static boolean allOfTier(Map<Unit, Discount> discounts) {
    return discounts.values().stream()
        .anyMatch(discount -> discount.scope().tier() != null && !discount.rates().isEmpty());
  }

  private static PriceSet inTier(PriceSet list, BigDecimal factor) {
    return factor.compareTo(BigDecimal.ONE) == 0
        ? list
        : list.map((unit, rate) -> unit.tokens() ? rate.times(factor) : rate);
  }

  private static PriceSet negotiated(
      PriceSet list, Map<Unit, Discount> discounts, BigDecimal factor) {
    Map<Unit, Rate> changed = new LinkedHashMap<>();
    discounts.forEach((unit, discount) -> {
      Rate contract = discount.rates().get(unit);
      if (contract == null) {
        list.rate(unit).ifPresent(rate -> changed.put(unit, rate.times(discount.factor())));
      } else {
        boolean ofTier = discount.scope().tier() != null || !unit.tokens();
        changed.put(unit, ofTier ? contract : contract.times(factor));
      }
    });
    return list.with(changed);
  }
}
