package dev.plumbline.stats.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.kernel.TimeRange;
import dev.plumbline.mcp.cli.ServerCommand;
import dev.plumbline.testkit.NpmTools;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.jdbc.Ledgers;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Grain;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tokens of each day and model, and their costs, agree with those of {@code ccusage} on the
 * same logs. The generated logs leave out where both differ on purpose: see docs/guides/import.md.
 */
@Tag("dist")
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class CcusageAgreementTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PACKAGED = "@ccusage/ccusage-linux-x64/bin/ccusage";

  @TempDir private Path folder = Path.of("");

  /** Input, cache writes, cache reads, output; dollars, to the hundredth of a cent. */
  private record Totals(
      BigDecimal input, BigDecimal written, BigDecimal read, BigDecimal output, BigDecimal cost) {
    static Totals of(Stream<BigDecimal> tokens, BigDecimal cost) {
      List<BigDecimal> counts = tokens.map(BigDecimal::stripTrailingZeros).toList();
      return new Totals(
          counts.get(0),
          counts.get(1),
          counts.get(2),
          counts.get(3),
          cost.setScale(4, RoundingMode.HALF_EVEN));
    }
  }

  @Test
  void claudeCode() throws Exception {
    Path logs = folder.resolve("claude");
    new GeneratedLogs(42).claudeCode(logs, 24);

    Map<String, Totals> ours = imported("claude-code", logs);
    Map<String, Totals> theirs = new TreeMap<>();
    for (JsonNode day : ccusage("claude", "CLAUDE_CONFIG_DIR", logs).get("daily")) {
      for (JsonNode model : day.get("modelBreakdowns")) {
        theirs.put(
            day.get("date").asString() + " " + model.get("modelName").asString(),
            theirs(model, model.get("cost").decimalValue()));
      }
    }

    assertThat(ours).hasSizeGreaterThan(15).containsExactlyEntriesOf(theirs);
  }

  @Test
  void codex() throws Exception {
    Path logs = folder.resolve("codex");
    new GeneratedLogs(43).codex(logs, 12);

    Map<String, Totals> ours = imported("codex", logs);
    Map<String, Totals> theirs = new TreeMap<>();
    Map<String, BigDecimal> theirCosts = new TreeMap<>();
    for (JsonNode day : ccusage("codex", "CODEX_HOME", logs).get("daily")) {
      theirCosts.put(day.get("date").asString(), day.get("costUSD").decimalValue());
      for (Map.Entry<String, JsonNode> model : day.get("models").properties()) {
        theirs.put(
            day.get("date").asString() + " " + model.getKey(),
            theirs(model.getValue(), BigDecimal.ZERO));
      }
    }

    theirCosts.forEach((day, cost) ->
        assertThat(
                ours.entrySet().stream()
                    .filter(each -> each.getKey().startsWith(day))
                    .map(each -> each.getValue().cost())
                    .reduce(BigDecimal.ZERO, BigDecimal::add))
            .isCloseTo(cost, within(new BigDecimal("0.0002"))));
    ours.replaceAll((name, it) ->
        Totals.of(Stream.of(it.input(), it.written(), it.read(), it.output()), BigDecimal.ZERO));
    assertThat(ours).hasSizeGreaterThan(5).containsExactlyEntriesOf(theirs);
  }

  private static Totals theirs(JsonNode counts, BigDecimal cost) {
    return Totals.of(
        Stream.of("inputTokens", "cacheCreationTokens", "cacheReadTokens", "outputTokens")
            .map(name -> counts.get(name).decimalValue()),
        cost);
  }

  private Map<String, Totals> imported(String source, Path logs) throws IOException {
    // What is still being written waits for the next import.
    try (Stream<Path> files = Files.walk(logs)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
      }
    }
    Path ledger = folder.resolve(source + ".duckdb");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code =
        ServerCommand.run(
            new StatsProgram(Map.of("PLUMBLINE_HOME", folder.toString())),
            Map.of("PLUMBLINE_HOME", folder.toString()),
            InputStream.nullInputStream(),
            out,
            "import",
            source,
            logs.toString(),
            "--ledger",
            ledger.toString());
    assertThat(code).as(out.toString(StandardCharsets.UTF_8)).isZero();
    Map<String, Totals> totals = new TreeMap<>();
    try (LedgerReader reader = new Ledgers(Map.of()).reader(ledger.toString())) {
      TimeRange range =
          TimeRange.ofDays(
              LocalDate.parse("2026-01-01"), LocalDate.parse("2026-02-28"), ZoneOffset.UTC);
      UsageTable table =
          reader.query(
              UsageQuery.of(
                      range,
                      Measure.UNCACHED_INPUT_TOKENS,
                      Measure.CACHE_WRITE_TOKENS,
                      Measure.CACHE_READ_TOKENS,
                      Measure.OUTPUT_TOKENS,
                      Measure.COST,
                      Measure.UNPRICED)
                  .every(Grain.DAY)
                  .by(Dimension.MODEL));
      for (UsageTable.Row row : table.rows()) {
        assertThat(table.amount(row, Measure.UNPRICED)).isZero();
        totals.put(
            LocalDate.ofInstant(row.start(), ZoneOffset.UTC) + " " + row.keys().getFirst(),
            Totals.of(
                table.query().measures().stream().limit(4).map(it -> table.amount(row, it)),
                table.amount(row, Measure.COST)));
      }
    }
    return totals;
  }

  private JsonNode ccusage(String agent, String variable, Path logs) throws Exception {
    Path errors = folder.resolve("ccusage.err");
    ProcessBuilder builder =
        new ProcessBuilder(program(), agent, "daily", "--json", "--offline", "--timezone", "UTC");
    builder.environment().put(variable, logs.toString());
    builder.environment().put("HOME", Files.createDirectories(folder.resolve("empty")).toString());
    builder.redirectError(errors.toFile());
    Process process = builder.start();
    byte[] output = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    return JSON.readTree(output);
  }

  /** The package holds the program without the right to run it. */
  private String program() throws IOException {
    Path program = folder.resolve("ccusage");
    if (!Files.exists(program)) {
      Path packaged = NpmTools.fromEnvironment().modules().resolve(PACKAGED);
      Files.copy(packaged, program);
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }
    return program.toString();
  }
}
