package dev.plumbline.mcp.http;

import static dev.plumbline.mcp.http.TestClient.error;
import static dev.plumbline.mcp.http.TestClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A session answers only to the principal that opened it. */
class SessionOwnershipTest {
  private static final String ECHO = message(2, "test/echo", Map.of());

  private TestServer test = TestServer.start();
  private TestClient owner = test.client("owner");
  private TestClient other = test.client("other");

  @AfterEach
  void stop() {
    test.close();
  }

  @Test
  void anotherBearerCannotUseAStreamableSession() throws Exception {
    String session = owner.open();

    error(other.post("/mcp", ECHO, "Mcp-Session-Id", session), 404, -32001);
    error(other.get("/mcp", "Mcp-Session-Id", session), 404, -32001);
    error(other.delete("/mcp", "Mcp-Session-Id", session), 404, -32001);

    assertThat(owner.call(session, 3, "test/echo", Map.of()).has("result")).isTrue();
  }

  @Test
  void anotherBearerCannotUseAnSseSession() throws Exception {
    try (SseConnection.Session session = SseConnection.open(owner)) {
      error(other.post(session.endpoint(), ECHO), 404, -32001);

      assertThat(owner.post(session.endpoint(), ECHO).statusCode()).isEqualTo(200);
      assertThat(session.connection().nextJson().path("result").path("principal").asString())
          .isEqualTo("owner");
    }
  }

  @Test
  void sessionsOfOneTransportMeanNothingToTheOther() throws Exception {
    String session = owner.open();

    error(owner.post("/messages?sessionId=" + session, ECHO), 404, -32001);
  }

  @Test
  void aDeletedSessionIsUnknown() throws Exception {
    String session = owner.open();

    assertThat(owner.delete("/mcp", "Mcp-Session-Id", session).statusCode()).isEqualTo(200);

    error(owner.post("/mcp", ECHO, "Mcp-Session-Id", session), 404, -32001);
    assertThat(test.sessions.ended()).containsExactly(session);
  }

  @Test
  void anIdleSessionIsForgotten() throws Exception {
    test.close();
    Timings timings = TestServer.quick();
    test = TestServer.start(TestServer.options(), timings);
    TestClient client = test.client("owner");
    String session = client.open();

    Thread.sleep(timings.sessionIdle().multipliedBy(2).plusMillis(500));

    error(client.post("/mcp", ECHO, "Mcp-Session-Id", session), 404, -32001);
    assertThat(test.sessions.ended()).containsExactly(session);
  }
}
