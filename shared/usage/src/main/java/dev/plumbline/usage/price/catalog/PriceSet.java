package dev.plumbline.usage.price.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** The rates of one model at one time, by unit; immutable. */
public final class PriceSet {
  /** No rates: what a catalog gives a model that is free. */
  public static final PriceSet EMPTY = new PriceSet(Map.of());

  private static final Comparator<Unit> MOST_SPECIFIC_FIRST =
      Comparator.comparingInt((Unit unit) -> -unit.dimensions().size()).thenComparing(Unit::key);

  private final Map<Unit, Rate> rates;
  private final boolean tiered;

  private PriceSet(Map<Unit, Rate> rates) {
    this.rates = rates;
    this.tiered = rates.values().stream().anyMatch(rate -> !rate.tiers().isEmpty());
  }

  /** These rates. */
  public static PriceSet of(Map<Unit, Rate> rates) {
    Map<Unit, Rate> sorted = new LinkedHashMap<>();
    List<Unit> units = new ArrayList<>(rates.keySet());
    units.sort(MOST_SPECIFIC_FIRST);
    for (Unit unit : units) {
      sorted.put(unit, rates.getOrDefault(unit, Rate.flat(BigDecimal.ZERO)));
    }
    return new PriceSet(sorted);
  }

  /** The units that have a rate, the most specific first. */
  public Collection<Unit> units() {
    return rates.keySet();
  }

  /** The rate of a unit. */
  public Optional<Rate> rate(Unit unit) {
    return Optional.ofNullable(rates.get(unit));
  }

  /** The rates by unit, the most specific unit first. */
  Map<Unit, Rate> rates() {
    return rates;
  }

  /** Whether the length of a request decides what it costs. */
  boolean tiered() {
    return tiered;
  }

  /** Whether nothing has a rate. */
  public boolean isEmpty() {
    return rates.isEmpty();
  }

  /** Whether everything it prices is free. */
  public boolean free() {
    return rates.values().stream().allMatch(Rate::free);
  }

  /** Whether usage of a unit is paid by its own rate or by that of a unit which includes it. */
  public boolean covers(Unit unit) {
    if (rates.containsKey(unit)) {
      return true;
    }
    for (Unit priced : rates.keySet()) {
      if (unit.ancestors().contains(priced.key())) {
        return true;
      }
    }
    return false;
  }

  /** The same with other rates for some units. */
  public PriceSet with(Map<Unit, Rate> others) {
    if (others.isEmpty()) {
      return this;
    }
    Map<Unit, Rate> changed = new LinkedHashMap<>(rates);
    changed.putAll(others);
    return of(changed);
  }

  /** The same units with rates made from these. */
  public PriceSet map(BiFunction<Unit, Rate, Rate> change) {
    Map<Unit, Rate> changed = new LinkedHashMap<>();
    rates.forEach((unit, rate) -> changed.put(unit, change.apply(unit, rate)));
    return new PriceSet(changed);
  }

  /** The rates by price key, for people and files. */
  public Map<String, Rate> byPriceKey() {
    Map<String, Rate> named = new TreeMap<>();
    rates.forEach((unit, rate) -> named.put(unit.priceKey(), rate));
    return named;
  }
}
