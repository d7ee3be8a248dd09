package dev.plumbline.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.testkit.ClientTraits;
import dev.plumbline.testkit.McpClients;
import dev.plumbline.testkit.ServerProcess;
import dev.plumbline.testkit.TestClient;
import dev.plumbline.testkit.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bearer tokens and roles, with a real client, over both HTTP transports. */
class RolesOverHttpTest {
  @TempDir private Path home;

  @ParameterizedTest
  @EnumSource(names = {"SSE", "HTTP"})
  void aTokenLetsInForWhatItsRoleMay(Wire wire) {
    String reader = token("reader");
    String operator = token("operator");
    try (ServerProcess server = serve(wire)) {
      URI base = server.awaitHttp();
      assertThat(status(wire, base, "none")).isEqualTo(401);
      String wrong = "plt-" + "0".repeat(12) + "-" + "0".repeat(48);
      assertThat(status(wire, base, wrong)).isEqualTo(401);
      Map<String, Object> note = Map.of("name", "a", "text", "b");
      try (TestClient client = connect(wire, base, reader)) {
        assertThat(client.call("list_notes", Map.of()).isError()).isNotEqualTo(true);
        assertThat(TestClient.text(client.call("write_note", note)))
            .contains("needs the role OPERATOR", "'reader' has the role READER");
      }
      try (TestClient client = connect(wire, base, operator)) {
        assertThat(TestClient.text(client.call("write_note", note))).contains("confirm: true");
        assertThat(TestClient.text(client.call("delete_note", Map.of("name", "a"))))
            .contains("needs the role ADMIN");
      }
      command("token", "revoke", "reader");
      await()
          .atMost(Duration.ofSeconds(5))
          .untilAsserted(() -> assertThat(status(wire, base, reader)).isEqualTo(401));
    }
  }

  /** A client of the SDK waits for long when it is refused over SSE, so this asks by itself. */
  private static int status(Wire wire, URI base, String token) {
    URI address = base.resolve(wire == Wire.SSE ? "/sse" : "/mcp");
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Authorization", "Bearer " + token)
            .header("Accept", "text/event-stream")
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      response.body().close();
      return response.statusCode();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", stopped);
    }
  }

  private ServerProcess serve(Wire wire) {
    return ServerProcess.start(
        Fixture.launch(
            home, "serve", "--transport", wire.option(), "--port", "0", "--toolsets", "notes"));
  }

  private static TestClient connect(Wire wire, URI base, String token) {
    return TestClient.connect(McpClients.http(wire, base, token), ClientTraits.plain());
  }

  private String token(String role) {
    return command("token", "create", "--name", role, "--role", role).out().strip();
  }

  private Finished command(String... arguments) {
    return Finished.run(Fixture.launch(home, arguments), Duration.ofSeconds(60));
  }
}
