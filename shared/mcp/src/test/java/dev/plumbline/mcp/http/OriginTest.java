package dev.plumbline.mcp.http;

import static dev.plumbline.mcp.http.TestClient.INITIALIZE;
import static dev.plumbline.mcp.http.TestClient.error;
import static dev.plumbline.mcp.http.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Host and Origin are checked, and web pages of allowed origins are served. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OriginTest {
  private TestServer test;
  private TestClient client;

  @BeforeAll
  void start() {
    test = TestServer.start(TestServer.options("127.0.0.1", 600, null, true));
    client = test.client("ci");
  }

  @AfterAll
  void stop() {
    test.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "null",
        "http://localhost.evil.example",
        "https://app.example.evil.example",
        "https://app.example:444"
      })
  void aForeignOriginIsForbidden(String origin) throws Exception {
    HttpResponse<String> answer = client.post("/mcp", INITIALIZE, "Origin", origin);

    assertThat(text(error(answer, 403, -32000))).contains(origin);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    error(client.get("/health", "Origin", origin), 403, -32000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:6274",
        "http://127.0.0.1",
        "https://app.example",
        "http://[::1]:9"
      })
  void anAllowedOriginIsServed(String origin) throws Exception {
    HttpResponse<String> answer = client.post("/mcp", INITIALIZE, "Origin", origin);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(origin);
    assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElseThrow())
        .contains("Mcp-Session-Id");
    assertThat(answer.headers().firstValue("Vary")).contains("Origin");
  }

  @Test
  void aPreflightOfAnAllowedOriginNeedsNoToken() throws Exception {
    HttpResponse<String> answer = preflight("https://app.example");

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://app.example");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
        .contains("DELETE");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
        .contains("Authorization", "Mcp-Session-Id", "MCP-Protocol-Version");
  }

  @Test
  void aPreflightOfAForeignOriginIsForbidden() throws Exception {
    error(preflight("https://evil.example"), 403, -32000);
  }

  @Test
  void severalOriginsAreForbidden() throws Exception {
    String answer =
        RawHttp.send(
            test.server.port(),
            "GET /health HTTP/1.1",
            "Host: localhost",
            "Origin: https://app.example",
            "Origin: https://evil.example",
            "Connection: close");

    assertThat(answer).startsWith("HTTP/1.1 403 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "evil.example:4101", "localhost.evil.example", "10.0.0.1:80"})
  void aForeignHostIsMisdirected(String host) throws Exception {
    String answer = health(host);

    assertThat(answer).startsWith("HTTP/1.1 421 ").contains(host, "allowed hosts");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "LOCALHOST:1", "127.0.0.1:4101", "[::1]:80", "plumbline.example:9"})
  void aKnownHostIsServed(String host) throws Exception {
    assertThat(health(host)).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void aRequestWithoutAHostIsMisdirected() throws Exception {
    assertThat(RawHttp.send(test.server.port(), "GET /health HTTP/1.0"))
        .startsWith("HTTP/1.1 421 ");
  }

  private String health(String host) throws Exception {
    return RawHttp.send(
        test.server.port(), "GET /health HTTP/1.1", "Host: " + host, "Connection: close");
  }

  private HttpResponse<String> preflight(String origin) throws Exception {
    return test.stranger()
        .send(
            test.stranger()
                .request("/mcp", "Origin", origin, "Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody())
                .build());
  }
}
