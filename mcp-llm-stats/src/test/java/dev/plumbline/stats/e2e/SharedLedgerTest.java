package dev.plumbline.stats.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testkit.Launch;
import dev.plumbline.testkit.Served;
import dev.plumbline.testkit.ServerProcess;
import dev.plumbline.testkit.TestClient;
import dev.plumbline.testkit.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One DuckDB file with several readers and an import that writes. */
@Tag("dist")
class SharedLedgerTest {
  private static final Duration LONGEST = Duration.ofMinutes(3);
  private static final int MANY = 20_000;

  @TempDir Path home;

  @Test
  void twoServersAnswerWhileAnImportWrites() throws IOException {
    Launcher launcher = new Launcher(home);
    String ledger = home.resolve("shared.duckdb").toString();
    launcher.append("before", 0, 10);
    run(launcher.with("import", "claude-code", "--ledger", ledger));
    launcher.append("after", 0, MANY);
    Launch serve = launcher.with("serve", "--ledger", ledger);
    try (Served one = Served.over(Wire.STDIO, serve);
        Served other = Served.over(Wire.HTTP, serve);
        TestClient first = one.connect();
        TestClient second = other.connect()) {
      assertThat(Launcher.requests(first)).isEqualTo(10);
      assertThat(Launcher.requests(second)).isEqualTo(10);
      List<Long> seen = new ArrayList<>();
      try (ServerProcess writer =
          ServerProcess.start(launcher.with("import", "claude-code", "--ledger", ledger))) {
        while (writer.isAlive()) {
          seen.add(Launcher.requests(first));
          seen.add(Launcher.requests(second));
        }
        assertThat(writer.awaitExit(LONGEST)).as(writer.stderr()).isZero();
      }
      assertThat(seen).hasSizeGreaterThan(4).isSorted();
      assertThat(Launcher.requests(first)).isEqualTo(MANY + 10);
      assertThat(Launcher.requests(second)).isEqualTo(MANY + 10);
    }
  }

  @Test
  void withoutAnyDataItSaysHowToImportAndThenAnswers() throws IOException {
    Launcher launcher = new Launcher(home);
    try (Served served = Served.over(Wire.STDIO, launcher.with("serve"));
        TestClient client = served.connect()) {
      var nothing = client.call("get_llm_stats", Map.of());
      assertThat(nothing.isError()).isTrue();
      assertThat(TestClient.text(nothing))
          .contains("There is no usage data yet.")
          .contains("bin/plumbline import")
          .contains("--demo");
      Launcher elsewhere = new Launcher(home.resolve("elsewhere"));
      elsewhere.append("logs", 0, 5);
      run(launcher.with("import", "claude-code", elsewhere.home().resolve("claude").toString()));
      assertThat(Launcher.requests(client)).isEqualTo(5);
    }
  }

  private static void run(Launch launch) {
    try (ServerProcess process = ServerProcess.start(launch)) {
      assertThat(process.awaitExit(LONGEST)).as(process.stderr()).isZero();
    }
  }
}
