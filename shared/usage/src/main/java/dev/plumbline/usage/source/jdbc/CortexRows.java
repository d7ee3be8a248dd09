package dev.plumbline.usage.source.jdbc;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.Extras;
import dev.plumbline.usage.Operation;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.Fingerprint;
import dev.plumbline.usage.source.table.Row;
import dev.plumbline.usage.source.text.Numbers;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes events of the rows of Snowflake's Cortex usage views.
 *
 * @param creditPrice US dollars a credit; null when unknown, and then costs are unknown too
 */
record CortexRows(@Nullable BigDecimal creditPrice) {
  /** The name of the source. */
  static final String NAME = "snowflake-cortex";

  private static final String PROVIDER = "snowflake";

  /** A row of the functions that a query called in an hour. */
  UsageEvent function(Row row) {
    Instant start = Instant.parse(row.required("START_TIME"));
    String function = row.required("FUNCTION_NAME");
    String model = row.text("MODEL_NAME");
    String id =
        Fingerprint.of(
                NAME + " functions",
                start.toString(),
                function,
                text(model),
                text(row.text("QUERY_ID")),
                text(row.text("WAREHOUSE_ID")))
            .uuid();
    Map<String, BigDecimal> metrics = metrics(row.json("METRICS"));
    SortedMap<String, String> tags = tags(row);
    tags.put("function", function);
    metrics.forEach((name, value) -> {
      if (name.startsWith("pages")) {
        tags.put("pages", value.toPlainString());
      }
    });
    return UsageEvent.of(
            id, start, PROVIDER, model == null ? function.toLowerCase(Locale.ROOT) : model, NAME)
        .operation(
            function.toUpperCase(Locale.ROOT).contains("EMBED")
                ? Operation.EMBEDDINGS
                : Operation.FUNCTION)
        .attribution(attribution(row, row.text("QUERY_ID"), tags))
        .tokens(tokens(metrics, "tokens "))
        .extras(extras(metrics))
        .charge(charge(row.number("CREDITS")))
        .build();
  }

  /** A row of one request to the REST API; its input excludes what came from a cache. */
  UsageEvent request(Row row) {
    Map<String, BigDecimal> tokens = new HashMap<>();
    JsonNode parts = row.json("TOKENS_GRANULAR");
    if (parts != null && parts.isObject()) {
      Row split = new Row(row.origin(), row.line(), parts);
      for (Map.Entry<String, JsonNode> part : parts.properties()) {
        BigDecimal count = split.number(part.getKey());
        tokens.put(part.getKey().toLowerCase(Locale.ROOT), count == null ? BigDecimal.ZERO : count);
      }
    } else {
      BigDecimal total = row.number("TOKENS");
      tokens.put("total", total == null ? BigDecimal.ZERO : total);
    }
    return UsageEvent.of(
            NAME + ":" + row.required("REQUEST_ID"),
            Instant.parse(row.required("START_TIME")),
            PROVIDER,
            row.required("MODEL_NAME"),
            NAME)
        .operation(Operation.CHAT)
        .attribution(attribution(row, null, tags(row)))
        .tokens(tokens(tokens, ""))
        .charge(charge(row.number("CREDITS")))
        .dataLocation(row.text("INFERENCE_REGION"))
        .build();
  }

  /** A total that is not split counts as input, which most of it is. */
  private static TokenCounts tokens(Map<String, BigDecimal> counts, String prefix) {
    return new TokenCounts(
        count(counts, prefix + "input") + count(counts, prefix + "total"),
        count(counts, prefix + "cache_read_input"),
        count(counts, prefix + "cache_write_input"),
        0,
        count(counts, prefix + "output"),
        0);
  }

  private static long count(Map<String, BigDecimal> counts, String name) {
    BigDecimal count = counts.get(name);
    return count == null ? 0 : Numbers.count(name, count);
  }

  private static Extras extras(Map<String, BigDecimal> metrics) {
    BigDecimal seconds = BigDecimal.ZERO;
    long images = 0;
    for (Map.Entry<String, BigDecimal> metric : metrics.entrySet()) {
      if (metric.getKey().startsWith("seconds ")) {
        seconds = seconds.add(metric.getValue());
      } else if (metric.getKey().startsWith("images ")) {
        images += Numbers.count("images", metric.getValue());
      }
    }
    return new Extras(images, seconds, 0);
  }

  /** Snowflake writes {@code [{"key":{"metric":"input","unit":"tokens"},"value":17}, …]}. */
  private static Map<String, BigDecimal> metrics(@Nullable JsonNode metrics) {
    Map<String, BigDecimal> values = new HashMap<>();
    if (metrics != null && metrics.isArray()) {
      for (JsonNode metric : metrics) {
        Row row = new Row("", 0, metric);
        String unit = text(row.text("key", "unit")).toLowerCase(Locale.ROOT);
        String name = text(row.text("key", "metric")).toLowerCase(Locale.ROOT);
        BigDecimal value = row.number("value");
        if (value != null) {
          values.merge(unit + " " + name, value, BigDecimal::add);
        }
      }
    }
    return values;
  }

  private Charge charge(@Nullable BigDecimal credits) {
    if (credits == null || creditPrice == null) {
      return Charge.UNKNOWN;
    }
    BigDecimal dollars = Numbers.amount("CREDITS", credits.multiply(creditPrice));
    return new Charge(Cost.lump(dollars), dollars, NAME + " credits", null);
  }

  private static Attribution attribution(
      Row row, @Nullable String query, SortedMap<String, String> tags) {
    return new Attribution(null, null, null, null, null, row.text("USER_ID"), query, tags);
  }

  private static SortedMap<String, String> tags(Row row) {
    TreeMap<String, String> tags = new TreeMap<>();
    JsonNode tag = row.json("QUERY_TAG");
    if (tag != null && tag.isObject()) {
      for (Map.Entry<String, JsonNode> each : tag.properties()) {
        if (!each.getValue().isContainer() && !each.getValue().isNull()) {
          tags.put(each.getKey(), each.getValue().asString());
        }
      }
    } else if (tag != null) {
      tags.put("query_tag", tag.asString());
    }
    JsonNode roles = row.json("ROLE_NAMES");
    if (roles != null && roles.isArray() && !roles.isEmpty()) {
      tags.put("role", roles.get(0).asString());
    }
    String warehouse = row.text("WAREHOUSE_ID");
    if (warehouse != null) {
      tags.put("warehouse", warehouse);
    }
    return tags;
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  /** Reads the price of a credit, as a setting gives it. */
  static @Nullable BigDecimal price(String variable, String text) {
    if (text.isBlank()) {
      return null;
    }
    BigDecimal price = Numbers.parse(variable, text);
    if (price.signum() <= 0 || price.compareTo(BigDecimal.valueOf(1000)) > 0) {
      throw new Failure.Misconfigured(
          variable + " is " + text + ".", "Give the dollars that a credit costs, such as 3.00.");
    }
    return price;
  }
}
