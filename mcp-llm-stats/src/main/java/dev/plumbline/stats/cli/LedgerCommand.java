package dev.plumbline.stats.cli;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.PlumblineHome;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.mcp.cli.Program;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.stats.ledger.LedgerFinder;
import dev.plumbline.usage.LedgerHealth;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.Written;
import dev.plumbline.usage.jdbc.LedgerArchive;
import dev.plumbline.usage.jdbc.Ledgers;
import dev.plumbline.usage.price.Prices;
import dev.plumbline.usage.remote.GatewayAddress;
import dev.plumbline.usage.remote.GatewayToken;
import dev.plumbline.usage.remote.RemoteLedger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks after the ledger: its health, prices of the past, and how long it remembers. */
@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    description = "Looks after the ledger: health, prices of the past, and what it forgets.")
final class LedgerCommand implements Runnable {
  private static final Instant EVER = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant NEVER = Instant.parse("2100-01-01T00:00:00Z");

  private final Program.Workbench bench;

  @Spec private @Nullable CommandSpec spec;

  LedgerCommand(Program.Workbench bench) {
    this.bench = bench;
  }

  @Override
  public void run() {
    CommandSpec own = Objects.requireNonNull(spec);
    throw new ParameterException(
        own.commandLine(), "Choose status, reprice, forget, export or load.");
  }

  @Command(
      name = "status",
      mixinStandardHelpOptions = true,
      description = "Says what the ledger holds, and what in it has no price.")
  int status(@Option(names = "--ledger", description = "Its location.") @Nullable String ledger) {
    try (LedgerReader reader = reader(ledger)) {
      LedgerHealth health = reader.health();
      bench
          .out()
          .printf(
              "%s: %s from %s to %s%n",
              reader.location(),
              Text.count(health.events(), "event"),
              health.first(),
              health.last());
      health
          .sources()
          .forEach(it ->
              bench
                  .out()
                  .printf(
                      "  from %s: %s, the newest of %s%n",
                      Text.oneLine(it.name()), Text.count(it.events()), it.last()));
      health
          .unpriced()
          .forEach(it ->
              bench
                  .out()
                  .printf(
                      "  without a price: %s %s, %s%n",
                      Text.oneLine(it.provider()),
                      Text.oneLine(it.model()),
                      Text.count(it.events(), "event")));
    }
    return 0;
  }

  @Command(
      name = "reprice",
      mixinStandardHelpOptions = true,
      description = "Charges events again by today's prices; old charges stay in the audit trail.")
  int reprice(
      @Option(names = "--ledger", description = "Its location.") @Nullable String ledger,
      @Option(names = "--from", paramLabel = "DAY", description = "The first day.")
          @Nullable LocalDate from,
      @Option(names = "--to", paramLabel = "DAY", description = "The last day.")
          @Nullable LocalDate to,
      @Option(names = "--zone", defaultValue = "UTC", description = "The zone of these days.")
          ZoneId zone,
      @Option(names = "--unpriced-only", description = "Only events without a price.")
          boolean unpricedOnly,
      @Option(names = "--reason", required = true, description = "Why, for the audit trail.")
          String reason) {
    Prices prices =
        Prices.load(
            PlumblineHome.of(bench.environment()), bench.settings().get(Prices.FILE).map(Path::of));
    TimeRange days = days(from, to, zone);
    try (LedgerWriter writer = ledgers().writer(location(ledger))) {
      long changed =
          writer.reprice(
              days.from(),
              days.to(),
              reason,
              event ->
                  unpricedOnly && event.charge().cost() != null
                      ? event
                      : event.withCharge(prices.charge(event)));
      bench
          .out()
          .printf("%s charged anew by %s.%n", Text.count(changed, "event"), prices.version());
    }
    return 0;
  }

  @Command(
      name = "forget",
      mixinStandardHelpOptions = true,
      description = "Forgets single events before a day; their totals stay for ever.")
  int forget(
      @Option(names = "--ledger", description = "Its location.") @Nullable String ledger,
      @Option(names = "--zone", defaultValue = "UTC", description = "The zone of the day.")
          ZoneId zone,
      @Parameters(paramLabel = "DAY", description = "The first day that is kept.") LocalDate day) {
    try (LedgerWriter writer = ledgers().writer(location(ledger))) {
      long removed = writer.forgetBefore(day, zone);
      bench.out().printf("%s forgotten; their totals stay.%n", Text.count(removed, "event"));
    }
    return 0;
  }

  private LedgerReader reader(@Nullable String ledger) {
    String chosen = ledger != null ? ledger : bench.settings().get(StatsProgram.LEDGER).orElse("");
    if (GatewayAddress.is(chosen)) {
      GatewayToken token =
          new GatewayToken(
              bench.settings().get(GatewayToken.SETTING), PlumblineHome.of(bench.environment()));
      return new RemoteLedger(new GatewayAddress(chosen), token);
    }
    return ledgers().reader(location(ledger));
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "Copies events into a new Parquet file.")
  int export(
      @Option(names = "--ledger", description = "Its location.") @Nullable String ledger,
      @Option(names = "--from", paramLabel = "DAY", description = "The first day.")
          @Nullable LocalDate from,
      @Option(names = "--to", paramLabel = "DAY", description = "The last day.")
          @Nullable LocalDate to,
      @Option(names = "--zone", defaultValue = "UTC", description = "The zone of these days.")
          ZoneId zone,
      @Parameters(paramLabel = "FILE", description = "The file to write.") Path file) {
    long copied = new LedgerArchive(ledgers()).export(location(ledger), file, days(from, to, zone));
    bench.out().printf("%s copied to %s.%n", Text.count(copied, "event"), file);
    return 0;
  }

  @Command(
      name = "load",
      mixinStandardHelpOptions = true,
      description = "Adds the events of an exported Parquet file that are new.")
  int load(
      @Option(names = "--ledger", description = "Its location.") @Nullable String ledger,
      @Parameters(paramLabel = "FILE", description = "The exported file.") Path file) {
    Written written = new LedgerArchive(ledgers()).importParquet(location(ledger), file);
    bench
        .out()
        .printf(
            "%s added, %s known already.%n", Text.count(written.added(), "event"), written.known());
    return 0;
  }

  private static TimeRange days(@Nullable LocalDate from, @Nullable LocalDate to, ZoneId zone) {
    return new TimeRange(
        from == null ? EVER : from.atStartOfDay(zone).toInstant(),
        to == null ? NEVER : to.plusDays(1).atStartOfDay(zone).toInstant(),
        zone);
  }

  private Ledgers ledgers() {
    return new Ledgers(bench.environment());
  }

  private String location(@Nullable String ledger) {
    return writable(bench, ledger);
  }

  /** The ledger named, that of the settings, or that of the home folder; never session logs. */
  static String writable(Program.Workbench bench, @Nullable String ledger) {
    String chosen =
        ledger != null
            ? ledger
            : bench
                .settings()
                .get(StatsProgram.LEDGER)
                .orElse("duckdb:" + LedgerFinder.ownFile(PlumblineHome.of(bench.environment())));
    if (GatewayAddress.is(chosen)) {
      throw new Failure.Misconfigured(
          "The ledger of the gateway " + chosen + " is written by it alone.",
          "Send events to its admin API (POST /admin/v1/import), or stop it and name its ledger"
              + " with --ledger.");
    }
    if (chosen.matches("(claude-code|codex|demo):.*")) {
      throw new Failure.Misconfigured(
          "The ledger " + chosen + " cannot be written to.",
          "Name a .duckdb file or a database with --ledger.");
    }
    return chosen;
  }
}
