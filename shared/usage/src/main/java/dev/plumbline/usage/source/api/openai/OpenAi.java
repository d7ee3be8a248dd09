package dev.plumbline.usage.source.api.openai;

import dev.plumbline.usage.source.Source;
import dev.plumbline.usage.source.http.ApiClient;
import dev.plumbline.usage.source.http.ApiServer;
import dev.plumbline.usage.source.report.ReportSource;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** The sources that OpenAI's administration API offers; both tell of the same spend. */
public final class OpenAi {
  /** Where the API is. */
  public static final String URL = "https://api.openai.com";

  /** The environment variable that holds the key. */
  public static final String KEY = "OPENAI_ADMIN_KEY";

  /** What the key must be. */
  public static final String NEED =
      "an admin key (sk-admin-…) of an owner of the organization, with the scope api.usage.read.";

  private OpenAi() {}

  /** The server, asked with a key. */
  public static ApiServer server(String url, String key) {
    return new ApiServer("OpenAI", url, Map.of("Authorization", "Bearer " + key), KEY, NEED);
  }

  /** What was used, hour by hour, to be priced. */
  public static Source usage(ApiClient client, String description, Instant since, Clock clock) {
    return new ReportSource(
        OpenAiUsage.NAME,
        description,
        client,
        new UnixBuckets(),
        OpenAiUsage.reports(),
        since,
        clock);
  }

  /** What was billed, day by day. */
  public static Source costs(ApiClient client, String description, Instant since, Clock clock) {
    return new ReportSource(
        OpenAiCosts.NAME,
        description,
        client,
        new UnixBuckets(),
        OpenAiCosts.reports(),
        since,
        clock);
  }
}
