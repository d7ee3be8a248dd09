package dev.plumbline.usage.source.api.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Operation;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.ImportSummary;
import dev.plumbline.usage.source.MemoryLedger;
import dev.plumbline.usage.source.http.ApiTesting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnthropicUsageTest {
  private final ApiTesting server = new ApiTesting();
  private final MemoryLedger ledger = new MemoryLedger();
  @TempDir private Path home;

  @AfterEach
  void stop() {
    server.close();
  }

  private ImportSummary run() {
    Instant since = Instant.parse("2026-03-10T08:00:00Z");
    return ApiTesting.run(
        home,
        Anthropic.usage(
            server.client(Anthropic.server(server.url(), "sk-ant-admin-1")),
            "test",
            since,
            ApiTesting.NOW),
        ledger);
  }

  private static String line(String window, long uncached, String further) {
    return """
    {"uncached_input_tokens":%d,"cache_creation":{"ephemeral_1h_input_tokens":1000,
     "ephemeral_5m_input_tokens":500},"cache_read_input_tokens":200,"output_tokens":500,
     "server_tool_use":{"web_search_requests":10},"api_key_id":"apikey_1",
     "workspace_id":"wrkspc_1","model":"claude-opus-4-6","service_tier":"standard",
     "context_window":"%s","inference_geo":"us","account_id":null%s}\
    """
        .formatted(uncached, window, further);
  }

  private static String page(String next, String hour, String... lines) {
    Instant start = Instant.parse(hour);
    return """
    {"data":[{"starting_at":"%s","ending_at":"%s","results":[%s]}],
     "has_more":%b,"next_page":%s}\
    """
        .formatted(
            start,
            start.plus(Duration.ofHours(1)),
            String.join(",", lines),
            !next.isEmpty(),
            next.isEmpty() ? null : '"' + next + '"');
  }

  @Test
  void readsEveryPage() {
    server
        .json(page("page_2", "2026-03-10T08:00:00Z", line("0-200k", 1500, "")))
        .json(page("", "2026-03-10T09:00:00Z", line("0-200k", 7, "")));
    assertThat(run().added()).isEqualTo(2);
    RecordedRequest first = server.request();
    assertThat(first.getUrl().encodedPath()).isEqualTo("/v1/organizations/usage_report/messages");
    assertThat(first.getUrl().queryParameter("starting_at")).isEqualTo("2026-03-10T08:00:00Z");
    assertThat(first.getUrl().queryParameter("ending_at")).isEqualTo("2026-03-10T10:00:00Z");
    assertThat(first.getUrl().queryParameter("bucket_width")).isEqualTo("1h");
    assertThat(first.getUrl().queryParameterValues("group_by[]"))
        .contains("model", "workspace_id", "context_window");
    assertThat(first.getHeaders().get("x-api-key")).isEqualTo("sk-ant-admin-1");
    assertThat(first.getHeaders().get("anthropic-version")).isEqualTo("2023-06-01");
    assertThat(server.request().getUrl().queryParameter("page")).isEqualTo("page_2");
  }

  @Test
  void keepsTheTokensApartAsTheyAre() {
    server.json(page("", "2026-03-10T08:00:00Z", line("0-200k", 1500, "")));
    run();
    UsageEvent event = ledger.events().getFirst();
    assertThat(event.tokens()).isEqualTo(new TokenCounts(1500, 200, 500, 1000, 500, 0));
    assertThat(event.extras().searches()).isEqualTo(10);
    assertThat(event.dataLocation()).isEqualTo("us");
    assertThat(event.serviceTier()).isNull();
    assertThat(event.attribution().department()).isEqualTo("wrkspc_1");
    assertThat(event.operation()).isEqualTo(Operation.MESSAGES);
  }

  @Test
  void countsAsManyRequestsAsTheContextWindowForces() {
    server.json(
        page(
            "",
            "2026-03-10T08:00:00Z",
            line("0-200k", 998_300, ""),
            line("0-200k", 999_000, ",\"speed\":\"fast\""),
            line("200k-1M", 1_500_000, "")));
    run();
    assertThat(ledger.events()).extracting(UsageEvent::requests).containsExactly(5L, 6L, 2L);
    assertThat(ledger.events().get(1).serviceTier()).isEqualTo("fast");
  }

  @Test
  void runningTwiceAddsNothingAndAMovedClockGoesOn() {
    server.json(page("", "2026-03-10T08:00:00Z", line("0-200k", 1, "")));
    assertThat(run().added()).isEqualTo(1);
    assertThat(run().added()).isZero();
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void waitsWhenAskedTo() {
    server
        .answer(429, "{\"type\":\"error\"}", "Retry-After", "9")
        .json(page("", "2026-03-10T08:00:00Z", line("0-200k", 1, "")));
    assertThat(run().added()).isEqualTo(1);
    assertThat(server.pauses).containsExactly(Duration.ofSeconds(9));
  }

  @Test
  void namesTheKeyThatIsRefused() {
    server.answer(401, "{\"type\":\"error\",\"error\":{\"message\":\"invalid x-api-key\"}}");
    assertThatThrownBy(this::run)
        .isInstanceOfSatisfying(
            Failure.Denied.class,
            denied -> assertThat(denied.text()).contains("ANTHROPIC_ADMIN_KEY", "sk-ant-admin"));
  }
}
