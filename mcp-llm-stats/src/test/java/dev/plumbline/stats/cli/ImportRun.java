package dev.plumbline.stats.cli;

import dev.plumbline.kernel.TimeRange;
import dev.plumbline.mcp.cli.ServerCommand;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.jdbc.Ledgers;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One run of the import command.
 *
 * @param code its exit code
 * @param out what it printed
 */
record ImportRun(int code, String out) {
  /** Runs it in this process with a home of its own. */
  static ImportRun of(Path home, String... arguments) {
    Map<String, String> environment =
        Map.of("PLUMBLINE_HOME", home.toString(), "HOME", home.toString());
    List<String> all = new ArrayList<>(List.of("import"));
    all.addAll(List.of(arguments));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code =
        ServerCommand.run(
            new StatsProgram(environment),
            environment,
            InputStream.nullInputStream(),
            out,
            all.toArray(String[]::new));
    return new ImportRun(code, out.toString(StandardCharsets.UTF_8));
  }

  /** Sums over everything that is in the ledger of a home. */
  static UsageTable.Row totals(Path home, Measure... measures) {
    try (LedgerReader reader =
        new Ledgers(Map.of()).reader(home.resolve("ledger.duckdb").toString())) {
      TimeRange ever =
          TimeRange.ofDays(
              LocalDate.parse("2020-01-01"), LocalDate.parse("2029-12-31"), ZoneOffset.UTC);
      return reader.query(UsageQuery.of(ever, measures)).only();
    }
  }
}
