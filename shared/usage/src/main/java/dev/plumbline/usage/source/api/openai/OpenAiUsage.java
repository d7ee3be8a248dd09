package dev.plumbline.usage.source.api.openai;

import dev.plumbline.kernel.Money;
import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.Extras;
import dev.plumbline.usage.Operation;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.UsageEventBuilder;
import dev.plumbline.usage.source.http.Query;
import dev.plumbline.usage.source.report.Bucket;
import dev.plumbline.usage.source.report.Report;
import dev.plumbline.usage.source.table.Row;
import dev.plumbline.usage.source.table.Stated;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The usage reports, hour by hour. Their input tokens include cached ones. What is billed neither
 * by tokens nor by images, seconds or searches (speech, storage, code interpreter, file search)
 * stands only in the bill.
 */
final class OpenAiUsage {
  static final String NAME = "openai";

  private static final String PATH = "v1/organization/usage/";
  private static final Duration SETTLING = Duration.ofHours(2);
  private static final List<String> OWNERS = List.of("project_id", "user_id", "api_key_id");

  private OpenAiUsage() {}

  static List<Report> reports() {
    return List.of(
        report("completions", List.of("model", "batch", "service_tier"), OpenAiUsage::completions),
        report("embeddings", List.of("model"), OpenAiUsage::embeddings),
        report("moderations", List.of("model"), OpenAiUsage::moderations),
        report("images", List.of("model", "size", "source"), OpenAiUsage::images),
        report("audio_transcriptions", List.of("model"), OpenAiUsage::transcriptions),
        report("web_search_calls", List.of("model", "context_level"), OpenAiUsage::searches));
  }

  private static Report report(String name, List<String> grouping, Report.Lines lines) {
    Query query =
        Query.NONE
            .and("bucket_width", "1h")
            .and("limit", "168")
            .andEach("group_by[]", OWNERS)
            .andEach("group_by[]", grouping);
    return new Report(name, PATH + name, query, Duration.ofHours(1), SETTLING, lines);
  }

  private static Optional<UsageEvent> completions(Bucket bucket, Row line) {
    TokenCounts tokens =
        Stated.inclusive(
            line.count("input_tokens"),
            line.count("input_cached_tokens"),
            line.count("input_cache_write_tokens"),
            0,
            line.count("output_tokens"),
            0);
    boolean batch = Boolean.TRUE.equals(line.flag("batch"));
    String tier = batch ? "batch" : tier(line.text("service_tier"));
    SortedMap<String, String> tags = tags(line);
    audio(line, "input_audio_tokens", tags);
    audio(line, "output_audio_tokens", tags);
    return used(
        tokens.total() > 0,
        line,
        event("completions", bucket, line, batch ? "batch" : null, tier)
            .operation(batch ? Operation.BATCH : Operation.CHAT)
            .attribution(attribution(line, tags))
            .tokens(tokens)
            .serviceTier(tier));
  }

  private static Optional<UsageEvent> embeddings(Bucket bucket, Row line) {
    long input = line.count("input_tokens");
    return used(
        input > 0,
        line,
        event("embeddings", bucket, line)
            .operation(Operation.EMBEDDINGS)
            .tokens(Stated.inclusive(input, 0, 0, 0, 0, 0)));
  }

  /** Moderation is free of charge. */
  private static Optional<UsageEvent> moderations(Bucket bucket, Row line) {
    long input = line.count("input_tokens");
    return used(
        input > 0,
        line,
        event("moderations", bucket, line)
            .operation(Operation.FUNCTION)
            .tokens(Stated.inclusive(input, 0, 0, 0, 0, 0))
            .charge(new Charge(Cost.FREE, Money.ZERO, NAME, Money.ZERO)));
  }

  private static Optional<UsageEvent> images(Bucket bucket, Row line) {
    long images = line.count("images");
    return used(
        images > 0,
        line,
        event("images", bucket, line, line.text("size"), line.text("source"))
            .operation(Operation.FUNCTION)
            .extras(new Extras(images, BigDecimal.ZERO, 0)));
  }

  private static Optional<UsageEvent> transcriptions(Bucket bucket, Row line) {
    long seconds = line.count("seconds");
    return used(
        seconds > 0,
        line,
        event("audio_transcriptions", bucket, line)
            .operation(Operation.FUNCTION)
            .extras(new Extras(0, BigDecimal.valueOf(seconds), 0)));
  }

  private static Optional<UsageEvent> searches(Bucket bucket, Row line) {
    long searches = line.count("num_requests");
    return used(
        searches > 0,
        line,
        event("web_search_calls", bucket, line, line.text("context_level"))
            .operation(Operation.FUNCTION)
            .extras(new Extras(0, BigDecimal.ZERO, searches)));
  }

  private static UsageEventBuilder event(
      String report, Bucket bucket, Row line, @Nullable String... further) {
    @Nullable String[] keys = new @Nullable String[OWNERS.size() + 1 + further.length];
    for (int i = 0; i < OWNERS.size(); i++) {
      keys[i] = line.text(OWNERS.get(i));
    }
    keys[OWNERS.size()] = line.text("model");
    System.arraycopy(further, 0, keys, OWNERS.size() + 1, further.length);
    String model = line.text("model");
    return UsageEvent.of(
            bucket.id(NAME + " " + report, keys),
            bucket.start(),
            NAME,
            model == null ? "unknown" : model,
            NAME)
        .attribution(attribution(line, tags(line)));
  }

  private static Optional<UsageEvent> used(boolean something, Row line, UsageEventBuilder event) {
    long requests = line.count("num_model_requests");
    return something || requests > 0
        ? Optional.of(event.requests(Math.max(1, requests)).build())
        : Optional.empty();
  }

  private static Attribution attribution(Row line, SortedMap<String, String> tags) {
    return new Attribution(
        line.text("api_key_id"),
        null,
        line.text("project_id"),
        null,
        null,
        line.text("user_id"),
        null,
        tags);
  }

  private static SortedMap<String, String> tags(Row line) {
    TreeMap<String, String> tags = new TreeMap<>();
    for (String name : List.of("size", "source", "context_level")) {
      String value = line.text(name);
      if (value != null) {
        tags.put(name, value);
      }
    }
    return tags;
  }

  /**
   * Tokens of audio cost more than those of text; how many there were is kept beside the counts.
   */
  private static void audio(Row line, String name, Map<String, String> tags) {
    long count = line.count(name);
    if (count > 0) {
      tags.put(name, Long.toString(count));
    }
  }

  private static @Nullable String tier(@Nullable String tier) {
    return tier == null || tier.equals("default") || tier.equals("standard") || tier.equals("auto")
        ? null
        : tier;
  }
}
