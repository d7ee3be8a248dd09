package dev.plumbline.usage.price;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Money;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.price.catalog.Catalog;
import dev.plumbline.usage.price.catalog.CatalogFile;
import dev.plumbline.usage.price.catalog.Line;
import dev.plumbline.usage.price.catalog.Meter;
import dev.plumbline.usage.price.catalog.Model;
import dev.plumbline.usage.price.catalog.PriceSet;
import dev.plumbline.usage.price.catalog.Provider;
import dev.plumbline.usage.price.catalog.Usage;
import dev.plumbline.usage.price.terms.ListPrice;
import dev.plumbline.usage.price.terms.Terms;
import dev.plumbline.usage.price.terms.TermsReader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** One catalog with one set of terms: all prices there are; immutable. */
public final class PriceBook {
  private final SortedSet<String> unknownPriceKeys;
  private final Catalog catalog;
  private final Terms terms;
  private final Tariffs tariffs;
  private final Meter meter;
  private final String version;
  private final Charging charging;

  private PriceBook(CatalogFile file, Terms terms) {
    this.unknownPriceKeys = file.unknownPriceKeys();
    this.catalog = file.catalog();
    this.terms = terms;
    this.tariffs = new Tariffs(catalog, terms);
    this.meter = new Meter(catalog.units());
    this.version =
        terms.fingerprint().isEmpty()
            ? catalog.version()
            : catalog.version() + "+" + terms.fingerprint();
    this.charging = new Charging(catalog.units(), version);
  }

  static PriceBook of(CatalogFile catalog, Optional<Path> terms) {
    TermsReader reader = new TermsReader(catalog.catalog().units());
    return new PriceBook(catalog, terms.map(reader::read).orElseGet(reader::bundled));
  }

  /** The catalog's version, and a hash of the user's terms where there are any. */
  public String version() {
    return version;
  }

  /** The list prices it starts from. */
  public Catalog catalog() {
    return catalog;
  }

  /** What changes them. */
  public Terms terms() {
    return terms;
  }

  Charge charge(UsageEvent event, ModelUse use) {
    return charging.charge(event, tariffs.find(use));
  }

  Estimate estimate(ModelUse use, Usage usage) {
    usage.amounts().keySet().forEach(catalog.units()::unit);
    return switch (tariffs.find(use)) {
      case Tariff.Known known -> estimate(use, known, usage);
      case Tariff.NoModel none -> throw unknownModel(use);
      case Tariff.NoTier none -> throw unknownTier(use, none);
    };
  }

  private Estimate estimate(ModelUse use, Tariff.Known known, Usage used) {
    Usage usage = Minimums.apply(known.provider(), known.model(), used);
    List<Line> lines = meter.measure(known.paid(), usage);
    return new Estimate(
        known.provider(),
        known.model(),
        terms.tiers().normal(use.serviceTier()),
        Money.exact(Meter.sum(lines)),
        known.list().map(list -> Money.exact(meter.total(list, usage))).orElse(null),
        lines,
        known.paid().isEmpty() ? List.of() : meter.unpriced(known.paid(), usage),
        version);
  }

  @Nullable BigDecimal dearest(ModelUse use, List<Usage> ways) {
    if (!(tariffs.find(use) instanceof Tariff.Known known)) {
      return null;
    }
    BigDecimal dearest = BigDecimal.ZERO;
    for (Usage way : ways) {
      Usage usage = Minimums.apply(known.provider(), known.model(), way);
      dearest = dearest.max(meter.total(known.paid(), usage));
    }
    return Money.exact(dearest);
  }

  List<Comparison> compare(List<ModelUse> uses, Usage usage) {
    List<Comparison> compared = new ArrayList<>();
    for (ModelUse use : uses) {
      try {
        Estimate estimate = estimate(use, usage);
        compared.add(new Comparison(estimate.provider(), estimate.model(), estimate, null));
      } catch (Failure.NotFound unpriced) {
        compared.add(new Comparison(use.provider(), use.model(), null, unpriced.text()));
      }
    }
    Comparator<Comparison> cheapest =
        Comparator.comparing(
            one -> one.estimate() == null ? null : one.estimate().cost(),
            Comparator.nullsLast(Comparator.naturalOrder()));
    compared.sort(cheapest);
    return List.copyOf(compared);
  }

  List<ModelPrices> models(Optional<String> provider, String text, Instant time) {
    Optional<Provider> only = provider.flatMap(catalog::provider);
    List<ModelPrices> models = new ArrayList<>();
    for (Provider listed : catalog.providers()) {
      if (provider.isEmpty() || (only.isPresent() && only.get() == listed)) {
        listed.models().stream()
            .filter(model -> contains(model.id(), text) || contains(model.name(), text))
            .forEach(model -> models.add(prices(listed, model, time)));
      }
    }
    for (ListPrice own : own()) {
      String ownProvider = own.scope().provider().text();
      String ownModel = own.scope().model().text();
      if (contains(ownModel, text) && provider.map(ownProvider::equalsIgnoreCase).orElse(true)) {
        tariffOf(ModelUse.of(ownProvider, ownModel, time))
            .ifPresent(known ->
                models.add(row(ownProvider, ownModel, ownModel, null, false, known, true)));
      }
    }
    return List.copyOf(models);
  }

  /**
   * The prices of one use, in its service tier.
   *
   * @throws Failure.NotFound naming the nearest models, or the known tiers
   */
  ModelPrices prices(ModelUse use) {
    Tariff.Known known =
        switch (tariffs.find(use)) {
          case Tariff.Known found -> found;
          case Tariff.NoModel none -> throw unknownModel(use);
          case Tariff.NoTier none -> throw unknownTier(use, none);
        };
    Optional<Model> model = catalog.find(use.provider(), use.model()).map(Catalog.Listing::model);
    return row(
        known.provider(),
        known.model(),
        model.map(Model::name).orElse(known.model()),
        model.map(Model::contextWindow).orElse(null),
        model.map(Model::deprecated).orElse(false),
        known,
        model.isEmpty());
  }

  /** The service tiers in which a use has prices. */
  List<String> tiers(ModelUse use) {
    return terms.tiers().names().stream()
        .filter(tier -> tariffOf(use.in(tier)).isPresent())
        .toList();
  }

  PriceCheck check() {
    return PriceCheck.of(this, unknownPriceKeys, own().size());
  }

  /** The user's list prices of models that the catalog lacks, one a model. */
  private List<ListPrice> own() {
    Set<String> seen = new LinkedHashSet<>();
    return terms.prices().stream()
        .filter(price -> price.scope().provider().exact() && price.scope().model().exact())
        .filter(price ->
            catalog.find(price.scope().provider().text(), price.scope().model().text()).isEmpty())
        .filter(
            price -> seen.add(price.scope().provider().text() + ":" + price.scope().model().text()))
        .toList();
  }

  private ModelPrices prices(Provider provider, Model model, Instant time) {
    Tariff.Known known =
        tariffOf(ModelUse.of(provider.id(), model.id(), time))
            .filter(found -> found.model().equals(model.id()))
            .orElseGet(() -> {
              PriceSet set = model.at(time);
              return new Tariff.Known(provider.id(), model.id(), Optional.of(set), set);
            });
    return row(
        provider.id(),
        model.id(),
        model.name(),
        model.contextWindow(),
        model.deprecated(),
        known,
        false);
  }

  private static ModelPrices row(
      String provider,
      String model,
      String name,
      @Nullable Long contextWindow,
      boolean deprecated,
      Tariff.Known known,
      boolean own) {
    PriceSet list = known.list().orElse(PriceSet.EMPTY);
    return new ModelPrices(
        provider,
        model,
        name,
        contextWindow,
        deprecated,
        list.byPriceKey(),
        known.paid().byPriceKey(),
        own);
  }

  private Optional<Tariff.Known> tariffOf(ModelUse use) {
    return tariffs.find(use) instanceof Tariff.Known known ? Optional.of(known) : Optional.empty();
  }

  private Failure unknownModel(ModelUse use) {
    Optional<Provider> provider = catalog.provider(use.provider());
    if (provider.isEmpty() && !use.provider().isEmpty()) {
      List<String> ids = catalog.providers().stream().map(Provider::id).toList();
      return new Failure.NotFound(
          "No price is known for the provider '%s'.".formatted(use.provider()),
          (Nearest.hint(use.provider(), ids) + " Or state its prices in prices.yaml.").strip());
    }
    List<String> models =
        provider.map(List::of).orElseGet(catalog::providers).stream()
            .flatMap(at -> at.models().stream())
            .map(Model::id)
            .distinct()
            .toList();
    return new Failure.NotFound(
        "No price is known for the model '%s'%s."
            .formatted(use.model(), use.provider().isEmpty() ? "" : " of '" + use.provider() + "'"),
        (Nearest.hint(use.model(), models) + " Or state its prices in prices.yaml.").strip());
  }

  private Failure unknownTier(ModelUse use, Tariff.NoTier none) {
    return new Failure.NotFound(
        "What %s of %s costs in the service tier '%s' is not known."
            .formatted(none.model(), none.provider(), use.serviceTier()),
        "Known tiers of some models: %s. State it under service_tiers in prices.yaml."
            .formatted(String.join(", ", terms.tiers().names())));
  }

  private static boolean contains(String name, String text) {
    return name.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
  }
}
