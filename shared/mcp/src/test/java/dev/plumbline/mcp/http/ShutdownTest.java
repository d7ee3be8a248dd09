package dev.plumbline.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ShutdownTest {
  @Test
  void runningCallsFinishAndThenEverySessionEnds() throws Exception {
    TestServer test = TestServer.start(TestServer.options(), TestServer.quick());
    TestClient client = test.client("ci");
    String session = client.open();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        SseConnection.Session sse = SseConnection.open(client)) {
      Future<JsonNode> call =
          threads.submit(() -> client.call(session, 2, "test/sleep", Map.of("millis", 800)));
      await()
          .until(() ->
              TestClient.JSON.readTree(client.get("/info").body()).path("streams").intValue() == 2);

      long began = System.nanoTime();
      test.close();

      assertThat(call.get().path("result").path("slept").booleanValue()).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
      await().until(() -> sse.connection().hasEnded());
      assertThat(test.sessions.ended()).containsExactlyInAnyOrderElementsOf(test.sessions.opened());
    }
    assertThatThrownBy(() -> client.get("/health")).isInstanceOf(ConnectException.class);
  }

  @Test
  void aServerThatNeverStartedCloses() {
    TestServer test =
        new TestServer(
            TestServer.options(), TestServer.quick(), TestServer.newTokens(Clock.systemUTC()));

    test.close();

    assertThatThrownBy(test.server::port).hasMessageContaining("not been started");
  }
}
