package dev.plumbline.testkit.host;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Speaks streamable HTTP without a client between. */
final class RawHttp implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI endpoint;
  private String session = "";

  RawHttp(URI base) {
    endpoint = base.resolve("/mcp");
  }

  RawHttp initialize() throws IOException, InterruptedException {
    HttpResponse<String> welcome =
        post(
            "{\"jsonrpc\":\"2.0\",\"id\":\"hello\",\"method\":\"initialize\",\"params\":"
                + "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                + "\"clientInfo\":{\"name\":\"raw\",\"version\":\"1\"}}}");
    session = welcome.headers().firstValue("mcp-session-id").orElseThrow();
    post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    return this;
  }

  HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return client.send(request(body), HttpResponse.BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> postLater(String body) {
    return client.sendAsync(request(body), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest request(String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!session.isEmpty()) {
      request.header("mcp-session-id", session).header("MCP-Protocol-Version", "2025-11-25");
    }
    return request.build();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
