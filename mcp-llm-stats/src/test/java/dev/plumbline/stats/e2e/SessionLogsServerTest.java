package dev.plumbline.stats.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.testkit.Served;
import dev.plumbline.testkit.TestClient;
import dev.plumbline.testkit.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Session logs that grow while a server answers from them. */
@Tag("dist")
class SessionLogsServerTest {
  @TempDir Path home;

  @Test
  void aLogThatGrowsIsFollowed() throws IOException {
    Launcher launcher = new Launcher(home);
    launcher.append("first", 0, 2);
    String ledger = "claude-code:" + home.resolve("claude");
    try (Served served = Served.over(Wire.STDIO, launcher.with("serve", "--ledger", ledger));
        TestClient client = served.connect()) {
      JsonNode before = Launcher.ask(client, "get_spend", Map.of("period", "all time"));
      assertThat(before.path("requests").asLong()).isEqualTo(2);
      // A million tokens: 3 dollars of input, 0.30 read, 3.75 and 6 written, 15 of output.
      assertThat(before.path("cost").decimalValue()).isEqualByComparingTo("0.02133");
      launcher.append("first", 2, 1);
      launcher.append("second", 0, 4);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> Launcher.requests(client), requests -> requests == 7);
      assertThat(
              Launcher.ask(client, "get_spend", Map.of("period", "all time"))
                  .path("cost")
                  .decimalValue())
          .isEqualByComparingTo("0.074655");
    }
  }

  @Test
  void itIsFoundWithoutBeingNamed() throws IOException {
    Launcher launcher = new Launcher(home);
    launcher.append("only", 0, 3);
    try (Served served = Served.over(Wire.STDIO, launcher.with("serve"));
        TestClient client = served.connect()) {
      assertThat(Launcher.requests(client)).isEqualTo(3);
    }
  }
}
