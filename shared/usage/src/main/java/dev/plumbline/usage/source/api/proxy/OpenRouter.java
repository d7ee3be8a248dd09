package dev.plumbline.usage.source.api.proxy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.source.Progress;
import dev.plumbline.usage.source.Sink;
import dev.plumbline.usage.source.Source;
import dev.plumbline.usage.source.http.ApiClient;
import dev.plumbline.usage.source.http.ApiServer;
import dev.plumbline.usage.source.http.Query;
import dev.plumbline.usage.source.report.Positions;
import dev.plumbline.usage.source.table.OpenRouterActivity;
import dev.plumbline.usage.source.table.Row;
import dev.plumbline.usage.source.table.RowSink;
import dev.plumbline.usage.source.text.JsonValues;
import dev.plumbline.usage.source.text.Times;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The activity of an OpenRouter account: a line a day, model and provider, for 30 days back. */
public final class OpenRouter implements Source {
  /** Where the API is. */
  public static final String URL = "https://openrouter.ai/api/v1";

  /** The environment variable that holds the key. */
  public static final String KEY = "OPENROUTER_API_KEY";

  /** What the key must be. */
  public static final String NEED =
      "a management (provisioning) key, which an ordinary API key is not.";

  private static final String PATH = "activity";
  private static final int DAYS_KEPT = 30;
  private static final Duration SETTLING = Duration.ofHours(2);

  private final ApiClient client;
  private final String description;
  private final Instant since;
  private final Clock clock;

  /**
   * @param since where a first import begins; no earlier than OpenRouter remembers
   */
  public OpenRouter(ApiClient client, String description, Instant since, Clock clock) {
    this.client = client;
    this.description = description;
    this.since = since;
    this.clock = clock;
  }

  /** The server, asked with a key. */
  public static ApiServer server(String url, String key) {
    return new ApiServer("OpenRouter", url, Map.of("Authorization", "Bearer " + key), KEY, NEED);
  }

  @Override
  public String name() {
    return OpenRouterActivity.NAME;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public void read(@Nullable String checkpoint, Sink sink) {
    Positions positions = new Positions(checkpoint);
    RowSink rows = new RowSink(new OpenRouterActivity(new Times(ZoneOffset.UTC, clock)), sink);
    LocalDate oldest = day(clock.instant()).minusDays(DAYS_KEPT);
    LocalDate wanted = day(positions.end(PATH, since));
    LocalDate first = wanted.isBefore(oldest) ? oldest : wanted;
    if (wanted.isBefore(oldest)) {
      sink.skip("before " + oldest + ": no longer kept by OpenRouter; import an export of it");
    }
    LocalDate open = day(clock.instant().minus(SETTLING));
    for (LocalDate day = first; day.isBefore(open); day = day.plusDays(1)) {
      day(day, rows);
      positions.reached(PATH, day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
      sink.checkpoint(positions.toString());
      sink.progress(
          new Progress(
              ChronoUnit.DAYS.between(first, day) + 1,
              ChronoUnit.DAYS.between(first, open),
              "days"));
    }
    sink.skip("days from " + open + " on: not final yet, a later import takes them");
  }

  private void day(LocalDate day, RowSink rows) {
    JsonNode answer = client.get(PATH, Query.NONE.and("date", day.toString()));
    JsonNode data = JsonValues.at(answer, "data");
    if (data == null || !data.isArray()) {
      throw new Failure.Upstream(
          client.server() + " answered " + PATH + " without data.",
          "Check that the address is its API.",
          null);
    }
    String origin = client.server().name() + " " + PATH + " " + day;
    data.forEach(line -> rows.row(new Row(origin, 0, line)));
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }
}
