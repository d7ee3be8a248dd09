package dev.plumbline.gateway.http;

import dev.plumbline.control.ControlView;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Route;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.gateway.access.Access;
import dev.plumbline.gateway.access.Plan;
import dev.plumbline.gateway.route.Capabilities.Traits;
import dev.plumbline.usage.price.catalog.Catalog;
import dev.plumbline.usage.price.catalog.Model;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The models that a key may ask for, in the dialect of the application. */
public final class ModelsPage implements Page {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Supplier<ControlView> views;
  private final Access access;
  private final Supplier<Catalog> catalog;
  private final BiFunction<Provider, String, Traits> traits;
  private final InstantSource clock;

  /** Lists routes, and what the catalog knows of the providers that are set up. */
  public ModelsPage(
      Supplier<ControlView> views,
      Access access,
      Supplier<Catalog> catalog,
      BiFunction<Provider, String, Traits> traits,
      InstantSource clock) {
    this.views = views;
    this.access = access;
    this.catalog = catalog;
    this.traits = traits;
    this.clock = clock;
  }

  @Override
  public void answer(Exchange exchange) throws IOException {
    ControlView view = views.get();
    VirtualKey key = access.caller(view, exchange::header, exchange.peer(), clock.instant()).key();
    Map<String, String> models = models(view, key);
    boolean anthropic = exchange.header("anthropic-version") != null;
    ObjectNode answer = anthropic ? anthropic(models) : openAi(models, view);
    exchange.send(
        200,
        "application/json",
        new TreeMap<>(),
        answer.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Who serves them, by the names that a key may ask for. */
  private Map<String, String> models(ControlView view, VirtualKey key) {
    Map<String, String> models = new LinkedHashMap<>();
    for (Route route : view.state().routes()) {
      boolean served =
          route.targets().stream().anyMatch(target -> Plan.mayUse(key, target.provider()));
      if (served && Plan.mayAsk(key, route.id())) {
        models.put(route.id(), "plumbline");
      }
    }
    for (Provider provider : view.state().providers()) {
      if (Plan.mayUse(key, provider.id())) {
        catalog
            .get()
            .provider(provider.pricedAs())
            .ifPresent(listed ->
                listed.models().stream()
                    .filter(model -> !model.deprecated())
                    .map(Model::id)
                    .filter(model -> Plan.mayAsk(key, model))
                    .forEach(model -> models.putIfAbsent(model, provider.id())));
      }
    }
    return models;
  }

  private ObjectNode openAi(Map<String, String> models, ControlView view) {
    ObjectNode answer = JSON.createObjectNode().put("object", "list");
    ArrayNode data = answer.putArray("data");
    models.forEach((model, owner) -> {
      ObjectNode entry =
          data.addObject()
              .put("id", model)
              .put("object", "model")
              .put("created", 0)
              .put("owned_by", owner);
      view.provider(owner)
          .ifPresent(
              provider -> entry.set("capabilities", capabilities(traits.apply(provider, model))));
    });
    return answer;
  }

  private static ObjectNode capabilities(Traits traits) {
    ObjectNode known = JSON.createObjectNode();
    traits.contextWindow().ifPresent(tokens -> known.put("context_window", tokens));
    return known
        .put("tools", traits.tools())
        .put("vision", traits.vision())
        .put("embeddings", traits.embeddings())
        .put("prompt_caching", traits.promptCaching())
        .put("batch", traits.batch());
  }

  private static ObjectNode anthropic(Map<String, String> models) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode data = answer.putArray("data");
    models
        .keySet()
        .forEach(model ->
            data.addObject()
                .put("type", "model")
                .put("id", model)
                .put("display_name", model)
                .put("created_at", Instant.EPOCH.toString()));
    answer.put("has_more", false);
    answer.put("first_id", models.isEmpty() ? null : models.keySet().iterator().next());
    answer.put(
        "last_id",
        models.isEmpty() ? null : models.keySet().stream().reduce((_, last) -> last).orElse(null));
    return answer;
  }
}
