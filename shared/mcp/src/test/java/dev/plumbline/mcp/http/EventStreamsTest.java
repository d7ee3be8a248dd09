package dev.plumbline.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Streams stay open while nothing happens, and carry what the server has to say. */
class EventStreamsTest {
  private static final String CHANGED = "notifications/tools/list_changed";

  private final TestServer test = TestServer.start(TestServer.options(), TestServer.quick());
  private final TestClient client = test.client("ci");

  @AfterEach
  void stop() {
    test.close();
  }

  @Test
  void aSilentSseStreamOutlivesTheConnectionsIdleTime() throws Exception {
    try (SseConnection.Session session = SseConnection.open(client)) {
      Thread.sleep(TestServer.quick().connectionIdle().multipliedBy(3));

      client.post(session.endpoint(), TestClient.message(2, "test/echo", Map.of()));
      assertThat(session.connection().nextJson().path("id").intValue()).isEqualTo(2);
    }
  }

  @Test
  void aLongCallOutlivesTheConnectionsIdleTime() throws Exception {
    JsonNode answer = client.call(client.open(), 5, "test/sleep", Map.of("millis", 3_000));

    assertThat(answer.path("result").path("slept").booleanValue()).isTrue();
  }

  @Test
  void aListeningStreamOutlivesItsIdleTimesAndGetsNotifications() throws Exception {
    String session = client.open();
    try (SseConnection listener = listen(session)) {
      Thread.sleep(
          TestServer.quick().sessionIdle().multipliedBy(2).plus(TestServer.quick().keepAlive()));

      test.server.notifyClient(session, CHANGED, Map.of());

      assertThat(listener.nextJson().path("method").asString()).isEqualTo(CHANGED);
      assertThat(client.call(session, 2, "test/echo", Map.of()).has("result")).isTrue();
    }
  }

  @Test
  void notificationsReachEverySessionThatListens() throws Exception {
    try (SseConnection.Session sse = SseConnection.open(client);
        SseConnection streamable = listen(client.open())) {
      String silent = client.open();

      test.server.notifyClients(CHANGED, Map.of());
      assertThat(sse.connection().nextJson().path("method").asString()).isEqualTo(CHANGED);
      assertThat(streamable.nextJson().path("method").asString()).isEqualTo(CHANGED);

      test.server.notifyClient(silent, CHANGED, Map.of());
      test.server.notifyClient("unknown", CHANGED, Map.of());
      test.server.notifyClient(test.sessions.opened().getFirst(), CHANGED, Map.of("n", 2));
      assertThat(sse.connection().nextJson().path("params").path("n").intValue()).isEqualTo(2);
    }
  }

  private SseConnection listen(String session) throws Exception {
    return new SseConnection(
        client.stream(client.request("/mcp", "Mcp-Session-Id", session).GET().build()));
  }
}
