package dev.plumbline.gateway.route;

import dev.plumbline.control.Provider;
import dev.plumbline.control.Provider.Dialect;
import dev.plumbline.gateway.call.Demand;
import dev.plumbline.gateway.call.Endpoint;
import dev.plumbline.gateway.call.LlmCall;
import dev.plumbline.gateway.dialect.Json;
import dev.plumbline.usage.price.Prices;
import dev.plumbline.usage.price.catalog.Catalog;
import dev.plumbline.usage.price.catalog.Model;
import dev.plumbline.usage.price.terms.Situation;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** What models can take: from the price catalog, and by the rules known; unknown means yes. */
public final class Capabilities {
  /** The gateway's count of a prompt may be that much above the provider's. */
  private static final double COUNT_ERROR = 1.5;

  private static final Pattern EMBEDDING =
      Pattern.compile("(^|.*[-/_.])embed(ding)?s?([-/_.:].*|$)");
  private static final Pattern BLIND =
      Pattern.compile("(.*/)?(gpt-3\\.5.*|gpt-4(-0.*|-32k.*)?|o1-mini.*|o3-mini.*|claude-2.*)");
  private static final Pattern TOOLLESS =
      Pattern.compile("(.*/)?(o1-mini.*|o1-preview.*|claude-2.*|.*-instruct-0914)");

  /** Providers that refuse fields they do not know; their caches need no marks. */
  private static final Set<String> MARKLESS = Set.of("openai", "azure", "groq", "mistral");

  private static final String CACHED_INPUT = "cache_read_mtok";
  private static final String BATCH = "batch";

  private static final int REMEMBERED = 10_000;

  private final Prices prices;
  private final Map<Name, Traits> known = new ConcurrentHashMap<>();

  private record Name(String provider, String model) {}

  /** Looks up what the catalog in use knows. */
  public Capabilities(Prices prices) {
    this.prices = prices;
  }

  /**
   * What one model of a provider can do.
   *
   * @param contextWindow the tokens it takes at once; empty when unknown
   * @param tools false only when it is known to have none
   * @param vision false only when it is known not to see
   * @param embeddings whether it makes embeddings, and nothing else
   * @param promptCaching false only when the catalog lists it without a price for cached input
   * @param batch whether a price is known for it in batches
   */
  public record Traits(
      OptionalLong contextWindow,
      boolean tools,
      boolean vision,
      boolean embeddings,
      boolean promptCaching,
      boolean batch) {}

  /** What is known of a model. */
  public Traits of(Provider provider, String model) {
    if (known.size() >= REMEMBERED) {
      known.clear();
    }
    return known.computeIfAbsent(new Name(provider.pricedAs(), model), this::find);
  }

  private Traits find(Name of) {
    String model = of.model();
    String name = model.toLowerCase(Locale.ROOT);
    Optional<Model> listed =
        prices.book().catalog().find(of.provider(), model).map(Catalog.Listing::model);
    OptionalLong window =
        listed.map(Model::contextWindow).map(OptionalLong::of).orElse(OptionalLong.empty());
    return new Traits(
        window,
        !TOOLLESS.matcher(name).matches(),
        !BLIND.matcher(name).matches(),
        EMBEDDING.matcher(name).matches(),
        listed.map(Capabilities::caches).orElse(true),
        batches(Situation.lower(of.provider()), name));
  }

  private static boolean caches(Model model) {
    return model.prices().stream()
        .anyMatch(dated -> dated.prices().byPriceKey().containsKey(CACHED_INPUT));
  }

  private boolean batches(String provider, String model) {
    Situation batch =
        new Situation(Set.of(provider), Set.of(model), Instant.now(), BATCH, null, null);
    return prices.book().terms().tiers().multiplier(batch).isPresent();
  }

  /** Why a provider of the application's own dialect, which gets its bytes, cannot take them. */
  private static Optional<String> untranslated(
      Provider provider, String model, Traits traits, LlmCall call, Demand demand) {
    if (call.endpoint().dialect() != provider.dialect()) {
      return Optional.empty();
    }
    boolean strict = provider.dialect() == Dialect.OPENAI && MARKLESS.contains(provider.pricedAs());
    if (demand.cacheMarks() && (strict || !traits.promptCaching())) {
      return Optional.of(
          "The model '%s' of the provider '%s' does not take the field 'cache_control'."
              .formatted(model, provider.id()));
    }
    if (Json.stringOr(call.body(), "service_tier", "").equals(BATCH) && !traits.batch()) {
      return Optional.of(
          "The model '%s' of the provider '%s' has no batches, which the field 'service_tier' asks"
                  .formatted(model, provider.id())
              + " for.");
    }
    return Optional.empty();
  }

  /** Why a model cannot take a call, naming the field; empty when it can, or when nobody knows. */
  Optional<String> against(Provider provider, String model, LlmCall call, Demand demand) {
    Traits traits = of(provider, model);
    if (traits.embeddings() != (call.endpoint() == Endpoint.EMBEDDINGS) && traits.embeddings()) {
      return Optional.of(
          "The model '%s' makes embeddings; the field 'model' must name another one for %s."
              .formatted(model, call.endpoint().path()));
    }
    if (demand.tools() && !traits.tools()) {
      return Optional.of("The model '%s' cannot take the field 'tools'.".formatted(model));
    }
    if (demand.vision() && !traits.vision()) {
      return Optional.of(
          "The model '%s' cannot see the images in the field 'messages'.".formatted(model));
    }
    long window = traits.contextWindow().orElse(Long.MAX_VALUE);
    if (demand.inputTokens() / COUNT_ERROR > window) {
      return Optional.of(
          "The prompt has about %d tokens, and the model '%s' takes %d."
              .formatted(demand.inputTokens(), model, window));
    }
    return untranslated(provider, model, traits, call, demand);
  }
}
