package dev.plumbline.usage.price.terms;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.price.catalog.Rate;
import dev.plumbline.usage.price.catalog.Unit;
import dev.plumbline.usage.price.catalog.Units;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the user's price file (YAML or JSON), what it refers to, and the bundled tiers. */
public final class TermsReader {
  private static final BigDecimal HUNDRED = new BigDecimal(100);

  private final Units units;
  private final ServiceTiers tiers;

  public TermsReader(Units units) {
    this.units = units;
    Fields fields =
        new Fields(Documents.bundled("service-tiers.json"), "service-tiers.json")
            .allow("about", "standard", "service_tiers");
    ServiceTiers names = new ServiceTiers(Set.copyOf(fields.texts("standard")), List.of());
    this.tiers = names.and(rules(fields, names));
  }

  /** The bundled service tiers and nothing else. */
  public Terms bundled() {
    return new Terms(List.of(), List.of(), tiers, Optional.empty(), "");
  }

  /**
   * The terms of a file.
   *
   * @throws Failure.Misconfigured naming the entry, the field and the nearest known one
   */
  public Terms read(Path file) {
    byte[] bytes = Documents.bytes(file);
    String name = String.valueOf(file.getFileName());
    JsonNode root = Documents.parse(file, bytes);
    if (root.isNull() || root.isMissingNode()) {
      return bundled();
    }
    Fields fields = new Fields(root, name).allow("prices", "discounts", "service_tiers", "litellm");
    List<ListPrice> prices = fields.entries("prices").stream().map(this::listPrice).toList();
    List<Discount> discounts = fields.entries("discounts").stream().map(this::discount).toList();
    Fingerprint fingerprint = new Fingerprint().add(bytes);
    Optional<LiteLlmPrices> overlay = overlay(file, fields, fingerprint);
    return new Terms(
        prices, discounts, tiers.and(rules(fields, tiers)), overlay, fingerprint.text());
  }

  private Optional<LiteLlmPrices> overlay(Path file, Fields fields, Fingerprint fingerprint) {
    String overlay = fields.text("litellm");
    if (overlay == null) {
      return Optional.empty();
    }
    Path path = file.toAbsolutePath().resolveSibling(overlay);
    byte[] bytes = Documents.bytes(path);
    fingerprint.add(bytes);
    try {
      return Optional.of(LiteLlmPrices.read(Documents.parseForeign(path, bytes), units));
    } catch (IllegalArgumentException wrong) {
      throw Documents.unusable(path, wrong.getMessage());
    }
  }

  private ListPrice listPrice(Fields entry) {
    entry.allow("provider", "model", "from", "to", "service_tier", "prices", "note");
    Scope scope = scope(entry);
    boolean standard = ServiceTiers.STANDARD.equals(scope.tier());
    return new ListPrice(standard ? scope.ofEveryTier() : scope, rates(entry));
  }

  private Discount discount(Fields entry) {
    entry.allow(
        "provider",
        "model",
        "from",
        "to",
        "service_tier",
        "department",
        "key",
        "percent",
        "units",
        "prices",
        "note");
    if (entry.has("percent") == entry.has("prices")) {
      throw new Failure.Misconfigured(
          entry.place() + " needs either percent or prices.",
          "Write 'percent: 10', or 'prices:' with contract prices.");
    }
    if (entry.has("prices")) {
      entry.allow(
          "provider", "model", "from", "to", "service_tier", "department", "key", "prices", "note");
      return new Discount(scope(entry), null, Set.of(), rates(entry));
    }
    Set<Unit> only = new HashSet<>();
    entry.texts("units").forEach(key -> only.add(priced(entry, key)));
    BigDecimal percent = entry.number("percent", HUNDRED.negate(), HUNDRED);
    return new Discount(scope(entry), percent, only, Map.of());
  }

  private static List<ServiceTiers.Rule> rules(Fields fields, ServiceTiers names) {
    return fields.entries("service_tiers").stream().map(entry -> rule(entry, names)).toList();
  }

  private static ServiceTiers.Rule rule(Fields entry, ServiceTiers names) {
    entry.allow("provider", "model", "from", "to", "service_tier", "multiplier", "note", "source");
    if (!entry.has("service_tier")) {
      throw new Failure.Misconfigured(
          entry.place() + " names no service_tier.", "Write 'service_tier: batch'.");
    }
    return new ServiceTiers.Rule(
        scope(entry, names), entry.number("multiplier", BigDecimal.ZERO, HUNDRED));
  }

  private Scope scope(Fields entry) {
    return scope(entry, tiers);
  }

  private static Scope scope(Fields entry, ServiceTiers names) {
    String tier = entry.text("service_tier");
    Scope scope =
        new Scope(
            pattern(entry.text("provider")),
            pattern(entry.text("model")),
            entry.time("from"),
            entry.time("to"),
            tier == null ? null : names.normal(tier),
            entry.text("department"),
            entry.text("key"));
    if (scope.from() != null && scope.to() != null && !scope.from().isBefore(scope.to())) {
      throw new Failure.Misconfigured(
          entry.place() + " ends before it begins.", "Choose a 'to' after its 'from'.");
    }
    return scope;
  }

  private static NamePattern pattern(@Nullable String text) {
    return text == null ? NamePattern.ANY : NamePattern.of(text);
  }

  private Map<Unit, Rate> rates(Fields entry) {
    Map<Unit, Rate> rates = new HashMap<>();
    entry.rates("prices").forEach((key, rate) -> rates.put(priced(entry, key), rate));
    if (rates.isEmpty()) {
      throw new Failure.Misconfigured(
          entry.place() + " has no prices.", "Write 'prices: {input_mtok: 1, output_mtok: 2}'.");
    }
    return rates;
  }

  private Unit priced(Fields entry, String key) {
    return units.findPriced(key).orElseThrow(() -> entry.unknown("price", key, units.priceKeys()));
  }
}
