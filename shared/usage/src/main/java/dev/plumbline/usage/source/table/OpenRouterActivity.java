package dev.plumbline.usage.source.table;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.Delivery;
import dev.plumbline.usage.Extras;
import dev.plumbline.usage.Status;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.Fingerprint;
import dev.plumbline.usage.source.text.Times;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Rows of OpenRouter's activity: the CSV export, a row a request, or the JSON of its activity API,
 * a row a day, model and provider.
 */
public final class OpenRouterActivity implements RowMapper {
  /** The name of the source. */
  public static final String NAME = "openrouter";

  private final Times times;

  public OpenRouterActivity(Times times) {
    this.times = times;
  }

  @Override
  public UsageEvent event(Row row) {
    return row.text("generation_id") == null ? day(row) : request(row);
  }

  private UsageEvent request(Row row) {
    BigDecimal cost = add(row.amount("cost_total"), row.amount("byok_usage_inference"));
    boolean cancelled = Boolean.TRUE.equals(row.flag("cancelled"));
    boolean failed = "error".equals(row.text("finish_reason_normalized"));
    TreeMap<String, String> tags = new TreeMap<>(tags(row));
    put(tags, "app", row.text("app_name"));
    put(tags, "variant", row.text("variant"));
    return UsageEvent.of(
            NAME + ":" + row.required("generation_id"),
            times.read(row.required("created_at")),
            NAME,
            row.required("model_permaslug").intern(),
            NAME)
        .attribution(
            new Attribution(
                row.text("api_key_name"), null, null, null, null, row.text("user"), null, tags))
        .tokens(
            Stated.inclusive(
                row.count("tokens_prompt"),
                row.count("tokens_cached"),
                0,
                0,
                row.count("tokens_completion"),
                row.count("tokens_reasoning")))
        .extras(new Extras(0, BigDecimal.ZERO, row.count("num_search_results") > 0 ? 1 : 0))
        .charge(Stated.cost(cost, NAME))
        .delivery(
            new Delivery(
                failed ? Status.ERROR : cancelled ? Status.INTERRUPTED : Status.OK,
                millis(row, "generation_time_ms"),
                millis(row, "time_to_first_token_ms"),
                failed ? "provider" : null,
                1,
                null))
        .build();
  }

  /** The line of a day that is not over still grows, and the ledger keeps what it has. */
  private UsageEvent day(Row row) {
    Instant start = new Times(ZoneOffset.UTC, times.clock()).read(row.required("date"));
    String day = start.toString();
    if (start.plus(1, ChronoUnit.DAYS).isAfter(times.clock().instant())) {
      throw new Failure.InvalidInput("The day " + day + " is not over.", "Export it tomorrow.");
    }
    String slug = row.text("model_permaslug");
    String model = slug == null ? row.required("model") : slug;
    String endpoint = row.text("endpoint_id");
    String provider = row.text("provider_name");
    String id = Fingerprint.of(NAME, day, model, text(endpoint), text(provider)).uuid();
    return UsageEvent.of(id, start, NAME, model.intern(), NAME)
        .requests(row.count("requests"))
        .attribution(Attribution.NONE.withTags(tags(row)))
        .tokens(
            Stated.inclusive(
                row.count("prompt_tokens"),
                0,
                0,
                0,
                row.count("completion_tokens"),
                row.count("reasoning_tokens")))
        .charge(Stated.cost(add(row.amount("usage"), row.amount("byok_usage_inference")), NAME))
        .build();
  }

  private static Map<String, String> tags(Row row) {
    TreeMap<String, String> tags = new TreeMap<>();
    put(tags, "upstream", row.text("provider_name"));
    return tags;
  }

  private static void put(Map<String, String> tags, String name, @Nullable String value) {
    if (value != null) {
      tags.put(name, value);
    }
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static @Nullable BigDecimal add(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    return one == null ? other : other == null ? one : one.add(other);
  }

  private static @Nullable Long millis(Row row, String column) {
    BigDecimal value = row.number(column);
    return value == null || value.signum() < 0 ? null : value.longValue();
  }
}
