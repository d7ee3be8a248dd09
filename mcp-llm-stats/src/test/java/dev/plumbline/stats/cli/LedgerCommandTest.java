package dev.plumbline.stats.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.mcp.cli.ServerCommand;
import dev.plumbline.usage.query.Measure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ledger export} and {@code ledger load} do with events of two days. */
class LedgerCommandTest {
  @TempDir Path folder;

  private Path home(String name) {
    return folder.resolve(name);
  }

  @BeforeEach
  void importTwoDays() throws IOException {
    Path file = Files.createDirectories(home("one")).resolve("usage.csv");
    Files.writeString(
        file,
        """
        id,when,who,model,in,out,usd
        a,2026-03-01T10:00:00Z,openai,gpt-4o,10,5,0.25
        b,2026-03-02T10:00:00Z,openai,gpt-4o,20,5,0.50
        """);
    ImportRun run =
        ImportRun.of(
            home("one"),
            "table",
            file.toString(),
            "--map",
            "time=when",
            "--map",
            "provider=who",
            "--map",
            "input_tokens=in",
            "--map",
            "output_tokens=out",
            "--map",
            "cost=usd");
    assertThat(run.code()).as(run.out()).isZero();
  }

  @Test
  void whatWasExportedIsLoadedOnce() {
    Path file = folder.resolve("all.parquet");
    assertThat(ledger("one", "export", file.toString()))
        .isEqualTo("2 events copied to " + file + ".\n");
    assertThat(ledger("two", "load", file.toString()))
        .isEqualTo("2 events added, 0 known already.\n");
    assertThat(ledger("two", "load", file.toString()))
        .isEqualTo("0 events added, 2 known already.\n");
    assertThat(ImportRun.totals(home("two"), Measure.COST).values().getFirst())
        .isEqualByComparingTo(new BigDecimal("0.75"));
  }

  @Test
  void daysAreThoseOfTheZone() {
    Path file = folder.resolve("day.parquet");
    assertThat(ledger("one", "export", file.toString(), "--from", "2026-03-02"))
        .startsWith("1 event copied");
    Path other = folder.resolve("zone.parquet");
    assertThat(
            ledger(
                "one",
                "export",
                other.toString(),
                "--to",
                "2026-03-01",
                "--zone",
                "Pacific/Kiritimati"))
        .startsWith("0 events copied");
  }

  private String ledger(String home, String... arguments) {
    Map<String, String> environment = Map.of("PLUMBLINE_HOME", home(home).toString());
    String[] all = new String[arguments.length + 1];
    all[0] = "ledger";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code =
        ServerCommand.run(
            new StatsProgram(environment), environment, InputStream.nullInputStream(), out, all);
    assertThat(code).as(out.toString(StandardCharsets.UTF_8)).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }
}
