package dev.plumbline.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Messages are printed for people who have no Slack at hand. */
final class AlertListenerTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  private static int post(String url, String body) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  @Test
  void aMessageIsPrintedWithoutControlCharacters() throws Exception {
    try (AlertListener listener = new AlertListener(0, out)) {
      assertThat(post(listener.url() + "/slack", "{\"text\":\"80 %\\u001b[2J\"}")).isEqualTo(200);
      assertThat(post(listener.url() + "/x", "no \u001b[2J json")).isEqualTo(200);
      assertThat(post(listener.url() + "/x", "x".repeat(2 * 1024 * 1024))).isEqualTo(413);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("/slack {", "80 %", "/x \"no ")
        .doesNotContain("\u001b")
        .doesNotContain("xxx");
  }

  @Test
  void aTakenPortIsSaid() {
    try (AlertListener first = new AlertListener(0, out)) {
      int port = URI.create(first.url()).getPort();
      assertThatThrownBy(() -> new AlertListener(port, out))
          .isInstanceOf(Failure.Misconfigured.class)
          .hasMessageContaining(String.valueOf(port));
    }
  }
}
