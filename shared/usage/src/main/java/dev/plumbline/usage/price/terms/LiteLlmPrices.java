package dev.plumbline.usage.price.terms;

import dev.plumbline.usage.price.catalog.Rate;
import dev.plumbline.usage.price.catalog.Unit;
import dev.plumbline.usage.price.catalog.Units;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Prices of LiteLLM's {@code model_prices_and_context_window.json}, given by the user.
 *
 * <p>Read are the fields that name a price of a unit we count: tokens, prompt cache, audio, images,
 * searches, their long-context tiers, and those of the tiers batch, flex and priority.
 */
public final class LiteLlmPrices {
  private static final Pattern LONG_CONTEXT = Pattern.compile("(.+)_above_(\\d{1,6})k_tokens");

  /** LiteLLM's field, our price key, and the factor from its price to ours. */
  private record Field(String name, String priceKey, BigDecimal factor) {}

  private static final List<Field> FIELDS =
      List.of(
          perMillion("input_cost_per_token", "input_mtok"),
          perMillion("output_cost_per_token", "output_mtok"),
          perMillion("cache_read_input_token_cost", "cache_read_mtok"),
          perMillion("cache_creation_input_token_cost", "cache_write_mtok"),
          perMillion("cache_creation_input_token_cost_above_1hr", "cache_write_1h_mtok"),
          perMillion("output_cost_per_reasoning_token", "output_reasoning_mtok"),
          perMillion("input_cost_per_audio_token", "input_audio_mtok"),
          perMillion("output_cost_per_audio_token", "output_audio_mtok"),
          new Field("input_cost_per_second", "audio_hours", new BigDecimal(3600)),
          new Field("input_cost_per_request", "requests_kcount", new BigDecimal(1000)),
          new Field("output_cost_per_image", "images_count", BigDecimal.ONE));

  private static final Map<String, String> TIERS =
      Map.of("_batches", "batch", "_flex", "flex", "_priority", "priority");

  private final Map<String, Map<String, Map<Unit, Rate>>> models;

  private LiteLlmPrices(Map<String, Map<String, Map<Unit, Rate>>> models) {
    this.models = models;
  }

  static LiteLlmPrices read(JsonNode data, Units units) {
    if (!data.isObject()) {
      throw new IllegalArgumentException("it is not LiteLLM's map of models");
    }
    Map<String, Map<String, Map<Unit, Rate>>> models = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : data.properties()) {
      JsonNode model = entry.getValue();
      if (entry.getKey().equals("sample_spec") || !model.isObject()) {
        continue;
      }
      Map<String, Map<Unit, Rate>> tiers = new HashMap<>();
      tiers.put(ServiceTiers.STANDARD, rates(entry.getKey(), model, "", units));
      TIERS.forEach((suffix, tier) -> {
        Map<Unit, Rate> rates = rates(entry.getKey(), model, suffix, units);
        if (!rates.isEmpty()) {
          tiers.put(tier, rates);
        }
      });
      String provider = model.path("litellm_provider").stringValue("");
      names(provider, entry.getKey()).forEach(name -> models.putIfAbsent(name, tiers));
    }
    return new LiteLlmPrices(models);
  }

  /** How many names of models it knows. */
  public int size() {
    return models.size();
  }

  /** The rates of a model in a service tier, if it is listed with that tier. */
  public Optional<Map<Unit, Rate>> rates(
      Collection<String> providers, Collection<String> names, String tier) {
    for (String provider : providers) {
      for (String name : names) {
        Map<String, Map<Unit, Rate>> model = models.get(provider + "/" + name);
        if (model != null && model.containsKey(tier)) {
          return Optional.of(model.getOrDefault(tier, Map.of()));
        }
      }
    }
    return Optional.empty();
  }

  /** The names under which a model is looked up: always provider, slash, model. */
  private static List<String> names(String provider, String key) {
    String name = Situation.lower(key);
    List<String> names = new ArrayList<>();
    String own = Situation.lower(provider);
    String bare = name.startsWith(own + "/") ? name.substring(own.length() + 1) : name;
    for (String alias : aliases(own)) {
      names.add(alias + "/" + bare);
    }
    return names;
  }

  private static List<String> aliases(String provider) {
    return switch (provider) {
      case "bedrock", "bedrock_converse" -> List.of("bedrock", "aws");
      case "xai" -> List.of("xai", "x-ai");
      case "together_ai" -> List.of("together_ai", "together");
      case "moonshot" -> List.of("moonshot", "moonshotai");
      case "gemini" -> List.of("gemini", "google");
      case "azure_ai" -> List.of("azure_ai", "azure");
      case "voyage" -> List.of("voyage", "voyageai");
      case "text-completion-openai" -> List.of("openai");
      default ->
          provider.startsWith("vertex_ai")
              ? List.of(provider, "vertex_ai", "google")
              : List.of(provider);
    };
  }

  private static Map<Unit, Rate> rates(String name, JsonNode model, String suffix, Units units) {
    Map<Unit, Rate> rates = new HashMap<>();
    for (Field field : FIELDS) {
      JsonNode base = model.path(field.name() + suffix);
      if (base.isNumber()) {
        rates.put(units.priced(field.priceKey()), rate(name, model, field, suffix));
      }
    }
    JsonNode searches =
        model.path("search_context_cost_per_query").path("search_context_size_medium");
    if (suffix.isEmpty() && searches.isNumber()) {
      Field field = new Field("search_context_size_medium", "web_searches_kcount", thousand());
      rates.put(units.priced(field.priceKey()), flat(name, searches, field));
    }
    return rates;
  }

  private static Rate rate(String name, JsonNode model, Field field, String suffix) {
    List<Rate.Tier> tiers = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : model.properties()) {
      String key = entry.getKey();
      if (!key.endsWith(suffix) || !entry.getValue().isNumber()) {
        continue;
      }
      Matcher tier = LONG_CONTEXT.matcher(key.substring(0, key.length() - suffix.length()));
      if (tier.matches() && tier.group(1).equals(field.name())) {
        long start = Long.parseLong(tier.group(2)) * 1000;
        tiers.add(new Rate.Tier(start, flat(name, entry.getValue(), field).base()));
      }
    }
    return new Rate(flat(name, model.path(field.name() + suffix), field).base(), tiers);
  }

  private static Rate flat(String name, JsonNode price, Field field) {
    try {
      return Rate.flat(price.decimalValue().multiply(field.factor()));
    } catch (IllegalArgumentException absurd) {
      throw new IllegalArgumentException(
          "the %s of %s is %s".formatted(field.name(), name, price), absurd);
    }
  }

  private static Field perMillion(String name, String priceKey) {
    return new Field(name, priceKey, new BigDecimal(1_000_000));
  }

  private static BigDecimal thousand() {
    return new BigDecimal(1000);
  }
}
