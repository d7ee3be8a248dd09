package dev.plumbline.admin.setup.yaml;

import dev.plumbline.admin.backend.ManagedKey.KeyPlan;
import dev.plumbline.admin.setup.Bounds;
import dev.plumbline.admin.setup.BudgetTerms;
import dev.plumbline.admin.setup.KeyEntry;
import dev.plumbline.admin.setup.LimitTerms;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.CachePolicy;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Route;
import dev.plumbline.control.Scope;
import dev.plumbline.control.VirtualKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes single keys, budgets, limits, routes and cache policies; what is usual is left out. */
final class EntryWriter {
  private final ZoneId zone;

  EntryWriter(ZoneId zone) {
    this.zone = zone;
  }

  static void put(ObjectNode json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  /** A key with its whole owner. */
  ObjectNode key(KeyEntry key) {
    ObjectNode json = YamlText.object();
    VirtualKey.Owner owner = key.plan().owner();
    json.put("name", key.plan().name());
    put(json, "organisation", owner.organisation());
    put(json, "department", owner.department());
    put(json, "environment", owner.environment());
    put(json, "project", owner.project());
    put(json, "task", owner.task());
    put(json, "user", owner.user());
    rest(json, key, KeyReader.Usual.NONE);
    return json;
  }

  /** A key as an environment of its department. */
  ObjectNode environment(KeyEntry key, String department, KeyReader.Usual usual) {
    ObjectNode json = YamlText.object();
    String environment = String.valueOf(key.plan().owner().environment());
    json.put("name", environment);
    if (!key.plan().name().equals(department + " " + environment)) {
      json.put("key", key.plan().name());
    }
    rest(json, key, usual);
    return json;
  }

  private void rest(ObjectNode json, KeyEntry key, KeyReader.Usual usual) {
    KeyPlan plan = key.plan();
    put(json, "id", key.id());
    if (!plan.models().equals(usual.models())) {
      YamlText.texts(json, "models", plan.models());
    }
    if (!plan.providers().isEmpty()) {
      YamlText.texts(json, "providers", plan.providers());
    }
    Instant expires = plan.expires();
    put(json, "expires", expires == null ? null : expires.toString());
    SortedMap<String, String> metadata = new TreeMap<>(plan.metadata());
    List<String> types = TaskTypes.of(metadata.get(TaskTypes.NAME));
    if (types != null) {
      metadata.remove(TaskTypes.NAME);
      if (!types.equals(usual.taskTypes())) {
        YamlText.texts(json, "task_types", types);
      }
    }
    if (!metadata.isEmpty()) {
      metadata.forEach(json.putObject("metadata")::put);
    }
    if (key.blocked() != null) {
      json.put("blocked", key.blocked());
    }
    bounds(json, key.bounds());
  }

  /** Budgets and limits under whose they are. */
  void bounds(ObjectNode json, Bounds bounds) {
    if (!bounds.budgets().isEmpty()) {
      ArrayNode list = json.putArray("budgets");
      bounds.budgets().forEach(terms -> list.add(budget(YamlText.object(), terms)));
    }
    if (!bounds.limits().isEmpty()) {
      ArrayNode list = json.putArray("limits");
      bounds.limits().forEach(terms -> list.add(limit(YamlText.object(), terms)));
    }
  }

  /** Whose a budget or limit is. */
  static ObjectNode scope(Scope scope) {
    ObjectNode json = YamlText.object().put("level", scope.level().label());
    return scope.each() ? json : json.put("value", scope.value());
  }

  ObjectNode budget(ObjectNode json, BudgetTerms terms) {
    put(json, "id", terms.id());
    put(json, "name", terms.name());
    json.put("limit_usd", terms.limit());
    json.put("period", lower(terms.window().period()));
    if (terms.window().rolling()) {
      json.put("rolling", true);
    }
    if (!terms.window().zone().equals(zone)) {
      json.put("zone", terms.window().zone().getId());
    }
    if (terms.atLimit() != AtLimit.REFUSE) {
      json.put("at_limit", lower(terms.atLimit()));
    }
    put(json, "degrade_to", terms.degradeTo());
    if (terms.thresholds() != null) {
      ArrayNode list = json.putArray("warn_at");
      terms.thresholds().forEach(list::add);
    }
    return json;
  }

  static ObjectNode limit(ObjectNode json, LimitTerms terms) {
    put(json, "id", terms.id());
    json.put("kind", lower(terms.kind()));
    json.put("amount", terms.amount());
    if (terms.kind() != Limit.Kind.PARALLEL) {
      json.put("per", length(terms.per()));
    }
    return json;
  }

  ObjectNode route(Route route) {
    ObjectNode json = YamlText.object().put("alias", route.id());
    ArrayNode targets = json.putArray("targets");
    for (Route.Target target : route.targets()) {
      ObjectNode one =
          targets.addObject().put("provider", target.provider()).put("model", target.model());
      if (target.rank() != 0) {
        one.put("rank", target.rank());
      }
      if (target.weight() != 1) {
        one.put("weight", target.weight());
      }
    }
    Route.Retry retry = route.retry();
    if (retry.attempts() != Route.Retry.USUAL.attempts()) {
      json.put("attempts", retry.attempts());
    }
    length(json, "backoff", retry.backoff(), Route.Retry.USUAL.backoff());
    length(json, "max_backoff", retry.maxBackoff(), Route.Retry.USUAL.maxBackoff());
    Route.Timeouts times = route.timeouts();
    length(json, "connect", times.connect(), Route.Timeouts.USUAL.connect());
    length(json, "first_token", times.firstToken(), Route.Timeouts.USUAL.firstToken());
    length(json, "total", times.total(), Route.Timeouts.USUAL.total());
    return json;
  }

  ObjectNode cachePolicy(CachePolicy policy) {
    ObjectNode json = YamlText.object();
    json.put("task", policy.id());
    json.put("mode", policy.mode().label());
    if (policy.similarity().compareTo(SetUpReader.SIMILARITY) != 0) {
      json.put("similarity", policy.similarity());
    }
    length(json, "time_to_live", policy.timeToLive(), SetUpReader.TIME_TO_LIVE);
    return json;
  }

  private static void length(ObjectNode json, String name, Duration value, Duration usual) {
    if (!value.equals(usual)) {
      json.put(name, length(value));
    }
  }

  /** As people write it where that is exact, else in ISO 8601. */
  private static String length(Duration value) {
    long seconds = value.toSeconds();
    if (seconds == 0 || !value.equals(Duration.ofSeconds(seconds)) || seconds / 86_400 > 99_999) {
      return value.toString();
    }
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3600 == 0 && seconds / 3600 <= 99_999) {
      return seconds / 3600 + "h";
    }
    if (seconds % 60 == 0 && seconds / 60 <= 99_999) {
      return seconds / 60 + "m";
    }
    return seconds <= 99_999 ? seconds + "s" : value.toString();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
