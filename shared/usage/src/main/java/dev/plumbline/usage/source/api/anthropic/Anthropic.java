package dev.plumbline.usage.source.api.anthropic;

import dev.plumbline.usage.source.Source;
import dev.plumbline.usage.source.http.ApiClient;
import dev.plumbline.usage.source.http.ApiServer;
import dev.plumbline.usage.source.report.ReportSource;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** The sources that Anthropic's Admin API offers; they tell of the same spend. */
public final class Anthropic {
  /** Where the API is. */
  public static final String URL = "https://api.anthropic.com";

  /** The environment variable that holds the key. */
  public static final String KEY = "ANTHROPIC_ADMIN_KEY";

  /** What the key must be. */
  public static final String NEED =
      "an Admin API key (sk-ant-admin…), which an admin makes in the organization's settings.";

  private Anthropic() {}

  /** The server, asked with a key. */
  public static ApiServer server(String url, String key) {
    // Grouping by speed is asked for by this beta.
    Map<String, String> headers =
        Map.of(
            "x-api-key", key,
            "anthropic-version", "2023-06-01",
            "anthropic-beta", "fast-mode-2026-02-01");
    return new ApiServer("Anthropic", url, headers, KEY, NEED);
  }

  /** What was used, hour by hour, to be priced. */
  public static Source usage(ApiClient client, String description, Instant since, Clock clock) {
    return new ReportSource(
        MessagesUsage.NAME,
        description,
        client,
        new IsoBuckets(),
        MessagesUsage.reports(),
        since,
        clock);
  }

  /** What was billed, day by day. */
  public static Source costs(ApiClient client, String description, Instant since, Clock clock) {
    return new ReportSource(
        CostReport.NAME, description, client, new IsoBuckets(), CostReport.reports(), since, clock);
  }

  /** Who used Claude Code, day by day. */
  public static Source claudeCode(
      ApiClient client, String description, Instant since, Clock clock) {
    return new ClaudeCodeReport(client, description, since, clock);
  }
}
