package dev.plumbline.usage.price.catalog;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every unit of a catalog, and how they nest. */
public final class Units {
  /** All input tokens: uncached, read from and written to the prompt cache. */
  public static final String INPUT = "input_tokens";

  /** Input tokens read from the prompt cache. */
  public static final String CACHE_READ = "cache_read_tokens";

  /** Input tokens written to the prompt cache, for however long. */
  public static final String CACHE_WRITE = "cache_write_tokens";

  /** Output tokens, reasoning included. */
  public static final String OUTPUT = "output_tokens";

  /** Whole requests; counted, never reported as usage. */
  public static final String REQUESTS = "requests";

  /** Whole images, which the package's units lack; a price list of the user may name them. */
  private static final Draft IMAGES =
      new Draft("images", "images_count", BigDecimal.ONE, Map.of("family", "images"));

  private final Map<String, Unit> byKey = new LinkedHashMap<>();
  private final Map<String, Unit> byPriceKey = new HashMap<>();
  private final Map<Map<String, String>, Unit> byDimensions = new HashMap<>();

  /** A unit before it is known what includes it. */
  record Draft(String key, String priceKey, BigDecimal per, Map<String, String> dimensions) {
    boolean includes(Draft other) {
      return !key.equals(other.key)
          && other.dimensions.entrySet().containsAll(dimensions.entrySet());
    }
  }

  Units(Collection<Draft> read) {
    Map<String, Draft> drafts = new TreeMap<>(Map.of(IMAGES.key(), IMAGES));
    read.forEach(draft -> drafts.put(draft.key(), draft));
    for (Draft draft : drafts.values()) {
      Set<String> ancestors = new HashSet<>();
      drafts.values().stream()
          .filter(other -> other.includes(draft))
          .forEach(other -> ancestors.add(other.key()));
      Unit unit =
          new Unit(draft.key(), draft.priceKey(), draft.per(), draft.dimensions(), ancestors);
      byKey.put(unit.key(), unit);
      byPriceKey.put(unit.priceKey(), unit);
      byDimensions.put(unit.dimensions(), unit);
    }
  }

  /** The unit of a usage key such as {@code input_tokens}. */
  public Unit unit(String key) {
    return known(byKey, key, "usage unit");
  }

  /** The unit of a price key such as {@code input_mtok}. */
  public Unit priced(String priceKey) {
    return known(byPriceKey, priceKey, "price");
  }

  /** The unit of a usage key, if there is one. */
  public Optional<Unit> find(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** The unit of a price key, if there is one. */
  public Optional<Unit> findPriced(String priceKey) {
    return Optional.ofNullable(byPriceKey.get(priceKey));
  }

  /** The usage keys that a request can report. */
  public Set<String> keys() {
    Set<String> keys = new TreeSet<>(byKey.keySet());
    keys.remove(REQUESTS);
    return keys;
  }

  /** The price keys, for error messages and documents. */
  public Set<String> priceKeys() {
    return new TreeSet<>(byPriceKey.keySet());
  }

  /** The unit that counts exactly what both count, if there is one. */
  @Nullable Unit join(Unit one, Unit other) {
    if (!one.overlaps(other)) {
      return null;
    }
    Map<String, String> both = new HashMap<>(one.dimensions());
    both.putAll(other.dimensions());
    return byDimensions.get(both);
  }

  /** What a price set lacks to price every usage of its units, as sentences; empty when sound. */
  public List<String> gaps(PriceSet prices) {
    List<String> gaps = new ArrayList<>();
    List<Unit> priced = List.copyOf(prices.units());
    for (Unit unit : priced) {
      for (String ancestor : unit.ancestors()) {
        if (prices.rate(unit(ancestor)).isEmpty()) {
          gaps.add("%s without %s".formatted(unit.priceKey(), unit(ancestor).priceKey()));
        }
      }
    }
    for (int i = 0; i < priced.size(); i++) {
      for (Unit other : priced.subList(i + 1, priced.size())) {
        Unit both = join(priced.get(i), other);
        if (both != null && prices.rate(both).isEmpty()) {
          gaps.add(
              "%s and %s without %s"
                  .formatted(priced.get(i).priceKey(), other.priceKey(), both.priceKey()));
        }
      }
    }
    return gaps;
  }

  private static Unit known(Map<String, Unit> units, String name, String what) {
    Unit unit = units.get(name);
    if (unit == null) {
      List<String> known = units.keySet().stream().sorted().toList();
      String hint = Nearest.hint(name, known);
      throw new Failure.InvalidInput(
          "Unknown " + what + " '" + name + "'.",
          hint.isEmpty() ? "Known: " + String.join(", ", known) + "." : hint);
    }
    return unit;
  }
}
