package dev.plumbline.usage.price;

import dev.plumbline.usage.price.catalog.Catalog;
import dev.plumbline.usage.price.catalog.Model;
import dev.plumbline.usage.price.catalog.PriceSet;
import dev.plumbline.usage.price.catalog.Provider;
import dev.plumbline.usage.price.terms.Discount;
import dev.plumbline.usage.price.terms.ListPrice;
import dev.plumbline.usage.price.terms.LiteLlmPrices;
import dev.plumbline.usage.price.terms.Scope;
import dev.plumbline.usage.price.terms.ServiceTiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * What a look over all prices found; models are written {@code provider:model}.
 *
 * @param free models that cost nothing at their list prices
 * @param unknownPriceKeys price keys of the catalog that no unit has; those prices are left out
 * @param incomplete price sets that could not price some usage, and why
 * @param own list prices, discounts, tier multipliers and overlay names of the user
 * @param idle entries of the user's file that no model of the catalog matches, perhaps misspelt
 */
public record PriceCheck(
    String version,
    int providers,
    int models,
    List<String> free,
    SortedSet<String> unknownPriceKeys,
    List<String> incomplete,
    Own own,
    List<String> idle) {
  /** How many entries of each kind the user gave; {@code models} are those the catalog lacks. */
  public record Own(int models, int prices, int discounts, int overlayNames) {}

  static PriceCheck of(PriceBook book, SortedSet<String> unknownPriceKeys, int ownModels) {
    Catalog catalog = book.catalog();
    List<String> free = new ArrayList<>();
    List<String> incomplete = new ArrayList<>();
    int models = 0;
    for (Provider provider : catalog.providers()) {
      for (Model model : provider.models()) {
        models++;
        String name = provider.id() + ":" + model.id();
        if (model.prices().stream().map(Model.Dated::prices).allMatch(PriceSet::free)) {
          free.add(name);
        }
        for (Model.Dated dated : model.prices()) {
          catalog.units().gaps(dated.prices()).forEach(gap -> incomplete.add(name + ": " + gap));
        }
      }
    }
    Own own =
        new Own(
            ownModels,
            book.terms().prices().size(),
            book.terms().discounts().size(),
            book.terms().overlay().map(LiteLlmPrices::size).orElse(0));
    return new PriceCheck(
        book.version(),
        catalog.providers().size(),
        models,
        List.copyOf(free),
        unknownPriceKeys,
        List.copyOf(incomplete),
        own,
        idle(book));
  }

  private static List<String> idle(PriceBook book) {
    List<String> idle = new ArrayList<>();
    List<Scope> own = book.terms().prices().stream().map(ListPrice::scope).toList();
    for (Discount discount : book.terms().discounts()) {
      if (!known(book.catalog(), own, discount.scope())) {
        idle.add("discount for " + discount.scope().text());
      }
    }
    for (ServiceTiers.Rule rule : book.terms().tiers().rules()) {
      if (!known(book.catalog(), own, rule.scope())) {
        idle.add("service tier for " + rule.scope().text());
      }
    }
    return List.copyOf(idle);
  }

  private static boolean known(Catalog catalog, List<Scope> own, Scope scope) {
    boolean listed =
        catalog.providers().stream()
            .filter(provider -> meant(catalog, provider, scope))
            .anyMatch(
                provider -> provider.models().stream().anyMatch(model -> meant(model, scope)));
    return listed
        || exactlyKnown(catalog, scope)
        || own.stream()
            .anyMatch(price ->
                scope.provider().matches(Set.of(lower(price.provider().text())))
                    && scope.model().matches(Set.of(lower(price.model().text()))));
  }

  private static boolean meant(Catalog catalog, Provider provider, Scope scope) {
    Optional<Provider> named =
        scope.provider().exact() ? catalog.provider(scope.provider().text()) : Optional.empty();
    return scope.provider().matches(Set.of(provider.id()))
        || (named.isPresent() && named.get() == provider);
  }

  private static boolean meant(Model model, Scope scope) {
    return scope.model().matches(Set.of(lower(model.id())));
  }

  private static boolean exactlyKnown(Catalog catalog, Scope scope) {
    return scope.provider().exact()
        && catalog.find(scope.provider().text(), scope.model().text().replace("*", "")).isPresent();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
