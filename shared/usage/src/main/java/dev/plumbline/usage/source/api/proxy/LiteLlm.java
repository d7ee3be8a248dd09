package dev.plumbline.usage.source.api.proxy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.source.Sink;
import dev.plumbline.usage.source.Source;
import dev.plumbline.usage.source.http.ApiClient;
import dev.plumbline.usage.source.http.ApiServer;
import dev.plumbline.usage.source.http.Query;
import dev.plumbline.usage.source.report.LogSource;
import dev.plumbline.usage.source.table.LiteLlmSpend;
import dev.plumbline.usage.source.table.Row;
import dev.plumbline.usage.source.table.RowSink;
import dev.plumbline.usage.source.text.JsonValues;
import dev.plumbline.usage.source.text.Times;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The spend logs of a LiteLLM proxy, request by request: {@code /spend/logs/v2}, or {@code
 * /spend/logs} where a proxy has no other.
 */
public final class LiteLlm {
  /** The environment variable that holds the proxy's address. */
  public static final String URL = "LITELLM_URL";

  /** The environment variable that holds the key. */
  public static final String KEY = "LITELLM_MASTER_KEY";

  /** What the key must be. */
  public static final String NEED =
      "the proxy's master key, or the key of a proxy admin, which may read all spend logs.";

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final String PAGED = "spend/logs/v2";
  private static final String WHOLE = "spend/logs";
  private static final int PAGE = 100;
  private static final int COUNTED = 10_000;
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LATE = Duration.ofHours(1);

  private final ApiClient client;
  private final LiteLlmSpend mapper;
  private boolean whole;

  private LiteLlm(ApiClient client, Clock clock) {
    this.client = client;
    this.mapper = new LiteLlmSpend(new Times(ZoneOffset.UTC, clock));
  }

  /** The server, asked with a key. */
  public static ApiServer server(String url, String key) {
    return new ApiServer("LiteLLM", url, Map.of("Authorization", "Bearer " + key), KEY, NEED);
  }

  /** The source. */
  public static Source logs(ApiClient client, String description, Instant since, Clock clock) {
    return new LogSource(
        LiteLlmSpend.NAME,
        description,
        new LiteLlm(client, clock)::window,
        Duration.ofDays(1),
        LATE,
        since,
        clock);
  }

  private void window(Instant from, Instant to, Sink sink) {
    RowSink rows = new RowSink(mapper, sink);
    if (!whole) {
      try {
        paged(from, to, rows);
        return;
      } catch (Failure.NotFound older) {
        whole = true;
      }
    }
    days(from, to, rows);
  }

  /** The proxy counts no further than 10,000 rows, and gets slow there: then half the window. */
  private void paged(Instant from, Instant to, RowSink rows) {
    JsonNode page = page(from, to, 1);
    Duration length = Duration.between(from, to);
    if (JsonValues.count(page, "total") >= COUNTED && length.compareTo(SHORTEST) > 0) {
      Instant middle = from.plus(length.dividedBy(2));
      paged(from, middle, rows);
      paged(middle, to, rows);
      return;
    }
    int number = 1;
    while (give(page, rows, PAGED) >= PAGE) {
      number++;
      page = page(from, to, number);
    }
  }

  private JsonNode page(Instant from, Instant to, int number) {
    return client.get(
        PAGED,
        Query.NONE
            .and("start_date", MOMENT.format(from))
            .and("end_date", MOMENT.format(to.plusSeconds(1)))
            .and("page", "" + number)
            .and("page_size", "" + PAGE)
            .and("sort_by", "startTime")
            .and("sort_order", "asc"));
  }

  private void days(Instant from, Instant to, RowSink rows) {
    LocalDate last = LocalDate.ofInstant(to, ZoneOffset.UTC);
    for (LocalDate day = LocalDate.ofInstant(from, ZoneOffset.UTC);
        !day.isAfter(last);
        day = day.plusDays(1)) {
      JsonNode answer =
          client.get(
              WHOLE,
              Query.NONE
                  .and("start_date", day.toString())
                  .and("end_date", day.plusDays(1).toString())
                  .and("summarize", "false"));
      give(answer, rows, WHOLE);
    }
  }

  private int give(JsonNode answer, RowSink rows, String path) {
    @Nullable JsonNode data = answer.isArray() ? answer : JsonValues.at(answer, "data");
    if (data == null || !data.isArray()) {
      throw new Failure.Upstream(
          client.server() + " answered " + path + " without rows.",
          "Check that the address is a LiteLLM proxy.",
          null);
    }
    String origin = client.server().name() + " " + path;
    for (JsonNode row : data) {
      if (!row.has("request_id") && row.has("models")) {
        throw new Failure.Upstream(
            client.server() + " gives only sums of days.",
            "Update LiteLLM, or export LiteLLM_SpendLogs and import the file as "
                + LiteLlmSpend.NAME
                + ".",
            null);
      }
      rows.row(new Row(origin, 0, row));
    }
    return data.size();
  }
}
