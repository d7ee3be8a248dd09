package dev.plumbline.usage.price.catalog;

import dev.plumbline.kernel.Failure;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;

/** Makes a catalog of the package's data; what it cannot read is an error that names the model. */
final class CatalogReader {
  private final Units units;
  private final SortedSet<String> unknownPriceKeys = new TreeSet<>();

  CatalogReader(JsonNode unitData) {
    List<Units.Draft> drafts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : unitData.properties()) {
      JsonNode unit = entry.getValue();
      Map<String, String> dimensions = new LinkedHashMap<>();
      unit.path("dimensions")
          .properties()
          .forEach(dimension -> dimensions.put(dimension.getKey(), text(dimension.getValue())));
      drafts.add(
          new Units.Draft(
              entry.getKey(),
              unit.path("price_key").stringValue(entry.getKey()),
              unit.required("per").decimalValue(),
              dimensions));
    }
    if (drafts.stream().noneMatch(draft -> draft.key().equals(Units.INPUT))) {
      throw new IllegalArgumentException("it has no units such as " + Units.INPUT);
    }
    units = new Units(drafts);
  }

  Catalog read(String version, JsonNode providerData) {
    List<Provider> providers = new ArrayList<>();
    for (JsonNode provider : providerData) {
      providers.add(provider(provider));
    }
    if (providers.isEmpty()) {
      throw new IllegalArgumentException("it has no providers");
    }
    return new Catalog(version, units, providers);
  }

  /** Price keys that no unit has; their prices were left out. */
  SortedSet<String> unknownPriceKeys() {
    return unknownPriceKeys;
  }

  private Provider provider(JsonNode data) {
    String id = text(data.required("id"));
    List<Model> models = new ArrayList<>();
    for (JsonNode model : data.required("models")) {
      models.add(model(id, model));
    }
    List<String> fallbacks = new ArrayList<>();
    data.path("fallback_model_providers").forEach(fallback -> fallbacks.add(text(fallback)));
    return new Provider(
        id,
        data.path("name").stringValue(id),
        data.has("provider_match") ? matcher(data.required("provider_match")) : null,
        data.has("model_match") ? matcher(data.required("model_match")) : null,
        fallbacks,
        models);
  }

  private Model model(String provider, JsonNode data) {
    String id = text(data.required("id"));
    try {
      return new Model(
          id,
          data.path("name").stringValue(id),
          data.has("context_window") ? data.required("context_window").longValue() : null,
          data.path("deprecated").booleanValue(false),
          matcher(data.required("match")),
          dated(data.required("prices")));
    } catch (IllegalArgumentException | DateTimeException | Failure wrong) {
      throw new IllegalArgumentException(
          "the model %s of %s has data that is not understood: %s"
              .formatted(id, provider, wrong.getMessage()),
          wrong);
    }
  }

  private List<Model.Dated> dated(JsonNode data) {
    if (!data.isArray()) {
      return List.of(new Model.Dated(new Condition.Always(), prices(data)));
    }
    List<Model.Dated> dated = new ArrayList<>();
    for (JsonNode entry : data) {
      Condition condition =
          entry.has("constraint")
              ? condition(entry.required("constraint"))
              : new Condition.Always();
      dated.add(new Model.Dated(condition, prices(entry.required("prices"))));
    }
    if (dated.isEmpty()) {
      throw new IllegalArgumentException("no prices");
    }
    return dated;
  }

  private static Condition condition(JsonNode data) {
    if (data.has("start_date")) {
      return new Condition.Since(LocalDate.parse(text(data.required("start_date"))));
    }
    if (data.has("start_time") && data.has("end_time")) {
      return new Condition.Daily(
          OffsetTime.parse(text(data.required("start_time"))),
          OffsetTime.parse(text(data.required("end_time"))));
    }
    throw new IllegalArgumentException("the price constraint " + data);
  }

  private PriceSet prices(JsonNode data) {
    Map<Unit, Rate> rates = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : data.properties()) {
      units
          .findPriced(entry.getKey())
          .ifPresentOrElse(
              unit -> rates.put(unit, rate(entry.getValue())),
              () -> unknownPriceKeys.add(entry.getKey()));
    }
    return rates.isEmpty() ? PriceSet.EMPTY : PriceSet.of(rates);
  }

  private static Rate rate(JsonNode data) {
    if (data.isNumber()) {
      return Rate.flat(data.decimalValue());
    }
    List<Rate.Tier> tiers = new ArrayList<>();
    for (JsonNode tier : data.required("tiers")) {
      tiers.add(
          new Rate.Tier(tier.required("start").longValue(), tier.required("price").decimalValue()));
    }
    return new Rate(data.required("base").decimalValue(), tiers);
  }

  private static Matcher matcher(JsonNode data) {
    if (data.size() != 1) {
      throw new IllegalArgumentException("the match " + data);
    }
    Map.Entry<String, JsonNode> only = data.properties().iterator().next();
    JsonNode value = only.getValue();
    return switch (only.getKey()) {
      case "or" -> new Matcher.Any(matchers(value));
      case "and" -> new Matcher.All(matchers(value));
      case "equals" -> new Matcher.Equals(lower(value));
      case "starts_with" -> new Matcher.StartsWith(lower(value));
      case "ends_with" -> new Matcher.EndsWith(lower(value));
      case "contains" -> new Matcher.Contains(lower(value));
      case "regex" -> new Matcher.Regex(pattern(text(value)));
      default -> throw new IllegalArgumentException("the match " + only.getKey());
    };
  }

  private static List<Matcher> matchers(JsonNode data) {
    List<Matcher> parts = new ArrayList<>();
    data.forEach(part -> parts.add(matcher(part)));
    return List.copyOf(parts);
  }

  private static Pattern pattern(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException wrong) {
      throw new IllegalArgumentException("the pattern " + regex, wrong);
    }
  }

  private static String lower(JsonNode value) {
    return text(value).toLowerCase(Locale.ROOT);
  }

  private static String text(JsonNode value) {
    return value.stringValue();
  }
}
