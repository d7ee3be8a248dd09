package dev.plumbline.stats.cli;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.PlumblineHome;
import dev.plumbline.mcp.cli.Program;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.jdbc.Ledgers;
import dev.plumbline.usage.price.Prices;
import dev.plumbline.usage.source.Checkpoints;
import dev.plumbline.usage.source.DryRun;
import dev.plumbline.usage.source.Import;
import dev.plumbline.usage.source.ImportSummary;
import dev.plumbline.usage.source.RejectedLines;
import dev.plumbline.usage.source.Source;
import dev.plumbline.usage.source.table.ColumnMapping;
import dev.plumbline.usage.source.text.Times;
import java.io.Console;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings usage into the ledger. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Brings usage into the ledger; what is there already is not added again.")
final class ImportCommand implements Callable<Integer> {
  private final Program.Workbench bench;
  private final List<SourceKind> kinds;
  private final Clock clock;

  @Parameters(index = "0", paramLabel = "SOURCE", description = "One of those below.")
  private String source = "";

  @Parameters(index = "1..*", arity = "0..*", paramLabel = "PATH", description = "What to read.")
  private List<Path> paths = List.of();

  @Option(
      names = "--ledger",
      paramLabel = "LOCATION",
      description = "Where to write: a .duckdb file, postgresql://… or snowflake://….")
  private @Nullable String ledger;

  @Option(names = "--dry-run", description = "Says what it would do, and writes nothing.")
  private boolean dryRun;

  @Option(
      names = "--map",
      paramLabel = "FIELD=COLUMN",
      description = "Which column of a table holds a field; 'text' in quotes is the same always.")
  private Map<String, String> map = new LinkedHashMap<>();

  @Option(names = "--mapping", paramLabel = "FILE", description = "A file of such lines.")
  private @Nullable Path mapping;

  @Option(
      names = "--name",
      defaultValue = "table",
      description = "What a table's events are said to come from. Default: ${DEFAULT-VALUE}.")
  private String name = "table";

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Charges events to a user, department, task … that the source leaves open.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(
      names = "--zone",
      defaultValue = "UTC",
      description = "The zone of times that name none. Default: ${DEFAULT-VALUE}.")
  private ZoneId zone = ZoneId.of("UTC");

  @Option(
      names = "--since",
      paramLabel = "DAY",
      description = "The first day wanted from a provider's API.")
  private @Nullable LocalDate since;

  @Option(
      names = "--again",
      description = "Reads from the beginning, not from where the last import ended.")
  private boolean again;

  ImportCommand(Program.Workbench bench, List<SourceKind> kinds, Clock clock) {
    this.bench = bench;
    this.kinds = kinds;
    this.clock = clock;
  }

  /** The sources belong into the help. */
  @Spec
  void spec(CommandSpec spec) {
    spec.usageMessage().footerHeading("%nSources:%n");
    spec.usageMessage()
        .footer(
            kinds.stream()
                .map(kind -> "  %-26s %s".formatted(kind.name() + " " + kind.paths(), kind.about()))
                .toArray(String[]::new));
  }

  @Override
  public Integer call() {
    PlumblineHome home = PlumblineHome.of(bench.environment());
    List<Source> sources = sources();
    String location = LedgerCommand.writable(bench, ledger);
    Prices prices = Prices.load(home, bench.settings().get(Prices.FILE).map(Path::of));
    Ledgers ledgers = new Ledgers(bench.environment());
    ImportReport report = new ImportReport(bench.out(), ZoneId.systemDefault());
    for (Source each : sources) {
      AttributedSource attributed = new AttributedSource(each, set);
      try (LedgerReader reader = ledgers.reader(location);
          LedgerWriter writer = dryRun ? new DryRun(reader) : ledgers.writer(location)) {
        ImportSummary summary = run(attributed, writer, location, home, prices);
        report.print(summary, each.description(), reader.location());
      }
    }
    return 0;
  }

  private ImportSummary run(
      Source from, LedgerWriter writer, String location, PlumblineHome home, Prices prices) {
    boolean terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    ProgressLine progress = new ProgressLine(System.err, terminal);
    try {
      return new Import(
              writer,
              event -> event.withCharge(prices.charge(event)),
              dryRun ? null : new RejectedLines(home, clock),
              again || dryRun ? null : new Checkpoints(home, location),
              progress)
          .run(from);
    } finally {
      progress.clear();
    }
  }

  private List<Source> sources() {
    Map<String, String> pairs = new LinkedHashMap<>();
    if (mapping != null) {
      pairs.putAll(ColumnMapping.pairs(mapping));
    }
    pairs.putAll(map);
    if (!pairs.isEmpty() && !source.equals("table")) {
      throw new Failure.Misconfigured(
          "The source " + source + " needs no mapping.", "Use --map with the source table.");
    }
    return SourceKind.named(source, kinds)
        .sources(
            new ImportRequest(
                paths, name, pairs, new Times(zone, clock), since, clock, bench.environment()));
  }
}
