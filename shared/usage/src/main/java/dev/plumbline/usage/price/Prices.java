package dev.plumbline.usage.price;

import dev.plumbline.kernel.Once;
import dev.plumbline.kernel.PlumblineHome;
import dev.plumbline.kernel.Setting;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.price.catalog.CatalogFile;
import dev.plumbline.usage.price.catalog.CatalogStore;
import dev.plumbline.usage.price.catalog.Usage;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What usage costs: the one place where tokens become dollars. Safe for many threads; the catalog
 * is read when it is first needed, at once where the user has a price file.
 */
public final class Prices {
  /** The setting that names the user's price file. */
  public static final Setting FILE =
      Setting.of(
          "prices.file",
          "PLUMBLINE_PRICES",
          "A YAML or JSON file with own prices and discounts; prices.yaml in PLUMBLINE_HOME"
              + " without.");

  private final Supplier<PriceBook> book;

  private Prices(Supplier<PriceBook> book) {
    this.book = book;
  }

  /** The bundled catalog without anything of the user's. */
  public static Prices bundled() {
    return new Prices(new Once<>(() -> PriceBook.of(CatalogFile.bundled(), Optional.empty())));
  }

  /**
   * The catalog in use and the user's terms.
   *
   * @param file the price file that {@link #FILE} names; empty for the one in the home folder
   * @throws dev.plumbline.kernel.Failure.Misconfigured when the price file is wrong
   */
  public static Prices load(PlumblineHome home, Optional<Path> file) {
    Optional<Path> chosen = file.or(() -> termsOf(home));
    Once<PriceBook> book = new Once<>(() -> PriceBook.of(new CatalogStore(home).current(), chosen));
    if (chosen.isPresent()) {
      book.get();
    }
    return new Prices(book);
  }

  private static Optional<Path> termsOf(PlumblineHome home) {
    return Stream.of("prices.yaml", "prices.yml", "prices.json")
        .map(home.folder()::resolve)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** The version that charges are stamped with: the catalog's, and a hash of the user's terms. */
  public String version() {
    return book.get().version();
  }

  /**
   * What an event costs, priced by the model that answered. {@link Charge#UNKNOWN} when no price is
   * known; zero, with its list cost, when our own cache answered.
   *
   * @throws dev.plumbline.kernel.Failure.InvalidInput when its counts contradict each other
   */
  public Charge charge(UsageEvent event) {
    return charge(event, ModelUse.of(event));
  }

  /** What an event would cost as another use, such as on another model. */
  public Charge charge(UsageEvent event, ModelUse use) {
    return book.get().charge(event, use);
  }

  /**
   * What usage costs, unit by unit.
   *
   * @throws dev.plumbline.kernel.Failure.NotFound naming the nearest models, or the known tiers
   */
  public Estimate estimate(ModelUse use, Usage usage) {
    return book.get().estimate(use, usage);
  }

  /**
   * The most that one of several ways to use a model costs, in US dollars; null when no price is
   * known.
   *
   * @throws dev.plumbline.kernel.Failure.InvalidInput when amounts of a way contradict each other
   */
  public @Nullable BigDecimal dearest(ModelUse use, List<Usage> ways) {
    return book.get().dearest(use, ways);
  }

  /** What the same usage costs on several models, cheapest first, those without a price last. */
  public List<Comparison> compare(List<ModelUse> uses, Usage usage) {
    return book.get().compare(uses, usage);
  }

  /**
   * The models with prices at a moment, in the catalog's order, the user's own last.
   *
   * @param provider only that of this id or name; empty for all
   * @param text only models whose id or name contains it; empty for all
   */
  public List<ModelPrices> models(Optional<String> provider, String text, Instant time) {
    return book.get().models(provider, text, time);
  }

  /**
   * The unit prices of one use, in its service tier.
   *
   * @throws dev.plumbline.kernel.Failure.NotFound naming the nearest models, or the known tiers
   */
  public ModelPrices prices(ModelUse use) {
    return book.get().prices(use);
  }

  /** The service tiers in which a use has prices. */
  public List<String> tiers(ModelUse use) {
    return book.get().tiers(use);
  }

  /** Whether everything in use is sound, and what is odd about it. */
  public PriceCheck check() {
    return book.get().check();
  }

  /** The catalog and the terms behind it. */
  public PriceBook book() {
    return book.get();
  }
}
