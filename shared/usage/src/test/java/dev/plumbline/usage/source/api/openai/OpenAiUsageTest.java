package dev.plumbline.usage.source.api.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Operation;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.ImportSummary;
import dev.plumbline.usage.source.MemoryLedger;
import dev.plumbline.usage.source.Source;
import dev.plumbline.usage.source.http.ApiTesting;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenAiUsageTest {
  private static final String NINE = bucket("2026-03-10T09:00:00Z", line("gpt-5", 1000, 400, 7));
  private static final String TEN = bucket("2026-03-10T10:00:00Z", line("gpt-5", 30, 0, 1));
  private static final String ELEVEN = bucket("2026-03-10T11:00:00Z", line("gpt-5", 5, 0, 1));

  private final ApiTesting server = new ApiTesting();
  private final MemoryLedger ledger = new MemoryLedger();
  @TempDir private Path home;

  @AfterEach
  void stop() {
    server.close();
  }

  private Source source() {
    Instant since = Instant.parse("2026-03-10T09:00:00Z");
    return OpenAi.usage(
        server.client(OpenAi.server(server.url(), "sk-admin-1")), "test", since, ApiTesting.NOW);
  }

  private ImportSummary run() {
    return ApiTesting.run(home, source(), ledger);
  }

  private static String line(String model, long input, long cached, long requests) {
    return """
    {"object":"organization.usage.completions.result","input_tokens":%d,"output_tokens":50,
     "input_cached_tokens":%d,"input_audio_tokens":0,"output_audio_tokens":0,
     "num_model_requests":%d,"project_id":"proj_a","user_id":"user-1","api_key_id":"key_1",
     "model":"%s","batch":false,"service_tier":"default"}\
    """
        .formatted(input, cached, requests, model);
  }

  private static String bucket(String start, String... lines) {
    long seconds = Instant.parse(start).getEpochSecond();
    return "{\"object\":\"bucket\",\"start_time\":%d,\"end_time\":%d,\"results\":[%s]}"
        .formatted(seconds, seconds + 3600, String.join(",", lines));
  }

  private static String page(String next, String... buckets) {
    return "{\"object\":\"page\",\"data\":[%s],\"has_more\":%b,\"next_page\":%s}"
        .formatted(
            String.join(",", buckets), !next.isEmpty(), next.isEmpty() ? null : '"' + next + '"');
  }

  private void nothingElse(int reports) {
    for (int i = 0; i < reports; i++) {
      server.json(page(""));
    }
  }

  @Test
  void readsEveryPageOfEveryReport() {
    String more = line("gpt-5-mini", 1, 0, 1);
    server.json(page("p2", NINE)).json(page("", bucket("2026-03-10T09:00:00Z", more)));
    nothingElse(5);
    ImportSummary summary = run();
    assertThat(summary.added()).isEqualTo(2);
    RecordedRequest first = server.request();
    assertThat(first.getUrl().encodedPath()).isEqualTo("/v1/organization/usage/completions");
    assertThat(first.getHeaders().get("Authorization")).isEqualTo("Bearer sk-admin-1");
    assertThat(first.getUrl().queryParameter("start_time")).isEqualTo("1773133200");
    assertThat(first.getUrl().queryParameter("end_time")).isEqualTo("1773136800");
    assertThat(first.getUrl().queryParameterValues("group_by[]"))
        .contains("model", "project_id", "api_key_id", "user_id", "batch", "service_tier");
    assertThat(server.request().getUrl().queryParameter("page")).isEqualTo("p2");
    assertThat(server.request().getUrl().encodedPath()).endsWith("/usage/embeddings");
  }

  @Test
  void takesCachedTokensOutOfTheInput() {
    server.json(page("", NINE));
    nothingElse(5);
    run();
    UsageEvent event = ledger.events().getFirst();
    assertThat(event.tokens()).isEqualTo(new TokenCounts(600, 400, 0, 0, 50, 0));
    assertThat(event.requests()).isEqualTo(7);
    assertThat(event.time()).isEqualTo("2026-03-10T09:00:00Z");
    assertThat(event.attribution().key()).isEqualTo("key_1");
    assertThat(event.attribution().department()).isEqualTo("proj_a");
    assertThat(event.serviceTier()).isNull();
    assertThat(event.charge().cost()).isNull();
  }

  @Test
  void leavesAnHourThatIsNotFinalForTheNextImport() {
    server.json(page("", NINE, TEN, ELEVEN));
    nothingElse(5);
    ImportSummary summary = run();
    assertThat(ledger.events())
        .extracting(UsageEvent::time)
        .containsExactly(Instant.parse("2026-03-10T09:00:00Z"));
    assertThat(summary.skipped())
        .containsKey(
            "completions from 2026-03-10T10:00:00Z on: not final yet, a later import takes it");
  }

  @Test
  void runningTwiceAddsNothing() {
    server.json(page("", NINE));
    nothingElse(5);
    run();
    assertThat(run().added()).isZero();
    assertThat(server.requests()).isEqualTo(6);
  }

  @Test
  void readAgainWithoutItsStateItKeepsItsIds(@TempDir Path elsewhere) {
    server.json(page("", NINE));
    nothingElse(5);
    run();
    server.json(page("", NINE));
    nothingElse(5);
    ImportSummary again = ApiTesting.run(elsewhere, source(), ledger);
    assertThat(again.added()).isZero();
    assertThat(again.known()).isEqualTo(1);
  }

  @Test
  void resumesAfterThePageThatCameLast() {
    MockResponse cut =
        new MockResponse.Builder()
            .body(page("", TEN))
            .onResponseBody(new SocketEffect.CloseSocket(true, true, false))
            .build();
    Instant since = Instant.parse("2026-03-10T07:00:00Z");
    String seven = bucket("2026-03-10T07:00:00Z", line("gpt-5", 1, 0, 1));
    server.json(page("p2", seven)).answer(cut).answer(cut).answer(cut);
    Source source =
        OpenAi.usage(
            server.client(OpenAi.server(server.url(), "k")), "test", since, ApiTesting.NOW);
    assertThatThrownBy(() -> ApiTesting.run(home, source, ledger))
        .isInstanceOf(Failure.Upstream.class);
    assertThat(ledger.events()).hasSize(1);
    for (int i = 0; i < 4; i++) {
      server.request();
    }
    server.json(page("", NINE));
    nothingElse(5);
    assertThat(ApiTesting.run(home, source, ledger).added()).isEqualTo(1);
    assertThat(server.request().getUrl().queryParameter("start_time"))
        .isEqualTo("" + Instant.parse("2026-03-10T08:00:00Z").getEpochSecond());
  }

  @Test
  void keepsALineThatCannotBeRightAndGoesOn() {
    server.json(page("", bucket("2026-03-10T09:00:00Z", line("a", 10, 20, 1), line("b", 1, 0, 1))));
    nothingElse(5);
    ImportSummary summary = run();
    assertThat(summary.added()).isEqualTo(1);
    assertThat(summary.rejections()).isEqualTo(1);
    assertThat(summary.rejectedFile()).exists();
  }

  @Test
  void readsBatchesEmbeddingsSearchesAndImages() {
    String batch = line("gpt-5", 9, 0, 3).replace("\"batch\":false", "\"batch\":true");
    server.json(page("", bucket("2026-03-10T09:00:00Z", batch)));
    server.json(page("", other("{\"input_tokens\":16,\"num_model_requests\":2,\"model\":\"e\"}")));
    server.json(page("", other("{\"input_tokens\":5,\"num_model_requests\":1,\"model\":\"m\"}")));
    server.json(page("", other("{\"images\":2,\"num_model_requests\":2,\"model\":\"i\"}")));
    server.json(page("", other("{\"seconds\":42,\"num_model_requests\":1,\"model\":\"w\"}")));
    server.json(page("", other("{\"num_requests\":12,\"num_model_requests\":12}")));
    run();
    List<UsageEvent> events = ledger.events();
    assertThat(events)
        .extracting(UsageEvent::operation)
        .startsWith(Operation.BATCH, Operation.EMBEDDINGS);
    assertThat(events.get(0).serviceTier()).isEqualTo("batch");
    assertThat(events.get(1).tokens().uncachedInput()).isEqualTo(16);
    assertThat(events.get(2).charge().cost()).isNotNull();
    assertThat(events.get(3).extras().images()).isEqualTo(2);
    assertThat(events.get(4).extras().audioSeconds()).isEqualByComparingTo("42");
    assertThat(events.get(5).extras().searches()).isEqualTo(12);
    assertThat(events.get(5).model()).isEqualTo("unknown");
  }

  private static String other(String line) {
    return bucket("2026-03-10T09:00:00Z", line);
  }

  @Test
  void endsWhenAPageComesAgain() {
    server.json(page("p2", NINE)).json(page("p2", TEN));
    assertThatThrownBy(this::run)
        .isInstanceOf(Failure.Upstream.class)
        .hasMessageContaining("same page");
  }
}
