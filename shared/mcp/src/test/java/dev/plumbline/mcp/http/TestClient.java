package dev.plumbline.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP client that knows just enough MCP. */
final class TestClient {
  static final String INITIALIZE =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",
      "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}\
      """;
  static final String INITIALIZED =
      "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";
  static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http;
  private final URI base;
  private final @Nullable String token;

  TestClient(URI base, @Nullable String token) {
    this(base, token, HttpClient.newHttpClient());
  }

  TestClient(URI base, @Nullable String token, HttpClient http) {
    this.base = base;
    this.token = token;
    this.http = http;
  }

  /** A POST or GET with everything as it should be; the names and values override headers. */
  HttpRequest.Builder request(String path, String... namesAndValues) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "application/json, text/event-stream");
    headers.put("Content-Type", "application/json");
    if (token != null) {
      headers.put("Authorization", "Bearer " + token);
    }
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(20));
    headers.forEach((name, value) -> {
      if (!value.isEmpty()) {
        request.header(name, value);
      }
    });
    return request;
  }

  HttpResponse<String> send(HttpRequest request) throws Exception {
    return http.send(request, BodyHandlers.ofString());
  }

  HttpResponse<InputStream> stream(HttpRequest request) throws Exception {
    return http.send(request, BodyHandlers.ofInputStream());
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return send(request(path, headers).GET().build());
  }

  HttpResponse<String> delete(String path, String... headers) throws Exception {
    return send(request(path, headers).DELETE().build());
  }

  HttpResponse<String> post(String path, String body, String... headers) throws Exception {
    return send(request(path, headers).POST(BodyPublishers.ofString(body)).build());
  }

  /** Opens a session of streamable HTTP and returns its id. */
  String open() throws Exception {
    HttpResponse<String> answer = post("/mcp", INITIALIZE);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    String session = answer.headers().firstValue("Mcp-Session-Id").orElseThrow();
    assertThat(post("/mcp", INITIALIZED, "Mcp-Session-Id", session).statusCode()).isEqualTo(202);
    return session;
  }

  /** Calls a method in a session of streamable HTTP and returns the whole JSON-RPC response. */
  JsonNode call(String session, Object id, String method, Object params) throws Exception {
    HttpResponse<String> answer =
        post("/mcp", message(id, method, params), "Mcp-Session-Id", session);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(
        answer
            .body()
            .lines()
            .filter(line -> line.startsWith("data: "))
            .findFirst()
            .orElseThrow()
            .substring("data: ".length()));
  }

  static String message(Object id, String method, Object params) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("jsonrpc", "2.0");
    message.put("id", id);
    message.put("method", method);
    message.put("params", params);
    return JSON.writeValueAsString(message);
  }

  /** Checks that an answer is a small JSON-RPC error and nothing more, and returns it. */
  static JsonNode error(HttpResponse<String> answer, int status, int code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body()).hasSizeLessThan(600).doesNotContain("at io.", "java.", "Exception");
    JsonNode body = JSON.readTree(answer.body());
    assertThat(body.propertyNames()).containsExactly("jsonrpc", "id", "error");
    assertThat(body.path("error").propertyNames()).containsExactly("code", "message");
    assertThat(body.path("error").path("code").intValue()).isEqualTo(code);
    return body;
  }

  static String text(JsonNode error) {
    return error.path("error").path("message").asString();
  }
}
