package dev.plumbline.usage.price.refresh;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.price.catalog.Catalog;
import dev.plumbline.usage.price.catalog.CatalogFile;
import dev.plumbline.usage.price.catalog.CatalogStore;
import dev.plumbline.usage.price.catalog.Model;
import dev.plumbline.usage.price.catalog.Provider;
import dev.plumbline.usage.price.catalog.Rate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Replaces the price catalog in use by a newer one, after checking that it can be used. */
public final class CatalogRefresh {
  private final CatalogStore store;
  private final NpmPackage npm;

  /**
   * What a refresh changed; models are written {@code provider:model}.
   *
   * @param unknownPriceKeys price keys that no unit has; those prices are left out
   */
  public record Outcome(
      String before,
      String after,
      int providers,
      int models,
      SortedSet<String> added,
      SortedSet<String> removed,
      SortedSet<String> changed,
      SortedSet<String> unknownPriceKeys) {}

  /**
   * Refreshes the catalog of a store.
   *
   * @param npm the command that fetches packages, usually {@code npm}
   */
  public CatalogRefresh(CatalogStore store, String npm) {
    this.store = store;
    this.npm = new NpmPackage(npm);
  }

  /**
   * Takes the catalog from a data file, a packed npm package, or the npm package of a name such as
   * {@code @pydantic/genai-prices@0.1.8}, and uses it from now on.
   */
  public Outcome refresh(String source) {
    CatalogFile fresh = read(source);
    CatalogFile before = store.current();
    Outcome outcome = compare(before.catalog(), fresh);
    store.use(fresh);
    return outcome;
  }

  private CatalogFile read(String source) {
    Path file = Path.of(source);
    if (Files.isRegularFile(file)) {
      return source.endsWith(".tgz") ? PackageArchive.read(file) : CatalogFile.read(file);
    }
    if (NpmPackage.names(source)) {
      return npm.fetch(source, PackageArchive::read);
    }
    throw new Failure.NotFound(
        "There is no file '" + source + "'.",
        "Give a catalog's JSON file, a packed package (.tgz), or %s@VERSION."
            .formatted(PackageArchive.PACKAGE));
  }

  private static Outcome compare(Catalog before, CatalogFile fresh) {
    Map<String, String> old = prices(before);
    Map<String, String> now = prices(fresh.catalog());
    SortedSet<String> added = new TreeSet<>(now.keySet());
    added.removeAll(old.keySet());
    SortedSet<String> removed = new TreeSet<>(old.keySet());
    removed.removeAll(now.keySet());
    SortedSet<String> changed =
        now.entrySet().stream()
            .filter(model -> old.containsKey(model.getKey()))
            .filter(model -> !model.getValue().equals(old.get(model.getKey())))
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(TreeSet::new));
    return new Outcome(
        before.version(),
        fresh.catalog().version(),
        fresh.catalog().providers().size(),
        now.size(),
        added,
        removed,
        changed,
        fresh.unknownPriceKeys());
  }

  private static Map<String, String> prices(Catalog catalog) {
    Map<String, String> prices = new TreeMap<>();
    for (Provider provider : catalog.providers()) {
      for (Model model : provider.models()) {
        prices.put(provider.id() + ":" + model.id(), text(model.prices()));
      }
    }
    return prices;
  }

  private static String text(List<Model.Dated> dated) {
    return dated.stream()
        .map(each -> each.condition().text() + texts(each.prices().byPriceKey()))
        .collect(Collectors.joining("; "));
  }

  private static String texts(Map<String, Rate> rates) {
    return rates.entrySet().stream()
        .map(rate -> " " + rate.getKey() + " " + rate.getValue().text())
        .collect(Collectors.joining(","));
  }
}
