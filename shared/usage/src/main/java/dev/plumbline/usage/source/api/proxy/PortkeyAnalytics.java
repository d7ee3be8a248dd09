package dev.plumbline.usage.source.api.proxy;

import dev.plumbline.kernel.Failure;
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
import dev.plumbline.usage.source.table.ProviderNames;
import dev.plumbline.usage.source.table.Row;
import dev.plumbline.usage.source.table.RowSink;
import dev.plumbline.usage.source.table.Stated;
import dev.plumbline.usage.source.text.JsonValues;
import dev.plumbline.usage.source.text.Numbers;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Portkey's analytics: a line a day and model with its requests and its cost in cents, for accounts
 * that cannot export their log. It tells of the same spend as the log.
 */
public final class PortkeyAnalytics implements Source {
  /** The name of the source. */
  public static final String NAME = "portkey-analytics";

  private static final String PATH = "analytics/groups/ai-models";
  private static final int PAGE = 100;
  private static final Duration SETTLING = Duration.ofHours(2);

  private final ApiClient client;
  private final Optional<String> workspace;
  private final String description;
  private final Instant since;
  private final Clock clock;

  /**
   * @param workspace its slug, where the key may read several
   * @param since where a first import begins
   */
  public PortkeyAnalytics(
      ApiClient client,
      Optional<String> workspace,
      String description,
      Instant since,
      Clock clock) {
    this.client = client;
    this.workspace = workspace;
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
    LocalDate first = day(positions.end(NAME, since));
    LocalDate open = day(clock.instant().minus(SETTLING));
    for (LocalDate day = first; day.isBefore(open); day = day.plusDays(1)) {
      Bucket bucket = new Bucket(start(day), start(day.plusDays(1)));
      models(bucket, new RowSink(row -> event(bucket, row), sink));
      positions.reached(NAME, bucket.end());
      sink.checkpoint(positions.toString());
      sink.progress(
          new Progress(
              ChronoUnit.DAYS.between(first, day) + 1,
              ChronoUnit.DAYS.between(first, open),
              "days"));
    }
    sink.skip("days from " + open + " on: not final yet, a later import takes them");
  }

  private void models(Bucket bucket, RowSink rows) {
    Query query =
        Query.NONE
            .and("time_of_generation_min", bucket.start().toString())
            .and("time_of_generation_max", bucket.end().minusMillis(1).toString())
            .and("page_size", "" + PAGE);
    Query asked = workspace.map(slug -> query.and("workspace_slug", slug)).orElse(query);
    int lines = PAGE;
    for (int page = 0; lines >= PAGE; page++) {
      JsonNode data = JsonValues.at(client.get(PATH, asked.and("current_page", "" + page)), "data");
      if (data == null || !data.isArray()) {
        throw new Failure.Upstream(
            client.server() + " answered " + PATH + " without data.",
            "Check that the address is its API.",
            null);
      }
      String origin = client.server().name() + " " + PATH + " " + bucket.start();
      data.forEach(line -> rows.row(new Row(origin, 0, line)));
      lines = data.size();
    }
  }

  private static UsageEvent event(Bucket bucket, Row line) {
    String told = line.anyText("ai_model", "ai_org_model", "model");
    if (told == null) {
      throw new Failure.InvalidInput("The line names no model.", "Import the log instead.");
    }
    int split = told.indexOf("__");
    String org = split < 0 ? line.text("ai_org") : told.substring(0, split);
    BigDecimal cents = line.number("cost");
    if (cents == null) {
      throw new Failure.InvalidInput("The line has no cost.", "Import the log instead.");
    }
    BigDecimal dollars = Numbers.amount("cost", cents.movePointLeft(2));
    return UsageEvent.of(
            bucket.id(NAME, told),
            bucket.start(),
            ProviderNames.of(org, "unknown"),
            split < 0 ? told : told.substring(split + 2),
            NAME)
        .operation(Operation.CHAT)
        .requests(Math.max(1, line.count("requests")))
        .attribution(Attribution.NONE)
        .tokens(Stated.inclusive(line.count("req_units"), 0, 0, 0, line.count("res_units"), 0))
        .charge(new Charge(Cost.lump(dollars), dollars, NAME, null))
        .build();
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }
}
