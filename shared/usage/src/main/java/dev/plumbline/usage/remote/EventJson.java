package dev.plumbline.usage.remote;

import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.CacheOutcome;
import dev.plumbline.usage.CacheUse;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Content;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.Delivery;
import dev.plumbline.usage.Extras;
import dev.plumbline.usage.Operation;
import dev.plumbline.usage.Status;
import dev.plumbline.usage.Trial;
import dev.plumbline.usage.UsageEvent;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Usage events as JSON: names in snake case, times in ISO 8601, amounts as texts with all their
 * digits (numbers are read too).
 */
public final class EventJson {
  private EventJson() {}

  /** An event with everything that is known of it. */
  public static ObjectNode write(UsageEvent event) {
    ObjectNode json = WireJson.object();
    json.put("id", event.id())
        .put("time", event.time().toString())
        .put("provider", event.provider())
        .put("model", event.model())
        .put("requested_model", event.requestedModel())
        .put("operation", event.operation().label())
        .put("requests", event.requests());
    attribution(json.putObject("attribution"), event.attribution());
    TokenCounts tokens = event.tokens();
    json.putObject("tokens")
        .put("uncached_input", tokens.uncachedInput())
        .put("cache_read", tokens.cacheRead())
        .put("cache_write_5m", tokens.cacheWrite5m())
        .put("cache_write_1h", tokens.cacheWrite1h())
        .put("output", tokens.output())
        .put("reasoning", tokens.reasoning());
    json.putObject("extras")
        .put("images", event.extras().images())
        .put("audio_seconds", WireJson.text(event.extras().audioSeconds()))
        .put("searches", event.extras().searches());
    charge(json.putObject("charge"), event.charge());
    CacheUse cache = event.cache();
    json.putObject("cache")
        .put("outcome", cache.outcome() == null ? null : cache.outcome().label())
        .put("similarity", cache.similarity())
        .put("entry", cache.entry())
        .put("age_seconds", cache.ageSeconds());
    delivery(json.putObject("delivery"), event.delivery());
    json.putObject("trial")
        .put("experiment", event.trial().experiment())
        .put("variant", event.trial().variant())
        .put("quality", event.trial().quality());
    json.put("service_tier", event.serviceTier())
        .put("batch", event.batch())
        .put("data_location", event.dataLocation())
        .put("source", event.source());
    json.putObject("content")
        .put("prompt", event.content().prompt())
        .put("answer", event.content().answer());
    return json;
  }

  private static void attribution(ObjectNode json, Attribution who) {
    json.put("key", who.key())
        .put("organisation", who.organisation())
        .put("department", who.department())
        .put("environment", who.environment())
        .put("task", who.task())
        .put("user", who.user())
        .put("session", who.session());
    who.tags().forEach(json.putObject("tags")::put);
  }

  private static void charge(ObjectNode json, Charge charge) {
    Cost cost = charge.cost();
    if (cost == null) {
      json.putNull("cost");
    } else {
      json.putObject("cost")
          .put("uncached_input", WireJson.text(cost.uncachedInput()))
          .put("cache_read", WireJson.text(cost.cacheRead()))
          .put("cache_write", WireJson.text(cost.cacheWrite()))
          .put("output", WireJson.text(cost.output()))
          .put("other", WireJson.text(cost.other()));
    }
    json.put("list_cost", WireJson.text(charge.listCost()))
        .put("catalog", charge.catalog())
        .put("prompt_cache_saving", WireJson.text(charge.promptCacheSaving()));
  }

  private static void delivery(ObjectNode json, Delivery delivery) {
    json.put("status", delivery.status().label())
        .put("latency_ms", delivery.latencyMillis())
        .put("first_token_ms", delivery.firstTokenMillis())
        .put("error_kind", delivery.errorKind())
        .put("attempts", delivery.attempts())
        .put("fallback_from", delivery.fallbackFrom());
  }

  /** Reads an event that somebody gives; what it leaves out is not known. */
  public static UsageEvent read(JsonNode json) {
    return read(Fields.asked(json));
  }

  static UsageEvent read(Fields fields) {
    Operation operation = fields.choice("operation", Operation.class);
    UsageEvent event =
        UsageEvent.of(
                fields.required("id"),
                fields.needed("time", fields.time("time")),
                fields.required("provider"),
                fields.required("model"),
                fields.required("source"))
            .requestedModel(fields.text("requested_model"))
            .operation(operation == null ? Operation.CHAT : operation)
            .requests(fields.whole("requests", 1))
            .attribution(attribution(fields.object("attribution")))
            .tokens(tokens(fields.object("tokens")))
            .extras(extras(fields.object("extras")))
            .charge(charge(fields.object("charge")))
            .cache(cache(fields.object("cache")))
            .delivery(delivery(fields.object("delivery")))
            .trial(trial(fields.object("trial")))
            .serviceTier(fields.text("service_tier"))
            .batch(fields.text("batch"))
            .dataLocation(fields.text("data_location"))
            .content(content(fields.object("content")))
            .build();
    fields.end();
    return event;
  }

  private static Attribution attribution(@Nullable Fields fields) {
    if (fields == null) {
      return Attribution.NONE;
    }
    Attribution who =
        new Attribution(
            fields.text("key"),
            fields.text("organisation"),
            fields.text("department"),
            fields.text("environment"),
            fields.text("task"),
            fields.text("user"),
            fields.text("session"),
            fields.map("tags"));
    fields.end();
    return who;
  }

  private static TokenCounts tokens(@Nullable Fields fields) {
    if (fields == null) {
      return TokenCounts.NONE;
    }
    TokenCounts tokens =
        new TokenCounts(
            fields.whole("uncached_input", 0),
            fields.whole("cache_read", 0),
            fields.whole("cache_write_5m", 0),
            fields.whole("cache_write_1h", 0),
            fields.whole("output", 0),
            fields.whole("reasoning", 0));
    fields.end();
    return tokens;
  }

  private static Extras extras(@Nullable Fields fields) {
    if (fields == null) {
      return Extras.NONE;
    }
    Extras extras =
        new Extras(
            fields.whole("images", 0),
            or(fields.decimal("audio_seconds"), BigDecimal.ZERO),
            fields.whole("searches", 0));
    fields.end();
    return extras;
  }

  private static Charge charge(@Nullable Fields fields) {
    if (fields == null) {
      return Charge.UNKNOWN;
    }
    Charge charge =
        new Charge(
            cost(fields.object("cost")),
            fields.decimal("list_cost"),
            fields.text("catalog"),
            fields.decimal("prompt_cache_saving"));
    fields.end();
    return charge;
  }

  private static @Nullable Cost cost(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    Cost cost =
        new Cost(
            or(fields.decimal("uncached_input"), BigDecimal.ZERO),
            or(fields.decimal("cache_read"), BigDecimal.ZERO),
            or(fields.decimal("cache_write"), BigDecimal.ZERO),
            or(fields.decimal("output"), BigDecimal.ZERO),
            or(fields.decimal("other"), BigDecimal.ZERO));
    fields.end();
    return cost;
  }

  private static CacheUse cache(@Nullable Fields fields) {
    if (fields == null) {
      return CacheUse.NONE;
    }
    CacheUse cache =
        new CacheUse(
            fields.choice("outcome", CacheOutcome.class),
            fields.real("similarity"),
            fields.text("entry"),
            fields.whole("age_seconds"));
    fields.end();
    return cache;
  }

  private static Delivery delivery(@Nullable Fields fields) {
    if (fields == null) {
      return Delivery.OK;
    }
    Integer attempts = fields.small("attempts");
    Delivery delivery =
        new Delivery(
            or(fields.choice("status", Status.class), Status.OK),
            fields.whole("latency_ms"),
            fields.whole("first_token_ms"),
            fields.text("error_kind"),
            attempts == null ? 1 : attempts,
            fields.text("fallback_from"));
    fields.end();
    return delivery;
  }

  private static Trial trial(@Nullable Fields fields) {
    if (fields == null) {
      return Trial.NONE;
    }
    Trial trial =
        new Trial(fields.text("experiment"), fields.text("variant"), fields.real("quality"));
    fields.end();
    return trial;
  }

  private static Content content(@Nullable Fields fields) {
    if (fields == null) {
      return Content.NONE;
    }
    Content content = new Content(fields.text("prompt"), fields.text("answer"));
    fields.end();
    return content;
  }

  private static <T> T or(@Nullable T value, T usual) {
    return value == null ? usual : value;
  }
}
