package dev.plumbline.usage.source.api.anthropic;

import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.Extras;
import dev.plumbline.usage.Operation;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.http.Query;
import dev.plumbline.usage.source.report.Bucket;
import dev.plumbline.usage.source.report.Report;
import dev.plumbline.usage.source.table.Row;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The usage of the Messages API, hour by hour. Its input tokens exclude what was read from and
 * written to the prompt cache.
 *
 * <p>The report does not tell how many requests there were. A line stands for as many as there must
 * have been at least, each as long as its context window allows: so that its price tier is right.
 */
final class MessagesUsage {
  static final String NAME = "anthropic";

  private static final Duration SETTLING = Duration.ofHours(2);
  private static final long SHORT_WINDOW = 200_000;
  private static final long LONG_WINDOW = 1_000_000;
  private static final String[] GROUPING = {
    "api_key_id",
    "workspace_id",
    "model",
    "service_tier",
    "context_window",
    "inference_geo",
    "account_id",
    "speed"
  };

  private MessagesUsage() {}

  static List<Report> reports() {
    Query query =
        Query.NONE
            .and("bucket_width", "1h")
            .and("limit", "168")
            .andEach("group_by[]", List.of(GROUPING));
    return List.of(
        new Report(
            "messages",
            "v1/organizations/usage_report/messages",
            query,
            Duration.ofHours(1),
            SETTLING,
            MessagesUsage::line));
  }

  private static Optional<UsageEvent> line(Bucket bucket, Row line) {
    TokenCounts tokens =
        new TokenCounts(
            line.count("uncached_input_tokens"),
            line.count("cache_read_input_tokens"),
            line.count("cache_creation", "ephemeral_5m_input_tokens"),
            line.count("cache_creation", "ephemeral_1h_input_tokens"),
            line.count("output_tokens"),
            0);
    long searches = line.count("server_tool_use", "web_search_requests");
    if (tokens.total() == 0 && searches == 0) {
      return Optional.empty();
    }
    @Nullable String[] keys = new @Nullable String[GROUPING.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = line.text(GROUPING[i]);
    }
    String model = line.text("model");
    String tier = tier(line);
    return Optional.of(
        UsageEvent.of(
                bucket.id(NAME, keys),
                bucket.start(),
                NAME,
                model == null ? "unknown" : model,
                NAME)
            .operation("batch".equals(tier) ? Operation.BATCH : Operation.MESSAGES)
            .requests(atLeast(tokens.input(), line.text("context_window")))
            .attribution(attribution(line))
            .tokens(tokens)
            .extras(new Extras(0, BigDecimal.ZERO, searches))
            .serviceTier(tier)
            .dataLocation(location(line.text("inference_geo")))
            .build());
  }

  private static long atLeast(long input, @Nullable String window) {
    long longest = "200k-1M".equals(window) ? LONG_WINDOW : SHORT_WINDOW;
    return Math.max(1, Math.ceilDiv(input, longest));
  }

  private static Attribution attribution(Row line) {
    return new Attribution(
        line.text("api_key_id"),
        null,
        line.text("workspace_id"),
        null,
        null,
        line.text("account_id"),
        null,
        new TreeMap<>());
  }

  private static @Nullable String tier(Row line) {
    String tier = line.text("service_tier");
    if ("fast".equals(line.text("speed"))) {
      return "fast";
    }
    return tier == null || tier.equals("standard") ? null : tier;
  }

  private static @Nullable String location(@Nullable String geo) {
    return geo == null || geo.equals("not_available") ? null : geo;
  }
}
