package dev.plumbline.usage.source.report;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.Progress;
import dev.plumbline.usage.source.Rejection;
import dev.plumbline.usage.source.Sink;
import dev.plumbline.usage.source.Source;
import dev.plumbline.usage.source.http.ApiClient;
import dev.plumbline.usage.source.http.Query;
import dev.plumbline.usage.source.table.Row;
import dev.plumbline.usage.source.text.JsonValues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The reports of a server, read page by page from where the last import ended. A bucket that is not
 * final yet is left for a later import, since the ledger keeps an event as it first came.
 */
public final class ReportSource implements Source {
  private final String name;
  private final String description;
  private final ApiClient client;
  private final BucketForm form;
  private final List<Report> reports;
  private final Instant since;
  private final Clock clock;

  /**
   * @param since where a first import begins
   */
  public ReportSource(
      String name,
      String description,
      ApiClient client,
      BucketForm form,
      List<Report> reports,
      Instant since,
      Clock clock) {
    this.name = name;
    this.description = description;
    this.client = client;
    this.form = form;
    this.reports = List.copyOf(reports);
    this.since = since;
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
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
    long done = 0;
    for (Report report : reports) {
      read(report, positions, sink);
      done++;
      sink.progress(new Progress(done, reports.size(), "reports"));
    }
  }

  private void read(Report report, Positions positions, Sink sink) {
    Instant from = floor(positions.end(report.name(), since), report.width());
    Instant to = floor(clock.instant().minus(report.settling()), report.width());
    if (from.isBefore(to)) {
      pages(report, from, to, positions, sink);
      positions.reached(report.name(), to);
      sink.checkpoint(positions.toString());
    }
    sink.skip(report.name() + " from " + to + " on: not final yet, a later import takes it");
  }

  private void pages(Report report, Instant from, Instant to, Positions positions, Sink sink) {
    Query query = form.range(from, to).and(report.query());
    Set<String> seen = new HashSet<>();
    String token = null;
    do {
      JsonNode page = client.get(report.path(), token == null ? query : query.and("page", token));
      Instant end = buckets(report, page, to, sink);
      if (end != null) {
        positions.reached(report.name(), end);
        sink.checkpoint(positions.toString());
      }
      token = JsonValues.isTrue(page, "has_more") ? JsonValues.text(page, "next_page") : null;
      if (token != null && !seen.add(token)) {
        throw new Failure.Upstream(
            client.server().name() + " gives the same page of " + report.path() + " again.",
            "Run the import again later: it goes on where it stopped.",
            null);
      }
    } while (token != null);
  }

  /** Gives out the lines of a page and returns where its last final bucket ends. */
  private @Nullable Instant buckets(Report report, JsonNode page, Instant to, Sink sink) {
    JsonNode data = JsonValues.at(page, "data");
    if (data == null || !data.isArray()) {
      throw new Failure.Upstream(
          client.server().name() + " answered " + report.path() + " without data.",
          "Check that the address is its API.",
          null);
    }
    Instant end = null;
    for (JsonNode each : data) {
      Bucket bucket = form.bucket(each);
      JsonNode results = JsonValues.at(each, "results");
      if (!bucket.end().isAfter(to) && results != null) {
        results.forEach(line -> line(report, bucket, line, sink));
        end = end == null || bucket.end().isAfter(end) ? bucket.end() : end;
      }
    }
    return end;
  }

  private void line(Report report, Bucket bucket, JsonNode line, Sink sink) {
    String origin = client.server().name() + " " + report.path() + " " + bucket.start();
    Optional<UsageEvent> event;
    try {
      event = report.lines().event(bucket, new Row(origin, 0, line));
    } catch (Failure.InvalidInput wrong) {
      sink.reject(
          new Rejection(origin, 0, "values that cannot be right", wrong.text(), line.toString()));
      return;
    }
    event.ifPresentOrElse(sink::event, () -> sink.skip("lines without usage"));
  }

  /** Buckets begin at whole hours or days of UTC. */
  private static Instant floor(Instant time, Duration width) {
    long seconds = width.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
  }
}
