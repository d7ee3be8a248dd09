package dev.plumbline.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ConcurrentClientsTest {
  private static final int CLIENTS = 10;
  private static final int CALLS = 20;
  private static final String LARGE = "lorem ipsum ".repeat(2_000);

  @Test
  void tenStreamableClientsEachGetTheirOwnAnswers() throws Exception {
    try (TestServer test = TestServer.start(roomy());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        String name = "client-" + i;
        TestClient client = test.client(name);
        clients.add(threads.submit(() -> callAndCompare(client, name)));
      }
      for (Future<?> client : clients) {
        client.get();
      }
    }
  }

  @Test
  void tenCallsAtOnceInAnSseSessionDoNotMixTheirEvents() throws Exception {
    try (TestServer test = TestServer.start(roomy());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      TestClient client = test.client("ci");
      try (SseConnection.Session session = SseConnection.open(client)) {
        List<Future<Integer>> posts =
            IntStream.range(0, CLIENTS * CALLS)
                .mapToObj(id ->
                    threads.submit(() -> client.post(session.endpoint(), large(id)).statusCode()))
                .toList();
        TreeSet<Integer> answered = new TreeSet<>();
        for (Future<Integer> post : posts) {
          JsonNode answer = session.connection().nextJson();
          answered.add(answer.path("id").intValue());
          assertThat(answer.path("result").path("params").path("text").asString())
              .isEqualTo(LARGE + answer.path("id").intValue());
          assertThat(post.get()).isEqualTo(200);
        }
        assertThat(answered).hasSize(CLIENTS * CALLS);
      }
    }
  }

  private static String large(int id) {
    return TestClient.message(id, "test/echo", Map.of("text", LARGE + id));
  }

  private static boolean callAndCompare(TestClient client, String name) throws Exception {
    String session = client.open();
    for (int call = 0; call < CALLS; call++) {
      String text = name + " " + call;
      JsonNode answer = client.call(session, call, "test/echo", Map.of("text", text));
      assertThat(answer.path("id").intValue()).isEqualTo(call);
      assertThat(answer.path("result").path("principal").asString()).isEqualTo(name);
      assertThat(answer.path("result").path("params").path("text").asString()).isEqualTo(text);
    }
    return true;
  }

  private static HttpOptions roomy() {
    return TestServer.options("127.0.0.1", 100_000, null, true);
  }
}
