package dev.plumbline.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.plumbline.gateway.http.BodyLimits;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All bodies together have a limit too: 8 MiB here, of which large ones get seven. */
class BodyRoomTest {
  private static final int MEBIBYTE = 1 << 20;
  private static final int PART = 6 * MEBIBYTE;
  private static final String CHAT =
      "{\"model\":\"gpt-4o-mini\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";
  private static final String SMALL = CHAT.formatted("Hi.");
  private static final String LARGE =
      SMALL.replace("{\"model", " ".repeat(2 * MEBIBYTE) + "{\"model");

  @TempDir Path home;

  private House house;
  private final List<Socket> sockets = new ArrayList<>();

  @BeforeEach
  void start() {
    BodyLimits limits = new BodyLimits(7 * MEBIBYTE, 8L * MEBIBYTE, Duration.ofMinutes(1));
    house = new House(Ground.embedded(home).with(limits));
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    house.close();
  }

  /** Begins a body of 7 MiB, and sends so much of it. */
  private Socket begun(String path, int bytes) throws IOException {
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(path, house.key(), 7 * MEBIBYTE);
    Socket socket = RawClient.open(house.port());
    sockets.add(socket);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(new byte[bytes]);
    return socket;
  }

  private HttpResponse<String> post(String path, String body) {
    try {
      return house.post(path, body);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  private int status(String body) {
    return post("/v1/chat/completions", body).statusCode();
  }

  @Test
  void whatFindsNoRoomIsRefusedAndSmallBodiesStillPass() throws IOException {
    Socket upload = begun("/v1/chat/completions", PART);
    await().until(() -> status(LARGE) == 503);
    HttpResponse<String> refused = post("/v1/chat/completions", LARGE);
    assertThat(refused.body()).contains("\"code\":\"overloaded\"", "\"type\":\"server_error\"");
    assertThat(refused.headers().firstValue("retry-after")).contains("2");
    assertThat(post("/v1/messages", LARGE).body()).contains("\"type\":\"overloaded_error\"");
    assertThat(post("/providers/openai/v1/files", LARGE).statusCode()).isEqualTo(503);
    for (int i = 0; i < 20; i++) {
      assertThat(status(SMALL)).isEqualTo(200);
    }
    assertThat(house.provider().requests()).isEqualTo(20);
    upload.close();
    await().until(() -> status(LARGE) == 200);
  }

  @Test
  void everyEndGivesItsRoomBack() throws IOException {
    for (int i = 0; i < 5; i++) {
      assertThat(status(LARGE)).isEqualTo(200);
      assertThat(status("x" + LARGE)).isEqualTo(400);
      assertThat(status(LARGE.replace("gpt-4o-mini", "openai/stand-in-error-500"))).isEqualTo(500);
      assertThat(status(CHAT.formatted("x".repeat(8 * MEBIBYTE)))).isEqualTo(413);
      assertThat(post("/providers/openai/v1/files", LARGE).statusCode()).isEqualTo(403);
    }
    begun("/v1/messages", PART).close();
    await().until(() -> status(LARGE) == 200);
  }

  @Test
  void whatIsOnlyAnnouncedTakesNoRoom() throws IOException {
    for (int i = 0; i < 20; i++) {
      begun("/v1/chat/completions", 1);
    }
    assertThat(status(LARGE)).isEqualTo(200);
  }

  @Test
  void theRoomIsSetUpAndTheLargestBodyMustFit() {
    assertThat(bodies(Map.of()).room())
        .isEqualTo(Math.max(Runtime.getRuntime().maxMemory() / 4, BodyLimits.leastRoom(32 << 20)));
    assertThat(bodies(Map.of("PLUMBLINE_BODIES_MEBIBYTES", "37")).room()).isEqualTo(37L << 20);
    assertThatThrownBy(() -> bodies(Map.of("PLUMBLINE_BODIES_MEBIBYTES", "36")))
        .isInstanceOf(Failure.Misconfigured.class)
        .hasMessageContaining("PLUMBLINE_BODIES_MEBIBYTES is '36'");
  }

  private BodyLimits bodies(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("PLUMBLINE_HOME", home.toString());
    Settings settings = Settings.load(GatewayOptions.SETTINGS, all, null);
    return GatewayOptions.of("127.0.0.1", 0, settings, all).bodies();
  }
}
