package dev.plumbline.usage.source.api.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.ImportSummary;
import dev.plumbline.usage.source.MemoryLedger;
import dev.plumbline.usage.source.http.ApiTesting;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenRouterTest {
  private final ApiTesting server = new ApiTesting();
  private final MemoryLedger ledger = new MemoryLedger();
  @TempDir private Path home;

  @AfterEach
  void stop() {
    server.close();
  }

  private ImportSummary run(String since) {
    return ApiTesting.run(
        home,
        new OpenRouter(
            server.client(OpenRouter.server(server.url() + "/api/v1", "or")),
            "test",
            Instant.parse(since),
            ApiTesting.NOW),
        ledger);
  }

  private static String day(String date) {
    return """
    {"data":[{"date":"%s","model":"openai/gpt-4.1","model_permaslug":"openai/gpt-4.1-2025-04-14",
     "endpoint_id":"550e8400","provider_name":"OpenAI","usage":0.015,
     "byok_usage_inference":0.012,"requests":5,"prompt_tokens":50,"completion_tokens":125,
     "reasoning_tokens":25}]}\
    """
        .formatted(date);
  }

  @Test
  void readsEachDayThatIsOver() {
    server.json(day("2026-03-08")).json(day("2026-03-09"));
    assertThat(run("2026-03-08T00:00:00Z").added()).isEqualTo(2);
    var first = server.request();
    assertThat(first.getUrl().encodedPath()).isEqualTo("/api/v1/activity");
    assertThat(first.getUrl().queryParameter("date")).isEqualTo("2026-03-08");
    assertThat(first.getHeaders().get("Authorization")).isEqualTo("Bearer or");
    UsageEvent event = ledger.events().getFirst();
    assertThat(event.requests()).isEqualTo(5);
    assertThat(Objects.requireNonNull(event.charge().cost()).total()).isEqualByComparingTo("0.027");
    assertThat(run("2026-03-08T00:00:00Z").added()).isZero();
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void goesOnAfterTheLastDayThatCame() {
    server.json(day("2026-03-08")).answer(503, "").answer(503, "").answer(503, "");
    assertThatThrownBy(() -> run("2026-03-08T00:00:00Z")).isInstanceOf(Failure.Upstream.class);
    assertThat(ledger.events()).hasSize(1);
    server.json(day("2026-03-09"));
    assertThat(run("2026-03-08T00:00:00Z").added()).isEqualTo(1);
  }

  @Test
  void asksForNoDayThatOpenRouterForgot() {
    for (int i = 0; i < 30; i++) {
      server.json("{\"data\":[]}");
    }
    ImportSummary summary = run("2025-01-01T00:00:00Z");
    assertThat(server.requests()).isEqualTo(30);
    assertThat(server.request().getUrl().queryParameter("date")).isEqualTo("2026-02-08");
    assertThat(summary.skipped().keySet()).anyMatch(reason -> reason.contains("no longer kept"));
  }

  @Test
  void tellsThatTheKeyMustBeAManagementKey() {
    server.answer(401, "{\"error\":{\"code\":401,\"message\":\"Invalid\"}}");
    assertThatThrownBy(() -> run("2026-03-08T00:00:00Z"))
        .isInstanceOfSatisfying(
            Failure.Denied.class,
            denied -> assertThat(denied.text()).contains("OPENROUTER_API_KEY", "management"));
  }
}
