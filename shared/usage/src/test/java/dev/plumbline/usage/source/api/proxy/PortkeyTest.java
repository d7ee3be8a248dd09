package dev.plumbline.usage.source.api.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.ImportSummary;
import dev.plumbline.usage.source.MemoryLedger;
import dev.plumbline.usage.source.http.ApiClient;
import dev.plumbline.usage.source.http.ApiTesting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import mockwebserver3.RecordedRequest;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PortkeyTest {
  private static final Instant SINCE = Instant.parse("2026-03-10T00:00:00Z");
  private static final String ROW =
      """
      {"id":"log-1","created_at":"2026-03-10T08:00:00Z","is_success":true,"ai_org":"openai",\
      "ai_model":"gpt-4o","req_units":100,"res_units":10,"cost":"1.25","cost_currency":"USD",\
      "response_status_code":200,"metadata":{"_user":"ann"}}
      """;

  private final ApiTesting server = new ApiTesting();
  private final MemoryLedger ledger = new MemoryLedger();
  @TempDir private Path home;

  @AfterEach
  void stop() {
    server.close();
  }

  private ApiClient client() {
    return server.client(PortkeyServer.of(server.url() + "/v1", "pk"));
  }

  private ImportSummary logs() {
    return ApiTesting.run(
        home,
        PortkeyExports.logs(client(), Optional.of("ws-1"), "test", SINCE, ApiTesting.NOW),
        ledger);
  }

  private void export(String rows) {
    server
        .json("{\"id\":\"e1\",\"total\":2,\"object\":\"export\"}")
        .json("{\"message\":\"started\"}")
        .json("{\"id\":\"e1\",\"status\":\"in_progress\"}")
        .json("{\"id\":\"e1\",\"status\":\"success\"}")
        .json("{\"signed_url\":\"" + server.url() + "/bucket/e1.jsonl?sig=x\"}")
        .answer(200, rows);
  }

  @Test
  void exportsTheLogAndReadsIt() {
    export(ROW + "{broken\n");
    ImportSummary summary = logs();
    assertThat(summary.added()).isEqualTo(1);
    assertThat(summary.rejections()).isEqualTo(1);
    assertThat(server.pauses).containsExactly(Duration.ofSeconds(5));
    RecordedRequest order = server.request();
    assertThat(order.getMethod()).isEqualTo("POST");
    assertThat(order.getUrl().encodedPath()).isEqualTo("/v1/logs/exports");
    assertThat(order.getHeaders().get("x-portkey-api-key")).isEqualTo("pk");
    JsonNode body = body(order);
    assertThat(body.path("workspace_id").asString()).isEqualTo("ws-1");
    assertThat(body.path("filters").path("time_of_generation_min").asString())
        .isEqualTo("2026-03-10T00:00:00Z");
    assertThat(body.path("requested_data").toString())
        .contains("cost")
        .doesNotContain("\"response\"");
    for (String path : new String[] {"/e1/start", "/e1", "/e1", "/e1/download"}) {
      assertThat(server.request().getUrl().encodedPath()).isEqualTo("/v1/logs/exports" + path);
    }
    RecordedRequest download = server.request();
    assertThat(download.getUrl().encodedPath()).isEqualTo("/bucket/e1.jsonl");
    assertThat(download.getHeaders().get("x-portkey-api-key")).isNull();
    UsageEvent event = ledger.events().getFirst();
    assertThat(event.id()).isEqualTo("portkey:log-1");
    assertThat(Objects.requireNonNull(event.charge().cost()).total())
        .isEqualByComparingTo("0.0125");
    assertThat(event.attribution().user()).isEqualTo("ann");
  }

  @Test
  void readAgainItAddsNothing() {
    export(ROW);
    assertThat(logs().added()).isEqualTo(1);
    export(ROW);
    assertThat(logs().added()).isZero();
    server.json("{\"id\":\"e3\",\"total\":0}");
    assertThat(logs().added()).isZero();
  }

  @Test
  void tellsOfAnExportThatFails() {
    server
        .json("{\"id\":\"e1\",\"total\":2}")
        .json("{}")
        .json("{\"id\":\"e1\",\"status\":\"failed\"}");
    assertThatThrownBy(this::logs)
        .isInstanceOf(Failure.Upstream.class)
        .hasMessageContaining("e1 ended as failed");
  }

  @Test
  void tellsWhatAKeyLacks() {
    server.answer(403, "{\"success\":false,\"data\":{\"message\":\"no\",\"errorCode\":\"AB03\"}}");
    assertThatThrownBy(this::logs)
        .isInstanceOfSatisfying(
            Failure.Denied.class,
            denied -> assertThat(denied.text()).contains("PORTKEY_API_KEY", "logs.export"));
  }

  @Test
  void readsAnalyticsDayByDay() {
    String line =
        """
        {"object":"list","total":2,"data":[
         {"ai_model":"openai__gpt-4o","requests":12,"cost":250.5,"object":"analytics-group"},
         {"ai_model":"gpt-4o-mini","requests":3,"object":"analytics-group"}]}\
        """;
    server.json(line).json("{\"object\":\"list\",\"total\":0,\"data\":[]}");
    ImportSummary summary =
        ApiTesting.run(
            home,
            new PortkeyAnalytics(
                client(),
                Optional.empty(),
                "test",
                Instant.parse("2026-03-08T00:00:00Z"),
                ApiTesting.NOW),
            ledger);
    assertThat(summary.added()).isEqualTo(1);
    assertThat(summary.rejections()).isEqualTo(1);
    UsageEvent event = ledger.events().getFirst();
    assertThat(event.provider()).isEqualTo("openai");
    assertThat(event.model()).isEqualTo("gpt-4o");
    assertThat(event.requests()).isEqualTo(12);
    assertThat(Objects.requireNonNull(event.charge().cost()).total()).isEqualByComparingTo("2.505");
    assertThat(server.requests()).isEqualTo(2);
  }

  private static JsonNode body(RecordedRequest request) {
    ByteString body = Objects.requireNonNull(request.getBody());
    return JsonMapper.builder().build().readTree(body.string(StandardCharsets.UTF_8));
  }
}
