package dev.plumbline.usage.source.api.proxy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.source.Sink;
import dev.plumbline.usage.source.Source;
import dev.plumbline.usage.source.http.ApiClient;
import dev.plumbline.usage.source.http.Query;
import dev.plumbline.usage.source.report.LogSource;
import dev.plumbline.usage.source.table.FileSource;
import dev.plumbline.usage.source.table.PortkeyLog;
import dev.plumbline.usage.source.table.TextRows;
import dev.plumbline.usage.source.text.JsonValues;
import dev.plumbline.usage.source.text.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Portkey's log, request by request: has it exported day by day, waits, and reads the export.
 * Requests and answers themselves are not asked for.
 */
public final class PortkeyExports {
  private static final String PATH = "logs/exports";
  private static final List<String> WANTED =
      List.of(
          "id",
          "trace_id",
          "created_at",
          "is_success",
          "ai_org",
          "ai_model",
          "req_units",
          "res_units",
          "total_units",
          "request_url",
          "cost",
          "cost_currency",
          "response_time",
          "response_status_code",
          "mode",
          "config",
          "prompt_slug",
          "metadata");
  private static final int MOST = 50_000;
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LATE = Duration.ofHours(1);
  private static final Duration POLL = Duration.ofSeconds(5);
  private static final int POLLS = 720;

  private final ApiClient client;
  private final Optional<String> workspace;
  private final Clock clock;

  private PortkeyExports(ApiClient client, Optional<String> workspace, Clock clock) {
    this.client = client;
    this.workspace = workspace;
    this.clock = clock;
  }

  /**
   * The source.
   *
   * @param workspace its id, where the key may read several
   */
  public static Source logs(
      ApiClient client,
      Optional<String> workspace,
      String description,
      Instant since,
      Clock clock) {
    return new LogSource(
        PortkeyLog.NAME,
        description,
        new PortkeyExports(client, workspace, clock)::window,
        Duration.ofDays(1),
        LATE,
        since,
        clock);
  }

  /** An export holds no more than 50,000 rows: then half the window. */
  private void window(Instant from, Instant to, Sink sink) {
    JsonNode made = client.post(PATH, order(from, to));
    long total = JsonValues.count(made, "total");
    Duration length = Duration.between(from, to);
    if (total >= MOST && length.compareTo(SHORTEST) > 0) {
      Instant middle = from.plus(length.dividedBy(2));
      window(from, middle, sink);
      window(middle, to, sink);
      return;
    }
    if (total > 0) {
      String id = text(made, "id");
      client.post(PATH + "/" + id + "/start", JsonValues.mapper().createObjectNode());
      await(id);
      String address = text(client.get(PATH + "/" + id + "/download", Query.NONE), "signed_url");
      read(address, sink);
    }
  }

  private ObjectNode order(Instant from, Instant to) {
    ObjectNode order = JsonValues.mapper().createObjectNode();
    ObjectNode filters = order.putObject("filters");
    filters.put("time_of_generation_min", from.toString());
    filters.put("time_of_generation_max", to.toString());
    filters.put("page_size", MOST);
    filters.put("current_page", 0);
    WANTED.forEach(order.putArray("requested_data")::add);
    order.put("description", "Plumbline import");
    workspace.ifPresent(id -> order.put("workspace_id", id));
    return order;
  }

  private void await(String id) {
    for (int i = 0; i < POLLS; i++) {
      String status = text(client.get(PATH + "/" + id, Query.NONE), "status");
      switch (status) {
        case "success" -> {
          return;
        }
        case "failed", "stopped" ->
            throw new Failure.Upstream(
                "Portkey's log export " + id + " ended as " + status + ".",
                "Run the import again later: it goes on where it stopped.",
                null);
        default -> client.pause(POLL);
      }
    }
    throw new Failure.Upstream(
        "Portkey's log export " + id + " is not ready after an hour.",
        "Run the import again later: it goes on where it stopped.",
        null);
  }

  private void read(String address, Sink sink) {
    try {
      boolean packed = address.replaceFirst("\\?.*", "").endsWith(".gz");
      Path file = Files.createTempFile("portkey-", packed ? ".jsonl.gz" : ".jsonl");
      try {
        client.download(address, file);
        Times times = new Times(ZoneOffset.UTC, clock);
        new FileSource(PortkeyLog.NAME, file, new TextRows(), () -> new PortkeyLog(times))
            .read(null, new QuietSink(sink));
      } finally {
        Files.delete(file);
      }
    } catch (IOException unusable) {
      throw new Failure.StoreUnavailable(
          "The export cannot be kept in the folder for temporary files: "
              + unusable.getMessage()
              + ".",
          "Make room there.",
          unusable);
    }
  }

  private String text(JsonNode answer, String name) {
    String text = JsonValues.text(answer, name);
    if (text == null) {
      throw new Failure.Upstream(
          client.server() + " answered " + PATH + " without " + name + ".",
          "Check that the address is its API.",
          null);
    }
    return text;
  }
}
