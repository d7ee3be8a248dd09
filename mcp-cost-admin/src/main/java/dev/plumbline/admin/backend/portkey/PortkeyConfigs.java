package dev.plumbline.admin.backend.portkey;

import dev.plumbline.admin.backend.http.Fields;
import dev.plumbline.admin.backend.http.ForeignTexts;
import dev.plumbline.admin.backend.http.Once;
import dev.plumbline.admin.backend.http.VendorApi;
import dev.plumbline.control.CachePolicy;
import dev.plumbline.control.Route;
import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.source.text.JsonValues;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Configs, as routes and as how their answers are cached; their slugs are the ids. */
final class PortkeyConfigs {
  private static final String PATH = "configs";
  private static final String CACHE = "cache";
  private static final Duration LEAST = Duration.ofSeconds(60);
  private static final BigDecimal SIMILARITY = new BigDecimal("0.95");

  private final PortkeyApi api;

  PortkeyConfigs(PortkeyApi api) {
    this.api = api;
  }

  private record Config(String slug, String name, ObjectNode json) {}

  private List<Config> all() {
    List<Config> all = new ArrayList<>();
    for (JsonNode item : api.list(PATH)) {
      all.add(one(Fields.textOrEmpty(item, "slug")));
    }
    return all;
  }

  private Config one(String slug) {
    JsonNode item = api.one(PATH + "/" + VendorApi.part(slug));
    return new Config(slug, Fields.textOrEmpty(item, "name"), parsed(item.path("config")));
  }

  /** A config comes as JSON in a text. */
  private ObjectNode parsed(JsonNode config) {
    try {
      JsonNode json = config.isString() ? JsonValues.mapper().readTree(config.asString()) : config;
      return json instanceof ObjectNode object ? object.deepCopy() : Fields.object();
    } catch (JacksonException noJson) {
      throw api.api().odd("a config that is no JSON");
    }
  }

  private Optional<Config> find(String slugOrName) {
    List<Config> all = all();
    return all.stream()
        .filter(config -> config.slug().equals(slugOrName))
        .findFirst()
        .or(() -> all.stream().filter(config -> config.name().equals(slugOrName)).findFirst());
  }

  List<Route> routes() {
    return all().stream()
        .flatMap(config -> RouteConfig.read(config.slug(), config.json()).stream())
        .toList();
  }

  Route put(Route route) {
    RouteConfig.check(route);
    Optional<Config> there = find(route.id());
    Config kept =
        there.isPresent()
            ? change(there.get(), RouteConfig.write(route, there.get().json()))
            : add(route);
    return RouteConfig.read(kept.slug(), kept.json())
        .orElseThrow(() -> api.api().odd("no route after it was set"));
  }

  private Config add(Route route) {
    ObjectNode body = api.inWorkspace(Fields.object().put("name", route.id()));
    body.set("config", RouteConfig.write(route, Fields.object()));
    return Once.make(
        () -> {
          JsonNode made = PortkeyApi.unwrapped(api.api().make(PATH, body));
          return one(Fields.textOrEmpty(made, "slug"));
        },
        () -> find(route.id()));
  }

  private Config change(Config config, ObjectNode json) {
    ObjectNode body = Fields.object();
    body.set("config", json);
    api.api().put(PATH + "/" + VendorApi.part(config.slug()), body);
    return one(config.slug());
  }

  void remove(Route route) {
    Config there =
        find(route.id())
            .orElseThrow(() ->
                new Failure.NotFound(
                    "There is no config '%s'.".formatted(ForeignTexts.shown(route.id())),
                    "List the routes."));
    api.api().delete(PATH + "/" + VendorApi.part(there.slug()));
  }

  List<CachePolicy> cachePolicies() {
    return all().stream().map(PortkeyConfigs::policy).toList();
  }

  private static CachePolicy policy(Config config) {
    JsonNode cache = config.json().path(CACHE);
    CachePolicy.Mode mode =
        switch (Fields.textOrEmpty(cache, "mode")) {
          case "simple" -> CachePolicy.Mode.EXACT;
          case "semantic" -> CachePolicy.Mode.SEMANTIC;
          default -> CachePolicy.Mode.OFF;
        };
    BigDecimal seconds =
        Objects.requireNonNullElse(Fields.number(cache, "max_age"), BigDecimal.ZERO);
    return new CachePolicy(
        config.slug(),
        mode,
        mode == CachePolicy.Mode.SEMANTIC ? SIMILARITY : BigDecimal.ONE,
        Duration.ofSeconds(seconds.longValue()),
        null,
        0);
  }

  CachePolicy put(CachePolicy policy) {
    Config config =
        find(policy.id())
            .orElseThrow(() ->
                new Failure.InvalidInput(
                    "Portkey caches by config, and there is none called '%s'."
                        .formatted(ForeignTexts.shown(policy.id())),
                    "Name the id of a route, or set the route first."));
    check(policy);
    ObjectNode json = config.json();
    json.remove(CACHE);
    if (policy.mode() != CachePolicy.Mode.OFF) {
      json.putObject(CACHE)
          .put("mode", policy.mode() == CachePolicy.Mode.EXACT ? "simple" : "semantic")
          .put("max_age", policy.timeToLive().toSeconds());
    }
    return policy(change(config, json));
  }

  private static void check(CachePolicy policy) {
    if (policy.purged() != null) {
      throw new Failure.InvalidInput(
          "Portkey's cache cannot be purged.",
          "Let applications send x-portkey-cache-force-refresh, or switch the cache off until"
              + " answers are over age.");
    }
    if (policy.mode() == CachePolicy.Mode.OFF) {
      return;
    }
    if (policy.timeToLive().compareTo(LEAST) < 0) {
      throw new Failure.InvalidInput(
          "Portkey keeps an answer for 60 seconds at least.", "Choose a longer time.");
    }
    boolean semantic = policy.mode() == CachePolicy.Mode.SEMANTIC;
    if (semantic && policy.similarity().compareTo(SIMILARITY) != 0) {
      throw new Failure.InvalidInput(
          "Portkey's cache takes a similarity of 0.95, not %s.".formatted(policy.similarity()),
          "Choose 0.95.");
    }
  }
}
