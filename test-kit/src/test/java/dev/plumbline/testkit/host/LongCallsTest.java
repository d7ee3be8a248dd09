package dev.plumbline.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.testkit.RawStdio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Calls that take seconds: progress, cancellation, and other calls meanwhile. */
final class LongCallsTest {
  @TempDir private Path home;

  @Test
  void progressArrivesBeforeTheAnswerAndGrows() {
    try (RawStdio raw = RawStdio.start(Fixture.launch(home))) {
      raw.initialize("2025-11-25");
      raw.request(
          1,
          "tools/call",
          "{\"name\":\"count_slowly\",\"arguments\":{\"steps\":3,\"pause_ms\":30},"
              + "\"_meta\":{\"progressToken\":\"t\"}}");
      for (int step = 1; step <= 3; step++) {
        JsonNode params = raw.next().path("params");
        assertThat(params.path("progressToken").asString()).isEqualTo("t");
        assertThat(params.path("progress").asInt()).isEqualTo(step);
        assertThat(params.path("total").asInt()).isEqualTo(3);
      }
      assertThat(raw.next().path("id").asInt()).isEqualTo(1);
    }
  }

  @Test
  void withoutATokenThereIsNoProgress() {
    try (RawStdio raw = RawStdio.start(Fixture.launch(home))) {
      raw.initialize("2025-11-25");
      raw.call(1, "count_slowly", "{\"steps\":3,\"pause_ms\":10}");
      assertThat(raw.next().path("id").asInt()).isEqualTo(1);
    }
  }

  @Test
  void aCancelledCallStopsAndIsNotAnswered() {
    try (RawStdio raw = RawStdio.start(Fixture.launch(home))) {
      raw.initialize("2025-11-25");
      raw.request(
          1,
          "tools/call",
          "{\"name\":\"count_slowly\",\"arguments\":{\"steps\":1000,\"pause_ms\":50},"
              + "\"_meta\":{\"progressToken\":\"t\"}}");
      assertThat(raw.next().path("method").asString()).isEqualTo("notifications/progress");
      raw.notify("notifications/cancelled", "{\"requestId\":1,\"reason\":\"enough\"}");
      await().atMost(Duration.ofSeconds(10)).until(() -> audit().contains("\"cancelled\""));
      raw.request(2, "ping", "{}");
      assertThat(raw.answer(2).has("result")).isTrue();
      assertThat(raw.poll(Duration.ofSeconds(1))).isEmpty();
      raw.closeInput();
      assertThat(raw.remaining()).isEmpty();
      assertThat(raw.process().awaitExit(Duration.ofSeconds(20))).isZero();
    }
  }

  @Test
  void cancellingWhatIsNotRunningDoesNothing() {
    try (RawStdio raw = RawStdio.start(Fixture.launch(home))) {
      raw.initialize("2025-11-25");
      raw.notify("notifications/cancelled", "{\"requestId\":99}");
      raw.notify("notifications/cancelled", "{}");
      raw.call(1, "test_simple_text", "{}");
      assertThat(raw.next().path("id").asInt()).isEqualTo(1);
    }
  }

  @Test
  void aQuickCallOvertakesASlowOne() {
    try (RawStdio raw = RawStdio.start(Fixture.launch(home))) {
      raw.initialize("2025-11-25");
      raw.call(1, "count_slowly", "{\"steps\":1,\"pause_ms\":3000}");
      raw.call(2, "test_simple_text", "{}");
      assertThat(raw.next().path("id").asInt()).isEqualTo(2);
      assertThat(raw.next().path("id").asInt()).isEqualTo(1);
    }
  }

  private String audit() throws IOException {
    Path file = home.resolve("audit/mcp-fixture.jsonl");
    return Files.exists(file) ? Files.readString(file) : "";
  }
}
