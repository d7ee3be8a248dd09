package dev.plumbline.testkit.host;

import static org.awaitility.Awaitility.await;

import dev.plumbline.testkit.ClientTraits;
import dev.plumbline.testkit.McpClients;
import dev.plumbline.testkit.TestClient;
import dev.plumbline.testkit.Wire;
import java.net.URI;
import java.util.Map;

/** A client in its own process that makes a long call and waits for it, to be killed meanwhile. */
final class HangingClient {
  static final String IN_THE_CALL = "the call has begun";

  private HangingClient() {}

  public static void main(String[] arguments) {
    try (TestClient client =
        TestClient.connect(
            McpClients.http(Wire.valueOf(arguments[0]), URI.create(arguments[1]), null),
            ClientTraits.plain())) {
      Thread.ofVirtual()
          .start(() -> {
            await().until(() -> !client.progress().isEmpty());
            System.err.println(IN_THE_CALL);
          });
      client.callWithProgress("count_slowly", Map.of("steps", 100, "pause_ms", 100), "p");
    }
  }
}
