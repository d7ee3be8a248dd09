package dev.plumbline.stats.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.usage.query.Measure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
  private Path home = Path.of("");

  @BeforeEach
  void use(@TempDir Path folder) {
    home = folder;
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(home.resolve(name), text);
  }

  private static String errors(Runnable run) {
    PrintStream before = System.err;
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    try {
      run.run();
    } finally {
      System.setErr(before);
    }
    return errors.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aDryRunSaysWhatWouldComeAndWritesNothing() throws IOException {
    Path table = file("t.csv", "id,time,model,provider\na,2026-01-31,gpt-5,openai\nb,,gpt-5,x\n");

    ImportRun run = ImportRun.of(home, "table", table.toString(), "--dry-run");

    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Dry run", "1 new, 0 known already, 1 rejected", "line 3");
    assertThat(home.toFile().list()).containsExactly("t.csv");
  }

  @Test
  void importsPricesAndAttributesATable() throws IOException {
    Path table =
        file(
            "t.csv",
            """
            t,m,p,in,out,u
            2026-01-31 10:00:00,gpt-5,openai,1000000,1000,ann
            2026-01-31 10:00:00,gpt-404,openai,1000,10,
            """);
    String[] arguments = {
      "table",
      table.toString(),
      "--map",
      "time=t",
      "--map",
      "model=m",
      "--map",
      "provider=p",
      "--map",
      "input_tokens=in",
      "--map",
      "output_tokens=out",
      "--map",
      "user=u",
      "--set",
      "user=bob",
      "--set",
      "tag.team=web",
      "--zone",
      "Europe/Berlin"
    };

    ImportRun first = ImportRun.of(home, arguments);
    ImportRun second = ImportRun.of(home, arguments);

    assertThat(first.out()).contains("2 new, 0 known", "No price is known", "openai gpt-404 (1)");
    assertThat(second.out()).contains("0 new, 2 known");
    List<@Nullable BigDecimal> sums =
        ImportRun.totals(home, Measure.REQUESTS, Measure.COST, Measure.UNPRICED, Measure.USERS)
            .values();
    assertThat(sums.get(0)).isEqualByComparingTo("2");
    assertThat(sums.get(1)).isEqualByComparingTo("1.26");
    assertThat(sums.get(2)).isEqualByComparingTo("1");
    assertThat(sums.get(3)).isEqualByComparingTo("2");
    ImportRun dry = ImportRun.of(home, concat(arguments, "--dry-run"));
    assertThat(dry.out()).contains("0 new, 2 known");
  }

  private static String[] concat(String[] arguments, String more) {
    return Stream.concat(Arrays.stream(arguments), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void importsTheSessionLogsOfThisMachine() throws IOException {
    new GeneratedLogs(7).claudeCode(home.resolve(".claude"), 4);
    new GeneratedLogs(7).codex(home.resolve(".codex"), 3);
    try (var files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(600)));
      }
    }

    ImportRun claude = ImportRun.of(home, "claude-code");
    ImportRun codex = ImportRun.of(home, "codex");

    assertThat(claude.out()).contains("corrupt line", "no model was asked", "are kept in " + home);
    assertThat(codex.out()).contains("90 new");
    assertThat(ImportRun.of(home, "claude-code").out()).contains(" 0 new");
  }

  @Test
  void refusesWhatItDoesNotKnowAndNamesTheNearest() throws IOException {
    String table = file("t.csv", "id,time,model\n").toString();
    List<String[]> wrong =
        List.of(
            new String[] {"claude"},
            new String[] {"table", table, "--map", "output_token=x"},
            new String[] {"table", table, "--map", "model=modle"},
            new String[] {"table", table, "--set", "departement=x"},
            new String[] {"litellm", table, "--map", "id=x"},
            new String[] {"litellm"},
            new String[] {"codex", home.resolve("none").toString()},
            new String[] {"table", table, "--ledger", "codex:"});
    List<String> says =
        List.of(
            "claude-code",
            "output_tokens",
            "model",
            "department",
            "needs no mapping",
            "none is named",
            "There are no session logs",
            "cannot be written to");

    IntStream.range(0, wrong.size())
        .forEach(i -> {
          int[] code = new int[1];
          String errors = errors(() -> code[0] = ImportRun.of(home, wrong.get(i)).code());
          assertThat(errors).contains(says.get(i));
          assertThat(code[0]).isPositive();
        });
    assertThat(home.toFile().list()).containsExactly("t.csv");
  }
}
