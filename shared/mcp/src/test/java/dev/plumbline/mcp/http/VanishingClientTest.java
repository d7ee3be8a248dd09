package dev.plumbline.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Clients that go away without a word leave nothing behind. */
class VanishingClientTest {
  private static final String SLEEP = TestClient.message(7, "test/sleep", Map.of("millis", 1_000));

  private final TestServer test = TestServer.start(TestServer.options(), TestServer.quick());
  private final String token = test.token("ci");
  private final TestClient client = new TestClient(test.uri(""), token);

  @AfterEach
  void stop() {
    test.close();
  }

  @Test
  void anSseClientThatVanishesInACallLosesItsSession() throws Exception {
    SseConnection.Session session = SseConnection.open(client);
    String id = test.sessions.opened().getLast();
    Thread call = Thread.startVirtualThread(() -> post(session.endpoint()));
    assertThat(info("sessions").intValue()).isEqualTo(1);

    session.close();

    await().untilAsserted(() -> assertThat(info("sessions").intValue()).isZero());
    call.join();
    assertThat(test.sessions.ended()).containsExactly(id);
    TestClient.error(client.post(session.endpoint(), SLEEP), 404, -32001);
    assertHealthy();
  }

  @Test
  void aStreamableClientThatVanishesInACallLosesItsSessionWhenItIsIdle() throws Exception {
    String session = client.open();
    Socket socket = rawCall(session);

    socket.setSoLinger(true, 0);
    socket.close();

    assertHealthy();
    await().untilAsserted(() -> assertThat(info("sessions").intValue()).isZero());
    await().untilAsserted(() -> assertThat(test.sessions.ended()).containsOnlyOnce(session));
    assertHealthy();
  }

  @Test
  void aListenerThatVanishesIsNoticed() throws Exception {
    String session = client.open();
    SseConnection listener =
        new SseConnection(
            client.stream(client.request("/mcp", "Mcp-Session-Id", session).GET().build()));

    listener.close();

    await().untilAsserted(() -> assertThat(info("streams").intValue()).isZero());
    assertThat(client.call(session, 3, "test/echo", Map.of()).has("result")).isTrue();
  }

  @Test
  void aClientThatVanishesWhileItSendsIsForgotten() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), test.server.port())) {
      write(socket, head("") + "Content-Length: 5000\r\n\r\n{\"jsonrpc\"");
    }

    assertHealthy();
  }

  private void assertHealthy() throws Exception {
    assertThat(client.get("/health").statusCode()).isEqualTo(200);
    assertThat(client.call(client.open(), 3, "test/echo", Map.of()).has("result")).isTrue();
  }

  private JsonNode info(String field) throws Exception {
    return TestClient.JSON.readTree(client.get("/info").body()).path(field);
  }

  private Socket rawCall(String session) throws Exception {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), test.server.port());
    String length = "Content-Length: " + SLEEP.length() + "\r\n\r\n";
    write(socket, head("Mcp-Session-Id: " + session + "\r\n") + length + SLEEP);
    await().untilAsserted(() -> assertThat(info("streams").intValue()).isEqualTo(1));
    return socket;
  }

  private String head(String more) {
    return "POST /mcp HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + token
        + "\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\n"
        + more;
  }

  private static void write(Socket socket, String text) throws Exception {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private void post(String endpoint) {
    try {
      client.post(endpoint, SLEEP);
    } catch (Exception vanished) {
      throw new IllegalStateException(vanished);
    }
  }
}
