package dev.plumbline.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** An event stream whose events a thread collects; fails on events that are mixed up. */
final class SseConnection implements AutoCloseable {
  private final InputStream stream;
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final Thread reader;

  SseConnection(HttpResponse<InputStream> response) {
    assertThat(response.statusCode()).isEqualTo(200);
    this.stream = response.body();
    this.reader = Thread.startVirtualThread(this::read);
  }

  /** Opens a session of SSE, initialised, and returns its connection and endpoint. */
  static Session open(TestClient client) throws Exception {
    SseConnection connection =
        new SseConnection(client.stream(client.request("/sse").GET().build()));
    String endpoint = connection.next();
    assertThat(client.post(endpoint, TestClient.INITIALIZE).statusCode()).isEqualTo(200);
    assertThat(connection.nextJson().path("result").has("serverInfo")).isTrue();
    assertThat(client.post(endpoint, TestClient.INITIALIZED).statusCode()).isEqualTo(200);
    return new Session(connection, endpoint);
  }

  record Session(SseConnection connection, String endpoint) implements AutoCloseable {
    @Override
    public void close() {
      connection.close();
    }
  }

  String next() throws InterruptedException {
    return Objects.requireNonNull(events.poll(10, TimeUnit.SECONDS), "no event came");
  }

  JsonNode nextJson() throws InterruptedException {
    return TestClient.JSON.readTree(next());
  }

  /** Whether the server has ended the stream. */
  boolean hasEnded() {
    return !reader.isAlive();
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException alreadyGone) {
      return;
    }
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      StringBuilder data = new StringBuilder();
      String line = lines.readLine();
      while (line != null) {
        if (line.startsWith("data: ")) {
          data.append(line, "data: ".length(), line.length());
        } else if (line.isEmpty() && !data.isEmpty()) {
          events.add(data.toString());
          data.setLength(0);
        }
        line = lines.readLine();
      }
    } catch (IOException closed) {
      return;
    }
  }
}
