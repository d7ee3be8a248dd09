package dev.plumbline.admin.backend.portkey;

import dev.plumbline.admin.backend.http.Fields;
import dev.plumbline.control.Route;
import dev.plumbline.kernel.Failure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A route as a config: targets of one rank share the load, ranks are fallbacks. The breaker, the
 * cache and all else of a config stay as they are.
 */
final class RouteConfig {
  private static final int MOST_RETRIES = 5;
  private static final BigDecimal HUNDRED = new BigDecimal(100);

  private RouteConfig() {}

  /** Refuses waits that are Portkey's own to choose. */
  static void check(Route route) {
    boolean usual =
        route.retry().backoff().equals(Route.Retry.USUAL.backoff())
            && route.retry().maxBackoff().equals(Route.Retry.USUAL.maxBackoff())
            && route.timeouts().connect().equals(Route.Timeouts.USUAL.connect())
            && route.timeouts().firstToken().equals(Route.Timeouts.USUAL.firstToken());
    if (!usual) {
      throw new Failure.InvalidInput(
          "Portkey chooses the waits between attempts, and for connections and first tokens.",
          "Leave them as they are; the number of attempts and the total time can be set.");
    }
    if (route.retry().attempts() - 1 > MOST_RETRIES) {
      throw new Failure.InvalidInput(
          "Portkey tries a target again %d times at most.".formatted(MOST_RETRIES),
          "Choose at most %d attempts.".formatted(MOST_RETRIES + 1));
    }
    if (route.targets().isEmpty()) {
      throw new Failure.InvalidInput("A route needs a target.", "Name a provider and a model.");
    }
  }

  /** Writes a route into a config. */
  static ObjectNode write(Route route, ObjectNode config) {
    TreeMap<Integer, List<Route.Target>> ranks = new TreeMap<>();
    route
        .targets()
        .forEach(
            target -> ranks.computeIfAbsent(target.rank(), r -> new ArrayList<>()).add(target));
    if (ranks.size() == 1) {
      group(ranks.firstEntry().getValue(), config);
    } else {
      config.withObject("strategy").put("mode", "fallback");
      var targets = config.putArray("targets");
      for (List<Route.Target> rank : ranks.values()) {
        if (rank.size() == 1) {
          target(rank.getFirst(), targets.addObject());
        } else {
          group(rank, targets.addObject());
        }
      }
    }
    config.withObject("retry").put("attempts", route.retry().attempts() - 1);
    config.put("request_timeout", route.timeouts().total().toMillis());
    return config;
  }

  private static void group(List<Route.Target> rank, ObjectNode config) {
    config.withObject("strategy").put("mode", rank.size() == 1 ? "single" : "loadbalance");
    var targets = config.putArray("targets");
    for (Route.Target target : rank) {
      ObjectNode json = target(target, targets.addObject());
      if (rank.size() > 1) {
        json.put("weight", target.weight());
      }
    }
  }

  private static ObjectNode target(Route.Target target, ObjectNode json) {
    json.put("provider", target.provider());
    json.putObject("override_params").put("model", target.model());
    return json;
  }

  /** The route that a config is; empty where it is none that can be said so. */
  static Optional<Route> read(String id, JsonNode config) {
    List<Route.Target> all = new ArrayList<>();
    JsonNode targets = config.path("targets");
    boolean said =
        switch (Fields.textOrEmpty(config, "strategy", "mode")) {
          case "single", "loadbalance" -> read(targets, 0, all);
          case "fallback" -> ranks(targets, all);
          default -> false;
        };
    if (!said || all.isEmpty()) {
      return Optional.empty();
    }
    Route.Retry usual = Route.Retry.USUAL;
    int retries = config.path("retry").path("attempts").asInt(0);
    long millis = config.path("request_timeout").asLong(Route.Timeouts.USUAL.total().toMillis());
    Route.Timeouts times = Route.Timeouts.USUAL;
    return Optional.of(
        new Route(
            id,
            all,
            new Route.Retry(retries + 1, usual.backoff(), usual.maxBackoff()),
            new Route.Timeouts(times.connect(), times.firstToken(), Duration.ofMillis(millis)),
            0));
  }

  private static boolean ranks(JsonNode targets, List<Route.Target> all) {
    int rank = 0;
    for (JsonNode target : targets) {
      boolean group = target.path("targets").isArray();
      List<JsonNode> those =
          group ? target.path("targets").valueStream().toList() : List.of(target);
      for (JsonNode one : those) {
        if (!add(one, rank, all)) {
          return false;
        }
      }
      rank++;
    }
    return true;
  }

  private static boolean read(JsonNode targets, int rank, List<Route.Target> all) {
    return targets.valueStream().allMatch(target -> add(target, rank, all));
  }

  private static boolean add(JsonNode json, int rank, List<Route.Target> all) {
    String provider = Fields.text(json, "provider");
    String model = Fields.text(json, "override_params", "model");
    if (provider == null || model == null) {
      return false;
    }
    all.add(new Route.Target(provider, model, rank, weight(Fields.number(json, "weight"))));
    return true;
  }

  /** Shares below one are read as percentages. */
  private static int weight(@Nullable BigDecimal weight) {
    if (weight == null) {
      return 1;
    }
    BigDecimal whole = weight.compareTo(BigDecimal.ONE) < 0 ? weight.multiply(HUNDRED) : weight;
    return Math.max(1, whole.setScale(0, RoundingMode.HALF_EVEN).intValue());
  }
}
