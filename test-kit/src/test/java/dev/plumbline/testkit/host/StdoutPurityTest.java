package dev.plumbline.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testkit.Launch;
import dev.plumbline.testkit.RawStdio;
import dev.plumbline.testkit.fixture.cli.FixtureServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Nothing but the protocol reaches standard output. */
final class StdoutPurityTest {
  private static final List<String> LOG_TO_STDERR =
      List.of("-Xlog:disable", "-Xlog:all=warning:stderr");

  @TempDir private Path home;

  @Test
  void aJvmThatWarnsDoesSoOnStandardError() throws IOException {
    try (RawStdio raw = RawStdio.start(warning(LOG_TO_STDERR))) {
      raw.initialize("2025-11-25");
      raw.call(1, "test_simple_text", "{}");
      raw.closeInput();
      assertPure(raw.remaining(), 1);
      assertThat(raw.process().awaitExit(Duration.ofSeconds(20))).isZero();
      assertThat(raw.process().stderr()).contains("[warning][aot]");
    }
  }

  /** Shows that the JVM does warn, so that the test above can fail. */
  @Test
  void withoutTheFlagsTheSameJvmWarnsOnStandardOutput() throws IOException {
    try (RawStdio raw = RawStdio.start(warning(List.of()))) {
      raw.closeInput();
      assertThat(String.join("\n", raw.remaining())).contains("[warning][aot]");
    }
  }

  @Test
  void whatAToolPrintsGoesToStandardError() {
    Launch launch = Fixture.launch(home, "--toolsets", "rare,conformance");
    try (RawStdio raw = RawStdio.start(launch)) {
      raw.initialize("2025-11-25");
      raw.call(1, "print_line", "{\"line\":\"careless words\"}");
      assertThat(raw.answer(1).path("result").path("isError").asBoolean(true)).isFalse();
      raw.call(2, "test_tool_with_logging", "{}");
      raw.closeInput();
      assertPure(raw.remaining(), 4);
      assertThat(raw.process().awaitExit(Duration.ofSeconds(20))).isZero();
      assertThat(raw.process().stderr()).contains("careless words");
    }
  }

  private Launch warning(List<String> flags) throws IOException {
    Path cache = Files.writeString(home.resolve("broken.aot"), "this is no cache");
    List<String> all = new java.util.ArrayList<>(List.of("-XX:AOTCache=" + cache));
    all.addAll(flags);
    return Launch.java(FixtureServer.class, all).home(home);
  }

  private static void assertPure(List<String> lines, int expected) {
    assertThat(lines).hasSize(expected);
    for (String line : lines) {
      JsonNode message = new JsonMapper().readTree(line);
      assertThat(message.path("jsonrpc").asString()).isEqualTo("2.0");
    }
  }
}
