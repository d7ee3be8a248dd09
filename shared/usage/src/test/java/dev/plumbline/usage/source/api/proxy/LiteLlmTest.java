package dev.plumbline.usage.source.api.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.ImportSummary;
import dev.plumbline.usage.source.MemoryLedger;
import dev.plumbline.usage.source.Source;
import dev.plumbline.usage.source.http.ApiTesting;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiteLlmTest {
  private final ApiTesting server = new ApiTesting();
  private final MemoryLedger ledger = new MemoryLedger();
  @TempDir private Path home;

  @AfterEach
  void stop() {
    server.close();
  }

  private ImportSummary run(String since) {
    Source source =
        LiteLlm.logs(
            server.client(LiteLlm.server(server.url(), "sk-1234")),
            "test",
            Instant.parse(since),
            ApiTesting.NOW);
    return ApiTesting.run(home, source, ledger);
  }

  private static String row(String id) {
    return """
    {"request_id":"%s","call_type":"acompletion","api_key":"hash","spend":0.0125,
     "prompt_tokens":100,"completion_tokens":10,"total_tokens":110,
     "startTime":"2026-03-10T11:00:00.500Z","endTime":"2026-03-10T11:00:02.500Z",
     "model":"gpt-4o","custom_llm_provider":"openai","model_group":"gpt-4o","status":"success",
     "metadata":{"user_api_key_alias":"web"},"request_tags":["team:a"]}\
    """
        .formatted(id);
  }

  private static String page(long total, int first, int count) {
    String rows =
        IntStream.range(first, first + count)
            .mapToObj(i -> row("r" + i))
            .collect(Collectors.joining(","));
    return """
    {"data":[%s],"total":%d,"page":1,"page_size":100,"total_pages":2,"total_is_capped":false}\
    """
        .formatted(rows, total);
  }

  @Test
  void readsPagesUntilOneIsShort() {
    server.json(page(130, 0, 100)).json(page(130, 100, 30));
    assertThat(run("2026-03-10T00:00:00Z").added()).isEqualTo(130);
    RecordedRequest first = server.request();
    assertThat(first.getUrl().encodedPath()).isEqualTo("/spend/logs/v2");
    assertThat(first.getUrl().queryParameter("start_date")).isEqualTo("2026-03-10 00:00:00");
    assertThat(first.getUrl().queryParameter("page_size")).isEqualTo("100");
    assertThat(first.getHeaders().get("Authorization")).isEqualTo("Bearer sk-1234");
    assertThat(server.request().getUrl().queryParameter("page")).isEqualTo("2");
    UsageEvent event = ledger.events().getFirst();
    assertThat(event.id()).isEqualTo("litellm:r0");
    assertThat(event.attribution().key()).isEqualTo("web");
    assertThat(event.delivery().latencyMillis()).isEqualTo(2000);
  }

  @Test
  void halvesAWindowOfMoreRowsThanTheProxyCounts() {
    server.json(page(10_000, 0, 100)).json(page(1, 0, 1)).json(page(1, 1, 1));
    assertThat(run("2026-03-10T00:30:00Z").added()).isEqualTo(2);
    server.request();
    assertThat(server.request().getUrl().queryParameter("end_date"))
        .isEqualTo("2026-03-10 06:30:01");
    assertThat(server.request().getUrl().queryParameter("start_date"))
        .isEqualTo("2026-03-10 06:30:00");
  }

  @Test
  void readsTheNewestAgainAndAddsNothing() {
    server.json(page(1, 0, 1)).json(page(1, 0, 1));
    assertThat(run("2026-03-10T00:00:00Z").added()).isEqualTo(1);
    ImportSummary again = run("2026-03-10T00:00:00Z");
    assertThat(again.added()).isZero();
    assertThat(again.known()).isEqualTo(1);
    server.request();
    assertThat(server.request().getUrl().queryParameter("start_date"))
        .isEqualTo("2026-03-10 11:30:00");
  }

  @Test
  void goesOnAfterTheLastWholeWindow() {
    server.json(page(1, 0, 1)).answer(500, "").answer(500, "").answer(500, "");
    assertThatThrownBy(() -> run("2026-03-09T00:00:00Z")).isInstanceOf(Failure.Upstream.class);
    assertThat(ledger.events()).hasSize(1);
    for (int i = 0; i < 4; i++) {
      server.request();
    }
    server.json(page(1, 1, 1));
    assertThat(run("2026-03-09T00:00:00Z").added()).isEqualTo(1);
    assertThat(server.request().getUrl().queryParameter("start_date"))
        .isEqualTo("2026-03-10 00:00:00");
  }

  @Test
  void asksAnOlderProxyDayByDay() {
    server.answer(404, "{\"detail\":\"Not Found\"}").json("[" + row("a") + "," + row("b") + "]");
    assertThat(run("2026-03-10T00:00:00Z").added()).isEqualTo(2);
    server.request();
    RecordedRequest older = server.request();
    assertThat(older.getUrl().encodedPath()).isEqualTo("/spend/logs");
    assertThat(older.getUrl().queryParameter("start_date")).isEqualTo("2026-03-10");
    assertThat(older.getUrl().queryParameter("summarize")).isEqualTo("false");
  }

  @Test
  void refusesSumsOfDays() {
    server
        .answer(404, "{}")
        .json("[{\"startTime\":\"2026-03-10\",\"spend\":1.5,\"users\":{},\"models\":{}}]");
    assertThatThrownBy(() -> run("2026-03-10T00:00:00Z"))
        .isInstanceOf(Failure.Upstream.class)
        .hasMessageContaining("sums of days");
  }
}
