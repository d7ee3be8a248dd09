package dev.plumbline.usage.price.catalog;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model of a catalog and its prices over time. */
public final class Model {
  private final String id;
  private final String name;
  private final @Nullable Long contextWindow;
  private final boolean deprecated;
  private final Matcher matcher;
  private final List<Dated> prices;

  /** Prices and when they hold. */
  public record Dated(Condition condition, PriceSet prices) {}

  Model(
      String id,
      String name,
      @Nullable Long contextWindow,
      boolean deprecated,
      Matcher matcher,
      List<Dated> prices) {
    this.id = id;
    this.name = name;
    this.contextWindow = contextWindow;
    this.deprecated = deprecated;
    this.matcher = matcher;
    this.prices = List.copyOf(prices);
  }

  /** Its id in the catalog. */
  public String id() {
    return id;
  }

  /** Its name for people. */
  public String name() {
    return name;
  }

  /** The tokens it takes at once; null when the catalog does not say. */
  public @Nullable Long contextWindow() {
    return contextWindow;
  }

  /** Whether its provider gives it up. */
  public boolean deprecated() {
    return deprecated;
  }

  /** All its prices; the last whose condition holds counts. */
  public List<Dated> prices() {
    return prices;
  }

  /** Its prices at a moment; the first ones where no condition holds. */
  public PriceSet at(Instant time) {
    for (Dated dated : prices.reversed()) {
      if (dated.condition().holds(time)) {
        return dated.prices();
      }
    }
    return prices.getFirst().prices();
  }

  boolean matches(String lowerCaseName) {
    return matcher.matches(lowerCaseName);
  }
}
