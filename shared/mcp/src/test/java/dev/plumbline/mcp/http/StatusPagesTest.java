package dev.plumbline.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StatusPagesTest {
  private final TestServer test = TestServer.start();
  private final TestClient client = test.client("ci");

  @AfterEach
  void stop() {
    test.close();
  }

  @Test
  void healthIsOpen() throws Exception {
    HttpResponse<String> answer = test.stranger().get("/health");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"status\":\"ok\"}");
  }

  @Test
  void readyIsOpenAndGivesNothingAway() throws Exception {
    assertThat(test.stranger().get("/ready").body()).isEqualTo("{\"status\":\"ready\"}");

    test.problem.set(Optional.of("http://sonar.internal refuses the token"));
    HttpResponse<String> answer = test.stranger().get("/ready");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).isEqualTo("{\"status\":\"not ready\"}");
    assertThat(test.stranger().get("/health").statusCode()).isEqualTo(200);
    assertThat(client.get("/info").body()).contains("http://sonar.internal refuses the token");
  }

  @Test
  void infoTellsWhatRuns() throws Exception {
    JsonNode info = TestClient.JSON.readTree(client.get("/info").body());

    assertThat(info.path("name").asString()).isEqualTo("test");
    assertThat(info.path("version").asString()).isEqualTo("1.2.3");
    assertThat(info.path("transports").toString()).isEqualTo("[\"sse\",\"http\"]");
    assertThat(info.path("protocol_versions").toString()).contains("2025-11-25");
    assertThat(info.path("ready").booleanValue()).isTrue();
    assertThat(info.path("upstream").asString()).isEqualTo("none");
  }

  @Test
  void metricsCountCallsAndRefusals() throws Exception {
    test.metrics.called("get_spend", "ok", Duration.ofMillis(30));
    test.metrics.called("get_spend", "ok", Duration.ofMillis(300));
    test.metrics.called("get_spend", "error", Duration.ofSeconds(3));
    test.stranger().get("/info");

    HttpResponse<String> answer = client.get("/metrics");

    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    assertThat(answer.body())
        .contains(
            "plumbline_mcp_calls_total{outcome=\"ok\",tool=\"get_spend\"} 2.0",
            "plumbline_mcp_calls_total{outcome=\"error\",tool=\"get_spend\"} 1.0",
            "plumbline_mcp_call_duration_seconds_bucket{tool=\"get_spend\",le=\"0.05\"} 1",
            "plumbline_mcp_call_duration_seconds_bucket{tool=\"get_spend\",le=\"+Inf\"} 3",
            "plumbline_mcp_call_duration_seconds_count{tool=\"get_spend\"} 3",
            "plumbline_mcp_call_duration_seconds_sum{tool=\"get_spend\"} 3.33",
            "plumbline_mcp_http_refusals_total{status=\"401\"} 1.0");
  }

  @Test
  void aHeadRequestHasNoBody() throws Exception {
    HttpResponse<String> answer =
        client.send(client.request("/health").method("HEAD", noBody()).build());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void noAnswerNamesTheSoftware() throws Exception {
    for (String path : List.of("/health", "/info", "/nothing")) {
      assertThat(client.get(path).headers().map().toString().toLowerCase(Locale.ROOT))
          .doesNotContain("jetty", "server=", "x-powered-by")
          .contains("nosniff");
    }
  }

  @Test
  void whatJettyRefusesIsSmallJsonToo() throws Exception {
    int port = test.server.port();

    for (String answer :
        List.of(
            RawHttp.send(port, "GET /health HTTP/1.1", "Host: a", "Host: b", "Connection: close"),
            RawHttp.send(port, "GET /health HTTP/9.9", "Host: localhost"),
            RawHttp.send(
                port, "GET /a/..;/health HTTP/1.1", "Host: localhost", "Connection: close"),
            RawHttp.send(
                port, "GET /health HTTP/1.1", "Host: localhost", "A: " + "x".repeat(20_000)))) {
      assertThat(answer)
          .matches("(?s)HTTP/1.1 [45].*")
          .doesNotContainIgnoringCase("jetty", "<html");
      assertThat(TestClient.JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n"))).toString())
          .contains("\"error\"");
    }
  }

  @Test
  void aTransportThatIsNotChosenIsNotServed() throws Exception {
    HttpOptions all = TestServer.options();
    HttpOptions one =
        new HttpOptions(
            all.host(),
            0,
            Set.of(HttpTransport.STREAMABLE),
            all.allowedHosts(),
            all.allowedOrigins(),
            all.maxRequestBytes(),
            all.requestsPerMinute(),
            null,
            true);
    try (TestServer other = TestServer.start(one)) {
      TestClient asking = other.client("ci");

      TestClient.error(asking.get("/sse"), 404, -32000);
      assertThat(asking.open()).isNotEmpty();
    }
  }

  private static BodyPublisher noBody() {
    return BodyPublishers.noBody();
  }
}
