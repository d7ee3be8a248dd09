package dev.plumbline.stats.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.testkit.Launch;
import dev.plumbline.usage.query.Measure;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An import that is killed in the middle, and run again. */
class KilledImportTest {
  private static final int ROWS = 150_000;

  @Test
  void nothingIsLostAndNothingCountsTwice(@TempDir Path home) throws Exception {
    Path table = table(home.resolve("t.csv"));
    Path ledger = home.resolve("ledger.duckdb");
    Launch launch = Launch.java(Main.class).with("import", "table", table.toString()).home(home);
    ProcessBuilder builder = new ProcessBuilder(launch.command());
    builder.environment().putAll(launch.environment());
    builder.redirectErrorStream(true).redirectOutput(home.resolve("log").toFile());
    Process process = builder.start();
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> Files.exists(ledger) && Files.size(ledger) > 1_000_000);
    } finally {
      process.destroyForcibly().waitFor();
    }
    BigDecimal written = ImportRun.totals(home, Measure.REQUESTS).values().getFirst();
    assertThat(written).as(Files.readString(home.resolve("log"))).isLessThan(new BigDecimal(ROWS));

    ImportRun again = ImportRun.of(home, "table", table.toString());

    assertThat(again.code()).isZero();
    List<@Nullable BigDecimal> sums =
        ImportRun.totals(home, Measure.REQUESTS, Measure.OUTPUT_TOKENS).values();
    assertThat(sums.get(0)).isEqualByComparingTo(new BigDecimal(ROWS));
    assertThat(sums.get(1)).isEqualByComparingTo(new BigDecimal((long) ROWS * (ROWS - 1) / 2));
  }

  private static Path table(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("time,model,provider,output_tokens\n");
      for (int i = 0; i < ROWS; i++) {
        out.write((1769846400 + i / 7) + ",gpt-5,openai," + i + "\n");
      }
    }
    return file;
  }
}
