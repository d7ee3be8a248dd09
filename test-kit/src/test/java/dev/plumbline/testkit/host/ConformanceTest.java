package dev.plumbline.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testkit.NpmTools;
import dev.plumbline.testkit.Served;
import dev.plumbline.testkit.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official conformance suite gives full marks over streamable HTTP. */
@Tag("dist")
final class ConformanceTest {
  @TempDir private Path home;

  @Test
  void scoresFullMarksInEveryScenario() throws IOException {
    Finished finished = runAll();
    assertThat(finished.exit()).as(finished.all()).isZero();
    assertThat(finished.out()).as(finished.all()).contains("Total: 44 passed, 0 failed");
  }

  private Finished runAll() throws IOException {
    try (Served served = Served.over(Wire.HTTP, Fixture.launch(home))) {
      String url = "http://localhost:%d/mcp".formatted(served.base().orElseThrow().getPort());
      return Finished.run(
          NpmTools.fromEnvironment()
              .binary("conformance", "server", "--url", url, "--suite", "all"),
          Duration.ofMinutes(3));
    }
  }
}
