package dev.plumbline.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testkit.RawStdio;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What stdio does with lines that are no messages, and at the end of input. */
final class StdioLinesTest {
  @TempDir private Path home;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":",
        "hello",
        "[]",
        "42",
        "{\"id\":1,\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":{\"a\":1},\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\"}",
        "\u0000\u0001"
      })
  void answersALineThatIsNoMessageAndReadsOn(String line) {
    try (RawStdio raw = RawStdio.start(Fixture.launch(home))) {
      raw.initialize("2025-11-25");
      raw.send(line);
      JsonNode error = raw.next().path("error");
      assertThat(error.path("code").asInt()).isIn(-32700, -32600);
      assertThat(error.path("message").asString())
          .isNotBlank()
          .doesNotContain("Exception", "at dev.plumbline", "tools.jackson");
      raw.request(2, "ping", "{}");
      assertThat(raw.answer(2).has("result")).isTrue();
    }
  }

  @Test
  void answersALineThatIsTooLongAndReadsOn() {
    try (RawStdio raw = RawStdio.start(Fixture.launch(home))) {
      raw.initialize("2025-11-25");
      String text = "x".repeat(5 << 20);
      raw.call(1, "quote_foreign_text", "{\"text\":\"" + text + "\"}");
      JsonNode error = raw.next().path("error");
      assertThat(error.path("message").asString()).contains("bytes", "4,194,304");
      raw.request(2, "ping", "{}");
      assertThat(raw.answer(2).has("result")).isTrue();
    }
  }

  @Test
  void answersEveryCallInFlightWhenTheInputEnds() {
    try (RawStdio raw = RawStdio.start(Fixture.launch(home))) {
      raw.initialize("2025-11-25");
      List<Integer> ids = IntStream.rangeClosed(1, 8).boxed().toList();
      ids.forEach(id -> raw.call(id, "count_slowly", "{\"steps\":1,\"pause_ms\":1500}"));
      raw.closeInput();
      List<Integer> answered =
          raw.remaining().stream()
              .map(new JsonMapper()::readTree)
              .filter(answer -> !answer.path("result").path("isError").asBoolean(true))
              .map(answer -> answer.path("id").asInt())
              .sorted()
              .toList();
      assertThat(answered).isEqualTo(ids);
      assertThat(raw.process().awaitExit(Duration.ofSeconds(20))).isZero();
    }
  }

  @Test
  void endsQuietlyWhenTheInputEndsBeforeAnything() {
    try (RawStdio raw = RawStdio.start(Fixture.launch(home))) {
      raw.closeInput();
      assertThat(raw.process().awaitExit(Duration.ofSeconds(20))).isZero();
      assertThat(raw.remaining()).isEmpty();
    }
  }
}
