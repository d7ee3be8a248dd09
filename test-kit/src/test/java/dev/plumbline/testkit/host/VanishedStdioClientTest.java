package dev.plumbline.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testkit.RawStdio;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client over stdio that dies in the middle of a call leaves no server behind. */
final class VanishedStdioClientTest {
  @TempDir private Path home;

  @Test
  void theServerEndsWhenBothPipesBreak() throws IOException {
    try (RawStdio raw = RawStdio.start(Fixture.launch(home))) {
      raw.initialize("2025-11-25");
      raw.request(
          1,
          "tools/call",
          "{\"name\":\"count_slowly\",\"arguments\":{\"steps\":20,\"pause_ms\":100},"
              + "\"_meta\":{\"progressToken\":\"t\"}}");
      assertThat(raw.next().path("method").asString()).isEqualTo("notifications/progress");
      raw.process().stdout().close();
      raw.process().stdin().close();
      assertThat(raw.process().awaitExit(Duration.ofSeconds(30))).isBetween(0, 1);
      assertThat(raw.process().stderr()).doesNotContain("\tat ", "Exception in thread");
    }
  }
}
