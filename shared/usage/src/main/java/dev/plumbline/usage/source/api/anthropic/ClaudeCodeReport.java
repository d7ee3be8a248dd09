package dev.plumbline.usage.source.api.anthropic;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.Operation;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.Progress;
import dev.plumbline.usage.source.Sink;
import dev.plumbline.usage.source.Source;
import dev.plumbline.usage.source.http.ApiClient;
import dev.plumbline.usage.source.http.Query;
import dev.plumbline.usage.source.report.Bucket;
import dev.plumbline.usage.source.report.Positions;
import dev.plumbline.usage.source.table.Row;
import dev.plumbline.usage.source.table.RowSink;
import dev.plumbline.usage.source.text.JsonValues;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Who used Claude Code, day by day: an event for each person or key, terminal and model, with the
 * cost that Anthropic estimates in cents. Input tokens exclude cached ones.
 */
final class ClaudeCodeReport implements Source {
  static final String NAME = "anthropic-claude-code";

  private static final String PATH = "v1/organizations/usage_report/claude_code";
  private static final Duration SETTLING = Duration.ofHours(6);

  private final ApiClient client;
  private final String description;
  private final Instant since;
  private final Clock clock;

  ClaudeCodeReport(ApiClient client, String description, Instant since, Clock clock) {
    this.client = client;
    this.description = description;
    this.since = since;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public void read(@Nullable String checkpoint, Sink sink) {
    Positions positions = new Positions(checkpoint);
    if (checkpoint == null) {
      sink.skip("before " + since + ": not asked for; --since DAY begins earlier");
    }
    LocalDate first = day(positions.end("claude_code", since));
    LocalDate open = day(clock.instant().minus(SETTLING));
    long days = Math.max(0, ChronoUnit.DAYS.between(first, open));
    for (LocalDate day = first; day.isBefore(open); day = day.plusDays(1)) {
      day(day, sink);
      positions.reached("claude_code", start(day.plusDays(1)));
      sink.checkpoint(positions.toString());
      sink.progress(new Progress(ChronoUnit.DAYS.between(first, day) + 1, days, "days"));
    }
    sink.skip("days from " + open + " on: not final yet, a later import takes them");
  }

  private void day(LocalDate day, Sink sink) {
    Bucket bucket = new Bucket(start(day), start(day.plusDays(1)));
    Query query = Query.NONE.and("starting_at", day.toString()).and("limit", "1000");
    Set<String> seen = new HashSet<>();
    String token = null;
    do {
      JsonNode page = client.get(PATH, token == null ? query : query.and("page", token));
      JsonNode data = JsonValues.at(page, "data");
      if (data == null || !data.isArray()) {
        throw broken("answered " + PATH + " without data");
      }
      data.forEach(record -> record(bucket, record, sink));
      token = JsonValues.isTrue(page, "has_more") ? JsonValues.text(page, "next_page") : null;
      if (token != null && !seen.add(token)) {
        throw broken("gives the same page of " + PATH + " again");
      }
    } while (token != null);
  }

  private void record(Bucket bucket, JsonNode record, Sink sink) {
    Row who = new Row(client.server().name() + " " + PATH + " " + bucket.start(), 0, record);
    JsonNode models = JsonValues.at(record, "model_breakdown");
    if (models == null || models.isEmpty()) {
      sink.skip("days of Claude Code without a model");
      return;
    }
    for (JsonNode model : models) {
      new RowSink(row -> event(bucket, who, row), sink).row(new Row(who.origin(), 0, model));
    }
  }

  private static UsageEvent event(Bucket bucket, Row who, Row used) {
    String model = used.required("model");
    String user = who.text("actor", "email_address");
    String key = who.text("actor", "api_key_name");
    TreeMap<String, String> tags = new TreeMap<>();
    for (String name : new String[] {"terminal_type", "customer_type", "subscription_type"}) {
      String value = who.text(name);
      if (value != null) {
        tags.put(name, value);
      }
    }
    BigDecimal dollars =
        CostReport.dollars(
            used.number("estimated_cost", "amount"), used.text("estimated_cost", "currency"));
    String id =
        bucket.id(
            NAME,
            who.text("organization_id"),
            user,
            key,
            who.text("terminal_type"),
            who.text("customer_type"),
            who.text("subscription_type"),
            model);
    return UsageEvent.of(id, bucket.start(), "anthropic", model, NAME)
        .operation(Operation.MESSAGES)
        .attribution(new Attribution(key, null, null, null, "claude-code", user, null, tags))
        .tokens(
            new TokenCounts(
                used.count("tokens", "input"),
                used.count("tokens", "cache_read"),
                used.count("tokens", "cache_creation"),
                0,
                used.count("tokens", "output"),
                0))
        .charge(new Charge(Cost.lump(dollars), dollars, NAME, null))
        .build();
  }

  private Failure broken(String what) {
    return new Failure.Upstream(
        client.server().name() + " " + what + ".",
        "Run the import again later: it goes on where it stopped.",
        null);
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }
}
