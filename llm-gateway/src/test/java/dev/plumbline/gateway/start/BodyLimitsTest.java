package dev.plumbline.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gateway.http.BodyLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are too large or too slow cost the gateway little. */
class BodyLimitsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int MEBIBYTE = 1 << 20;
  private static final String CHAT =
      "{\"model\":\"gpt-4o-mini\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hi.\"}]}";

  @TempDir Path home;

  private House house;

  @BeforeEach
  void start() {
    house =
        new House(
            Ground.embedded(home).with(new BodyLimits(4 * MEBIBYTE, 512L * MEBIBYTE, PATIENCE)));
  }

  @AfterEach
  void stop() {
    house.close();
  }

  private String head(String path, String framing) {
    return "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n%s\r\n\r\n"
        .formatted(path, house.key(), framing);
  }

  private Socket begun(String request) throws IOException {
    Socket socket = RawClient.open(house.port());
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String answer(Socket socket) throws IOException {
    return RawClient.rest(socket.getInputStream());
  }

  private void stillServes() throws IOException, InterruptedException {
    assertThat(house.post("/v1/chat/completions", CHAT).statusCode()).isEqualTo(200);
  }

  /** Sends so much, or as much as is taken; returns how much that was. */
  private static long pour(Socket socket, int mebibytes, boolean chunked) {
    byte[] piece = new byte[MEBIBYTE];
    long sent = 0;
    try {
      OutputStream out = socket.getOutputStream();
      for (int i = 0; i < mebibytes; i++) {
        if (chunked) {
          out.write("100000\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.write(piece);
        if (chunked) {
          out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        sent += piece.length;
      }
    } catch (IOException closed) {
      return sent;
    }
    return sent;
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 209715200", "Transfer-Encoding: chunked"})
  void twoHundredMebibytesAreRefusedInTheDialect(String framing)
      throws IOException, InterruptedException {
    for (String path : List.of("/v1/chat/completions", "/v1/messages")) {
      try (Socket socket = begun(head(path, framing))) {
        boolean chunked = framing.endsWith("chunked");
        CompletableFuture<Long> poured =
            CompletableFuture.supplyAsync(() -> pour(socket, 200, chunked));
        String answer = answer(socket);
        assertThat(answer).startsWith("HTTP/1.1 413").contains("larger than 4 MiB");
        assertThat(answer)
            .contains(path.endsWith("messages") ? "\"type\":\"error\"" : "request_too_large");
        assertThat(poured.join()).isLessThan(60L * MEBIBYTE);
      }
    }
    assertThat(house.provider().requests()).isZero();
    stillServes();
  }

  @Test
  void whatIsOnlyAnnouncedTakesNoMemory() throws IOException, InterruptedException {
    long before = heap();
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        sockets.add(begun(head("/v1/chat/completions", "Content-Length: 4194304") + "{"));
      }
      stillServes();
      assertThat(heap() - before).isLessThan(60L * MEBIBYTE);
      for (Socket socket : sockets) {
        assertThat(answer(socket)).startsWith("HTTP/1.1 408").contains("request_timeout");
      }
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void bodiesThatTrickleEndInTime() throws IOException, InterruptedException {
    for (String path : List.of("/v1/messages", "/providers/openai/v1/files")) {
      try (Socket socket = begun(head(path, "Content-Length: 1000"))) {
        long began = System.nanoTime();
        CompletableFuture<Void> drops = CompletableFuture.runAsync(() -> drip(socket));
        assertThat(answer(socket)).startsWith("HTTP/1.1 408").contains("within 2 s");
        assertThat(Duration.ofNanos(System.nanoTime() - began))
            .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
        drops.join();
      }
    }
    stillServes();
  }

  /** A byte now and then, for as long as somebody listens. */
  private static void drip(Socket socket) {
    try {
      for (int i = 0; i < 900; i++) {
        socket.getOutputStream().write(' ');
        Thread.sleep(50);
      }
    } catch (IOException | InterruptedException closed) {
      return;
    }
  }

  @Test
  void headersThatTrickleEndInTime() throws IOException, InterruptedException {
    String half = "POST /v1/messages HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";
    try (Socket socket = begun(half)) {
      long began = System.nanoTime();
      CompletableFuture<Void> drops = CompletableFuture.runAsync(() -> drip(socket));
      assertThat(answer(socket)).doesNotContain("HTTP/1.1 2");
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(15));
      drops.join();
    }
    stillServes();
  }

  @Test
  void endlessHeadersAreRefused() throws IOException, InterruptedException {
    String answer =
        RawClient.send(
            house.port(),
            RawClient.post("/v1/messages", house.key(), CHAT, "X-Long: " + "x".repeat(100_000)));
    assertThat(answer).startsWith("HTTP/1.1 431");
    stillServes();
  }
}
