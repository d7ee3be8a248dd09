package dev.plumbline.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testkit.RawStdio;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The beginning of a connection over stdio. */
final class HandshakeTest {
  @TempDir private Path home;

  @ParameterizedTest
  @CsvSource({
    "2025-11-25, 2025-11-25",
    "2025-06-18, 2025-06-18",
    "2025-03-26, 2025-03-26",
    "2024-11-05, 2024-11-05",
    "2099-01-01, 2025-11-25"
  })
  void negotiatesTheRevision(String asked, String agreed) {
    try (RawStdio raw = RawStdio.start(Fixture.launch(home))) {
      JsonNode welcome = raw.initialize(asked);
      assertThat(welcome.path("protocolVersion").asString()).isEqualTo(agreed);
      assertThat(welcome.path("serverInfo").path("name").asString()).isEqualTo("mcp-fixture");
      assertThat(welcome.path("instructions").asString()).isNotEmpty();
      raw.request(1, "tools/list", "{}");
      assertThat(raw.answer(1).path("result").path("tools").size()).isGreaterThan(10);
    }
  }

  @Test
  void answersWhatComesTooEarlyWithAnErrorAndGoesOn() {
    try (RawStdio raw = RawStdio.start(Fixture.launch(home))) {
      raw.call(7, "test_simple_text", "{}");
      JsonNode refused = raw.answer(7);
      assertThat(refused.path("error").path("message").asString()).contains("initialize");
      raw.request(8, "ping", "{}");
      assertThat(raw.answer(8).has("result")).isTrue();
      raw.initialize("2025-11-25");
      raw.call(9, "test_simple_text", "{}");
      assertThat(raw.answer(9).path("result").path("isError").asBoolean(true)).isFalse();
      raw.request(10, "initialize", "{}");
      assertThat(raw.answer(10).path("error").path("message").asString()).contains("already");
    }
  }

  @Test
  void needsNoInitializedNotification() {
    try (RawStdio raw = RawStdio.start(Fixture.launch(home))) {
      raw.request(
          1,
          "initialize",
          "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"x\",\"version\":\"1\"}}");
      assertThat(raw.answer(1).has("result")).isTrue();
      raw.call(2, "test_simple_text", "{}");
      assertThat(raw.answer(2).has("result")).isTrue();
    }
  }

  @Test
  void refusesAnIncompleteInitialize() {
    try (RawStdio raw = RawStdio.start(Fixture.launch(home))) {
      raw.request(1, "initialize", "{\"protocolVersion\":\"2025-11-25\"}");
      assertThat(raw.answer(1).path("error").path("message").asString()).contains("clientInfo");
    }
  }
}
