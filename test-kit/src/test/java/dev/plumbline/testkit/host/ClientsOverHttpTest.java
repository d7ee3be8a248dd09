package dev.plumbline.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.testkit.Launch;
import dev.plumbline.testkit.Served;
import dev.plumbline.testkit.ServerProcess;
import dev.plumbline.testkit.TestClient;
import dev.plumbline.testkit.Wire;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many clients at once, clients that vanish, and calls that are cancelled, over HTTP. */
final class ClientsOverHttpTest {
  @TempDir private Path home;

  @ParameterizedTest
  @EnumSource(names = {"SSE", "HTTP"})
  void tenClientsAtOnceGetTheirOwnAnswers(Wire wire) throws Exception {
    try (Served served = Served.over(wire, Fixture.launch(home));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> clients = new ArrayList<>();
      for (int number = 0; number < 10; number++) {
        int own = number;
        clients.add(threads.submit(() -> callMany(served, own)));
      }
      for (Future<?> client : clients) {
        client.get();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SSE", "HTTP"})
  void aClientThatIsKilledMidCallHarmsNobody(Wire wire) {
    try (Served served = Served.over(wire, Fixture.launch(home));
        TestClient other = served.connect()) {
      URI base = served.base().orElseThrow();
      Launch launch = Launch.java(HangingClient.class).with(wire.name(), base.toString());
      try (ServerProcess hanging = ServerProcess.start(launch)) {
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> hanging.stderr().contains(HangingClient.IN_THE_CALL));
        hanging.kill();
      }
      assertThat(TestClient.text(other.call("test_simple_text", Map.of()))).contains("simple");
      try (TestClient later = served.connect()) {
        assertThat(later.call("test_simple_text", Map.of()).isError()).isFalse();
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> Files.readString(audit()).contains("\"count_slowly\""));
      String log = served.process().orElseThrow().stderr();
      assertThat(log).doesNotContain("ERROR", "Exception");
      assertThat(other.call("test_simple_text", Map.of()).isError()).isFalse();
    }
  }

  @Test
  void aCancelledCallStopsAndIsNotAnswered() throws Exception {
    try (Served served = Served.over(Wire.HTTP, Fixture.launch(home));
        RawHttp raw = new RawHttp(served.base().orElseThrow()).initialize()) {
      CompletableFuture<HttpResponse<String>> call =
          raw.postLater(
              "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"tools/call\",\"params\":"
                  + "{\"name\":\"count_slowly\",\"arguments\":{\"steps\":1000,\"pause_ms\":50}}}");
      await()
          .pollInterval(Duration.ofMillis(200))
          .atMost(Duration.ofSeconds(20))
          .until(() -> {
            raw.post(
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":5}}");
            return Files.exists(audit()) && Files.readString(audit()).contains("\"cancelled\"");
          });
      HttpResponse<String> answer = call.get();
      assertThat(answer.body()).doesNotContain("\"result\"", "Counted");
    }
  }

  private static void callMany(Served served, int own) {
    try (TestClient client = served.connect()) {
      for (int turn = 0; turn < 10; turn++) {
        String text = "client-" + own + "-turn-" + turn;
        String answer = TestClient.text(client.call("echo_arguments", Map.of("project_key", text)));
        assertThat(answer).startsWith(text + ",");
      }
    }
  }

  private Path audit() {
    return home.resolve("audit/mcp-fixture.jsonl");
  }
}
