package dev.plumbline.usage.source.table;

import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.CacheOutcome;
import dev.plumbline.usage.CacheUse;
import dev.plumbline.usage.Delivery;
import dev.plumbline.usage.Operation;
import dev.plumbline.usage.Status;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Rows of LiteLLM's table {@code LiteLLM_SpendLogs}, whose prompt tokens include cached ones. */
public final class LiteLlmSpend implements RowMapper {
  /** The name of the source. */
  public static final String NAME = "litellm";

  private static final String[] USAGE = {"metadata", "usage_object"};
  private final Times times;

  public LiteLlmSpend(Times times) {
    this.times = times;
  }

  @Override
  public UsageEvent event(Row row) {
    Instant start = times.read(row.required("startTime"));
    String asked = row.text("custom_llm_provider");
    String model = row.required("model");
    TokenCounts tokens = tokens(row);
    boolean hit = Boolean.TRUE.equals(row.flag("cache_hit"));
    boolean failed = failed(row);
    String group = row.text("model_group");
    return UsageEvent.of(
            NAME + ":" + row.required("request_id"),
            start,
            ProviderNames.of(asked == null ? prefix(model) : asked, NAME),
            bare(model, asked).intern(),
            NAME)
        .requestedModel(group == null || group.equals(model) ? null : group.intern())
        .operation(operation(row.text("call_type")))
        .attribution(attribution(row))
        .tokens(tokens)
        .charge(Stated.costUnlessZero(row.amount("spend"), NAME, tokens.total(), !hit && !failed))
        .cache(cache(row, hit))
        .delivery(delivery(row, start, failed))
        .build();
  }

  private static TokenCounts tokens(Row row) {
    long read = first(row, "cache_read_input_tokens", "prompt_tokens_details", "cached_tokens");
    long written =
        first(row, "cache_creation_input_tokens", "prompt_tokens_details", "cache_creation_tokens");
    long hour =
        row.count(
            "metadata",
            "usage_object",
            "prompt_tokens_details",
            "cache_creation_token_details",
            "ephemeral_1h_input_tokens");
    long reasoning =
        row.count("metadata", "usage_object", "completion_tokens_details", "reasoning_tokens");
    return Stated.inclusive(
        row.count("prompt_tokens"),
        read,
        Math.max(0, written - hour),
        hour,
        row.count("completion_tokens"),
        reasoning);
  }

  private static long first(Row row, String name, String detail, String detailName) {
    long plain = row.count(USAGE[0], USAGE[1], name);
    long detailed = row.count(USAGE[0], USAGE[1], detail, detailName);
    long additional = row.count(USAGE[0], "additional_usage_values", name);
    return Math.max(plain, Math.max(detailed, additional));
  }

  private static @Nullable String prefix(String model) {
    int slash = model.indexOf('/');
    return slash < 0 ? null : model.substring(0, slash);
  }

  /** {@code azure/gpt-4o} of provider azure is gpt-4o; names with another prefix stay. */
  private static String bare(String model, @Nullable String provider) {
    String prefix = prefix(model);
    if (prefix == null || (provider != null && !provider.equals(prefix))) {
      return model;
    }
    return model.substring(prefix.length() + 1);
  }

  private static Operation operation(@Nullable String callType) {
    String call = callType == null ? "" : callType.toLowerCase(Locale.ROOT);
    if (call.contains("embedding")) {
      return Operation.EMBEDDINGS;
    }
    if (call.contains("responses")) {
      return Operation.RESPONSES;
    }
    if (call.contains("anthropic_messages")) {
      return Operation.MESSAGES;
    }
    if (call.contains("batch")) {
      return Operation.BATCH;
    }
    return call.contains("text_completion") ? Operation.COMPLETION : Operation.CHAT;
  }

  private static Attribution attribution(Row row) {
    String alias = row.text("metadata", "user_api_key_alias");
    String hashed = row.text("api_key");
    String team = row.text("metadata", "user_api_key_team_alias");
    TreeMap<String, String> tags = new TreeMap<>();
    JsonNode all = row.json("request_tags");
    if (all != null && all.isArray()) {
      for (JsonNode tag : all) {
        String text = tag.asString("");
        int colon = text.indexOf(':');
        boolean named = colon > 0 && colon < text.length() - 1;
        tags.put(
            named ? text.substring(0, colon).strip() : text,
            named ? text.substring(colon + 1).strip() : "true");
      }
    }
    return new Attribution(
        alias != null ? alias : hashed == null || hashed.startsWith("sk-") ? null : hashed,
        row.text("organization_id"),
        team != null ? team : row.text("team_id"),
        null,
        null,
        row.anyText("end_user", "user"),
        row.text("session_id"),
        tags);
  }

  private static boolean failed(Row row) {
    String status = row.text("status");
    String told = status != null ? status : row.text("metadata", "status");
    return "failure".equalsIgnoreCase(told);
  }

  private static CacheUse cache(Row row, boolean hit) {
    Boolean told = row.flag("cache_hit");
    if (told == null) {
      return CacheUse.NONE;
    }
    String entry = hit ? row.text("cache_key") : null;
    return new CacheUse(hit ? CacheOutcome.EXACT : CacheOutcome.MISS, null, entry, null);
  }

  private Delivery delivery(Row row, Instant start, boolean failed) {
    Instant end = moment(row, "endTime");
    Instant first = moment(row, "completionStartTime");
    Long toFirst = first == null || first.equals(end) ? null : between(start, first);
    String kind = row.text("metadata", "error_information", "error_class");
    return new Delivery(
        failed ? Status.ERROR : Status.OK,
        end == null ? null : between(start, end),
        toFirst,
        failed ? (kind == null ? "unknown" : kind) : null,
        1 + (int) Math.min(100, row.count("metadata", "attempted_retries")),
        null);
  }

  private @Nullable Instant moment(Row row, String column) {
    String text = row.text(column);
    return text == null ? null : times.read(text);
  }

  /** A clock set back between two moments leaves their distance unknown. */
  private static @Nullable Long between(Instant start, Instant end) {
    return end.isBefore(start) ? null : Duration.between(start, end).toMillis();
  }
}
