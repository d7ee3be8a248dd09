package dev.plumbline.usage.price.terms;

import dev.plumbline.usage.price.catalog.Rate;
import dev.plumbline.usage.price.catalog.Unit;
import java.util.Map;

/** List prices that the user states, because the catalog lacks them or has them wrong. */
public record ListPrice(Scope scope, Map<Unit, Rate> rates) {
  public ListPrice {
    rates = Map.copyOf(rates);
  }
}
