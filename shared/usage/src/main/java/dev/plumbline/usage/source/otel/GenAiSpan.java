package dev.plumbline.usage.source.otel;

import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.Delivery;
import dev.plumbline.usage.Operation;
import dev.plumbline.usage.Status;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.Fingerprint;
import dev.plumbline.usage.source.table.ProviderNames;
import dev.plumbline.usage.source.table.Row;
import dev.plumbline.usage.source.table.RowMapper;
import dev.plumbline.usage.source.table.Stated;
import dev.plumbline.usage.source.text.Numbers;
import dev.plumbline.usage.source.text.Times;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Spans of calls of models, whose input tokens include cached ones. */
public final class GenAiSpan implements RowMapper {
  /** The name of the source. */
  public static final String NAME = "opentelemetry";

  private static final BigDecimal THOUSAND = new BigDecimal(1000);
  private final Times times;

  public GenAiSpan(Times times) {
    this.times = times;
  }

  @Override
  public UsageEvent event(Row row) {
    Instant start = times.read(row.required("startTimeUnixNano"));
    String span = Fingerprint.of(NAME, row.required("traceId"), row.required("spanId")).uuid();
    // A call through our gateway has its own id, under which its ledger may hold it already.
    String id = Objects.requireNonNullElse(row.text("plumbline.request_id"), span);
    String asked = row.text("gen_ai.request.model");
    String answered = row.text("gen_ai.response.model");
    String model = answered == null ? row.required("gen_ai.request.model") : answered;
    return UsageEvent.of(
            id,
            start,
            ProviderNames.of(row.anyText("gen_ai.provider.name", "gen_ai.system"), "unknown"),
            model.intern(),
            NAME)
        .requestedModel(asked == null || asked.equals(model) ? null : asked.intern())
        .operation(operation(row.text("gen_ai.operation.name")))
        .attribution(attribution(row))
        .tokens(tokens(row))
        .delivery(delivery(row, start))
        .serviceTier(tier(row))
        .build();
  }

  private static TokenCounts tokens(Row row) {
    return Stated.inclusive(
        any(row, "gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens"),
        any(row, "gen_ai.usage.cache_read.input_tokens", "gen_ai.usage.cache_read_input_tokens"),
        any(
            row,
            "gen_ai.usage.cache_creation.input_tokens",
            "gen_ai.usage.cache_write.input_tokens",
            "gen_ai.usage.cache_creation_input_tokens"),
        0,
        any(row, "gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens"),
        row.count("gen_ai.usage.reasoning.output_tokens"));
  }

  private static long any(Row row, String... names) {
    for (String name : names) {
      if (row.at(name) != null) {
        return row.count(name);
      }
    }
    return 0;
  }

  private static Operation operation(@Nullable String name) {
    return switch (name == null ? "chat" : name) {
      case "embeddings" -> Operation.EMBEDDINGS;
      case "text_completion" -> Operation.COMPLETION;
      default -> Operation.CHAT;
    };
  }

  private static Attribution attribution(Row row) {
    TreeMap<String, String> tags = new TreeMap<>();
    put(tags, "service", row.text("resource.service.name"));
    put(tags, "agent", row.text("gen_ai.agent.name"));
    return new Attribution(
        null,
        null,
        null,
        row.anyText(
            "resource.deployment.environment.name",
            "resource.deployment.environment",
            "deployment.environment.name"),
        null,
        row.anyText("user.id", "enduser.id"),
        row.anyText("gen_ai.conversation.id", "session.id"),
        tags);
  }

  private static void put(Map<String, String> tags, String name, @Nullable String value) {
    if (value != null) {
      tags.put(name, value);
    }
  }

  private Delivery delivery(Row row, Instant start) {
    String code = row.text("statusCode");
    String kind = row.text("error.type");
    boolean failed = kind != null || "2".equals(code) || "STATUS_CODE_ERROR".equals(code);
    String ended = row.text("endTimeUnixNano");
    Instant end = ended == null ? null : times.read(ended);
    BigDecimal first = row.number("gen_ai.response.time_to_first_chunk");
    return new Delivery(
        failed ? Status.ERROR : Status.OK,
        end == null || end.isBefore(start) ? null : Duration.between(start, end).toMillis(),
        first == null
            ? null
            : Numbers.count("time_to_first_chunk", Numbers.rounded(first.multiply(THOUSAND))),
        failed ? (kind == null ? "unknown" : kind) : null,
        1,
        null);
  }

  private static @Nullable String tier(Row row) {
    String tier =
        row.anyText("openai.response.service_tier", "gen_ai.openai.response.service_tier");
    return tier == null || tier.equals("default") || tier.equals("standard") ? null : tier;
  }
}
