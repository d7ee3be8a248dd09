package dev.plumbline.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.usage.Status;
import dev.plumbline.usage.UsageEvent;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsTest {
  @TempDir Path home;

  private static String chat(String model, boolean stream) {
    return """
    {"model":"%s","stream":%s,"max_tokens":50,"messages":[{"role":"user","content":"Name a river."}]}\
    """
        .formatted(model, stream);
  }

  @Test
  void aStreamEndsWithItsTerminalEventAndIsPriced() throws IOException, InterruptedException {
    try (House house = new House(home)) {
      HttpResponse<String> answer = house.post("/v1/chat/completions", chat("gpt-4o-mini", true));
      assertThat(answer.headers().firstValue("content-type").orElseThrow())
          .startsWith("text/event-stream");
      assertThat(answer.body()).endsWith("data: [DONE]\n\n").doesNotContain("\"usage\":{");
      UsageEvent event = house.ledger().getFirst();
      assertThat(event.tokens().output()).isPositive();
      assertThat(event.delivery().firstTokenMillis()).isNotNull();
      assertThat(event.attribution().tags()).doesNotContainKey("tokens");
    }
  }

  @Test
  void anAnthropicClientReachesAnOpenAiModel() throws IOException, InterruptedException {
    try (House house = new House(home)) {
      HttpResponse<String> answer =
          house.post(
              "/v1/messages", chat("openai/gpt-4o-mini", true), "anthropic-version", "2023-06-01");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body())
          .startsWith("event: message_start")
          .contains("event: content_block_delta")
          .contains("event: message_stop");
      assertThat(house.ledger().getFirst().provider()).isEqualTo("openai");
    }
  }

  @Test
  void aCutStreamIsCountedAndMarked() throws IOException, InterruptedException {
    try (House house = new House(home)) {
      house.post("/v1/chat/completions", chat("openai/stand-in-cut", true));
      UsageEvent event = house.ledger().getFirst();
      assertThat(event.delivery().status()).isIn(Status.ERROR, Status.INTERRUPTED);
      assertThat(event.tokens().output()).isPositive();
      assertThat(event.attribution().tags()).containsEntry("tokens", "estimated");
    }
  }

  @Test
  void aClientThatLeavesCancelsTheCallUpstream() throws IOException {
    try (House house = new House(home)) {
      try (Socket _ = send(house, chat("openai/stand-in-slow-60000", false))) {
        Awaitility.await().until(() -> house.provider().requests() > 0);
      }
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> house.get("/metrics").body().contains("status=\"interrupted\""));
      assertThat(house.ledger().getFirst().delivery().status()).isEqualTo(Status.INTERRUPTED);
    }
  }

  @Test
  void whatAClientSendsAheadIsAnsweredInItsTurn() throws IOException {
    try (House house = new House(home);
        Socket socket = send(house, chat("openai/stand-in-slow-400", false))) {
      socket.getOutputStream().write(request(house, chat("gpt-4o-mini", false)));
      assertThat(read(socket.getInputStream(), 2).split("HTTP/1.1 200 OK", -1)).hasSize(3);
    }
  }

  @Test
  void aConnectionServesManyCalls() throws IOException {
    try (House house = new House(home);
        Socket socket = send(house, chat("openai/stand-in-slow-250", false))) {
      read(socket.getInputStream(), 1);
      for (int i = 0; i < 3; i++) {
        socket.getOutputStream().write(request(house, chat("openai/stand-in-slow-250", i == 1)));
        assertThat(read(socket.getInputStream(), 1)).startsWith("HTTP/1.1 200");
      }
    }
  }

  private static Socket send(House house, String body) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(house.url()).getPort());
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(request(house, body));
    return socket;
  }

  private static byte[] request(House house, String body) {
    return ("POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer "
            + house.key()
            + "\r\ncontent-type: application/json\r\ncontent-length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** So many answers, one after the other. */
  private static String read(InputStream in, int answers) throws IOException {
    StringBuilder text = new StringBuilder();
    int ends = 0;
    while (ends < answers) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      text.append((char) next);
      boolean stream = text.indexOf("text/event-stream") >= 0;
      if (stream ? text.toString().endsWith("0\r\n\r\n") : ended(text)) {
        ends++;
      }
    }
    return text.toString();
  }

  private static boolean ended(StringBuilder text) {
    int head = text.lastIndexOf("\r\n\r\n");
    int length = text.lastIndexOf("Content-Length: ");
    if (head < 0 || length < 0 || length > head) {
      return false;
    }
    int bytes = Integer.parseInt(text.substring(length + 16, text.indexOf("\r\n", length)).strip());
    return text.length() == head + 4 + bytes;
  }
}
