package dev.plumbline.usage.source.table;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.CacheOutcome;
import dev.plumbline.usage.CacheUse;
import dev.plumbline.usage.Delivery;
import dev.plumbline.usage.Operation;
import dev.plumbline.usage.Status;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.Fingerprint;
import dev.plumbline.usage.source.text.Times;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Rows of a Portkey log export, whose costs are cents. */
public final class PortkeyLog implements RowMapper {
  /** The name of the source. */
  public static final String NAME = "portkey";

  private static final int TOO_MANY = 429;
  private static final int FIRST_ERROR = 400;
  private final Times times;

  public PortkeyLog(Times times) {
    this.times = times;
  }

  @Override
  public UsageEvent event(Row row) {
    String currency = row.text("cost_currency");
    if (currency != null && !currency.equalsIgnoreCase("USD")) {
      throw new Failure.InvalidInput(
          "The cost is in " + currency + ".", "Export it in US dollars.");
    }
    String id = row.text("id");
    BigDecimal cents = row.amount("cost");
    TokenCounts tokens = tokens(row);
    long code = row.count("response_status_code");
    boolean ok = code == 0 ? !Boolean.FALSE.equals(row.flag("is_success")) : code < FIRST_ERROR;
    CacheUse cache = cache(row.text("cache_status"));
    boolean answered = ok && !hit(cache);
    return UsageEvent.of(
            id == null ? Fingerprint.of(NAME, row.values().toString()).uuid() : NAME + ":" + id,
            times.read(row.required("created_at")),
            ProviderNames.of(row.text("ai_org"), "unknown"),
            row.required("ai_model").intern(),
            NAME)
        .operation(operation(row.text("request_url")))
        .attribution(attribution(row))
        .tokens(tokens)
        .charge(
            Stated.costUnlessZero(
                cents == null ? null : cents.movePointLeft(2), NAME, tokens.total(), answered))
        .cache(cache)
        .delivery(delivery(row, ok, code))
        .build();
  }

  /** The answer's own counts tell what came from a cache; the columns do not. */
  private static TokenCounts tokens(Row row) {
    long output = row.count("res_units");
    boolean exclusive = row.at("response", "usage", "cache_read_input_tokens") != null;
    if (exclusive) {
      return new TokenCounts(
          row.count("response", "usage", "input_tokens"),
          row.count("response", "usage", "cache_read_input_tokens"),
          row.count("response", "usage", "cache_creation_input_tokens"),
          0,
          Math.max(output, row.count("response", "usage", "output_tokens")),
          0);
    }
    long chat = row.count("response", "usage", "prompt_tokens_details", "cached_tokens");
    long responses = row.count("response", "usage", "input_tokens_details", "cached_tokens");
    long thought =
        row.count("response", "usage", "completion_tokens_details", "reasoning_tokens")
            + row.count("response", "usage", "output_tokens_details", "reasoning_tokens");
    return Stated.inclusive(
        row.count("req_units"), Math.max(chat, responses), 0, 0, output, thought);
  }

  private static Operation operation(@Nullable String url) {
    String path = url == null ? "" : url;
    if (path.contains("/embeddings")) {
      return Operation.EMBEDDINGS;
    }
    if (path.contains("/responses")) {
      return Operation.RESPONSES;
    }
    if (path.contains("/messages")) {
      return Operation.MESSAGES;
    }
    return path.endsWith("/completions") && !path.contains("/chat/")
        ? Operation.COMPLETION
        : Operation.CHAT;
  }

  private static Attribution attribution(Row row) {
    TreeMap<String, String> tags = new TreeMap<>();
    JsonNode metadata = row.json("metadata");
    if (metadata != null && metadata.isObject()) {
      for (Map.Entry<String, JsonNode> each : metadata.properties()) {
        if (!each.getValue().isContainer() && !each.getValue().isNull()) {
          tags.put(each.getKey(), each.getValue().asString());
        }
      }
    }
    return new Attribution(
        row.anyText("api_key_name", "virtual_key"),
        take(tags, "_organisation", "organisation", "organization"),
        take(tags, "department", "team"),
        take(tags, "_environment", "environment", "env"),
        prompt(row, tags),
        take(tags, "_user", "user"),
        row.text("trace_id"),
        tags);
  }

  private static @Nullable String prompt(Row row, Map<String, String> tags) {
    String task = take(tags, "task", "_prompt");
    return task == null ? row.text("prompt_slug") : task;
  }

  private static @Nullable String take(Map<String, String> tags, String... names) {
    for (String name : names) {
      String value = tags.remove(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static CacheUse cache(@Nullable String status) {
    CacheOutcome outcome =
        switch (status == null ? "" : status.toUpperCase(Locale.ROOT).replace('_', ' ')) {
          case "HIT" -> CacheOutcome.EXACT;
          case "SEMANTIC HIT" -> CacheOutcome.SEMANTIC;
          case "MISS", "SEMANTIC MISS" -> CacheOutcome.MISS;
          case "REFRESH", "REFRESHED" -> CacheOutcome.BYPASS;
          default -> null;
        };
    return outcome == null ? CacheUse.NONE : new CacheUse(outcome, null, null, null);
  }

  private static boolean hit(CacheUse cache) {
    return cache.outcome() == CacheOutcome.EXACT || cache.outcome() == CacheOutcome.SEMANTIC;
  }

  private static Delivery delivery(Row row, boolean ok, long code) {
    BigDecimal millis = row.number("response_time");
    String kind = code == TOO_MANY ? "rate_limit" : code == 0 ? "unknown" : "http_" + code;
    return new Delivery(
        ok ? Status.OK : Status.ERROR,
        millis == null || millis.signum() < 0 ? null : millis.longValue(),
        null,
        ok ? null : kind,
        1 + (int) Math.min(100, row.count("retry_success_count")),
        null);
  }
}
