package dev.plumbline.benchmarks.cli;

import dev.plumbline.benchmarks.CallBenchmark;
import dev.plumbline.benchmarks.LedgerBenchmark;
import dev.plumbline.benchmarks.LoadBenchmark;
import dev.plumbline.benchmarks.SizeBenchmark;
import dev.plumbline.benchmarks.StartBenchmark;
import dev.plumbline.benchmarks.StartBenchmark.Way;
import dev.plumbline.benchmarks.Upstream;
import dev.plumbline.benchmarks.gateway.BarePassThrough;
import dev.plumbline.benchmarks.gateway.BudgetBenchmark;
import dev.plumbline.benchmarks.gateway.GatewayBenchmark;
import dev.plumbline.control.SpendGuard;
import dev.plumbline.control.SpendHistory;
import dev.plumbline.control.guard.jdbc.PostgresGuard;
import dev.plumbline.testkit.LocalPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Runs the benchmarks and prints their reports. */
@Command(
    name = "benchmark",
    mixinStandardHelpOptions = true,
    subcommands = CommandLine.HelpCommand.class,
    description = "Measures what docs/benchmarks.md reports.")
public final class Main implements Runnable {
  private final CommandLine line = new CommandLine(this);
  private final Path root = Path.of(System.getProperty("plumbline.launcher", "bin/benchmark"));

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(new Main().line.execute(arguments));
  }

  @Override
  public void run() {
    throw new ParameterException(
        line, "Choose start, calls, sizes, load, ledger, gateway, bare or budgets.");
  }

  @Command(
      name = "start",
      mixinStandardHelpOptions = true,
      description = "Start to answered tools/list over stdio, with and without the AOT cache.")
  void start(
      @Option(names = "--pairs", defaultValue = "21", description = "Default: ${DEFAULT-VALUE}.")
          int pairs,
      @Option(
              names = "--server",
              defaultValue = "mcp-sonarqube",
              description = "Which one, also llm-gateway. Default: ${DEFAULT-VALUE}.")
          String server,
      @Option(
              names = "--beside-server",
              paramLabel = "SERVER",
              description = "Compare with another one instead.")
          @Nullable String besideServer,
      @Option(
              names = "--beside",
              paramLabel = "CHECKOUT",
              description = "Compare with another built checkout instead.")
          @Nullable Path beside)
      throws IOException {
    Way one = new Way("this", root(), server, "");
    Way other =
        beside != null
            ? new Way("the other checkout", beside.toAbsolutePath(), server, "")
            : besideServer != null
                ? new Way(besideServer, root(), besideServer, "")
                : new Way("without AOT cache", root(), server, "-XX:AOTMode=off");
    System.out.print(new StartBenchmark(home()).run(pairs, one, other));
  }

  @Command(
      name = "gateway",
      mixinStandardHelpOptions = true,
      description = "Chat completions through a running gateway, or straight to a provider.")
  void gateway(
      @Option(names = "--pid", required = true, description = "Its process, whose CPU counts.")
          long pid,
      @Option(names = "--port", required = true, description = "Where it listens on loopback.")
          int port,
      @Option(names = "--header", paramLabel = "NAME=VALUE", description = "What requests carry.")
          @Nullable Map<String, String> headers,
      @Option(names = "--model", defaultValue = "gpt-4o-mini", description = "What is asked for.")
          String model,
      @Option(names = "--stream", description = "Ask for streams.") boolean stream,
      @Option(names = "--connections", split = ",", defaultValue = "1,16,64")
          List<Integer> connections,
      @Option(names = "--seconds", defaultValue = "20", description = "For each of them.")
          int seconds)
      throws InterruptedException {
    GatewayBenchmark benchmark =
        new GatewayBenchmark(pid, port, headers == null ? Map.of() : headers, model, stream);
    for (int each : connections) {
      System.out.println(benchmark.run(each, Duration.ofSeconds(seconds)));
    }
  }

  @Command(
      name = "bare",
      mixinStandardHelpOptions = true,
      description = "Serves chat completions by the gateway's HTTP server and client alone.")
  void bare(
      @Option(names = "--port", required = true, description = "Where to listen on loopback.")
          int port,
      @Option(names = "--provider", required = true, description = "A base URL with its /v1.")
          String provider)
      throws Exception {
    BarePassThrough.serve(port, provider);
  }

  @Command(
      name = "calls",
      mixinStandardHelpOptions = true,
      description = "Tool calls beside the same HTTP requests, on SONARQUBE_URL.")
  void calls(
      @Option(names = "--project", required = true, description = "A project of that server.")
          String project,
      @Option(names = "--pairs", defaultValue = "50", description = "Default: ${DEFAULT-VALUE}.")
          int pairs)
      throws IOException {
    System.out.print(new CallBenchmark(upstream(project)).run(pairs));
  }

  @Command(
      name = "sizes",
      mixinStandardHelpOptions = true,
      description = "Bytes of tools/list and of an answer of 100 issues, on SONARQUBE_URL.")
  void sizes(
      @Option(names = "--project", required = true, description = "A project of 100 issues.")
          String project)
      throws IOException {
    System.out.print(new SizeBenchmark(upstream(project)).run());
  }

  @Command(
      name = "load",
      mixinStandardHelpOptions = true,
      description = "Many clients over streamable HTTP at once, on SONARQUBE_URL.")
  void load(
      @Option(names = "--project", required = true, description = "A project of that server.")
          String project,
      @Option(names = "--clients", defaultValue = "20", description = "Default: ${DEFAULT-VALUE}.")
          int clients,
      @Option(names = "--warm-up", defaultValue = "20", description = "Seconds before.") int warmUp,
      @Option(names = "--seconds", defaultValue = "60", description = "Default: ${DEFAULT-VALUE}.")
          int seconds)
      throws IOException {
    System.out.print(
        new LoadBenchmark(upstream(project))
            .run(clients, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds)));
  }

  private Upstream upstream(String project) throws IOException {
    Map<String, String> environment = System.getenv();
    String url = environment.getOrDefault("SONARQUBE_URL", "");
    String token = environment.getOrDefault("SONARQUBE_TOKEN", "");
    if (url.isEmpty() || token.isEmpty()) {
      throw new ParameterException(line, "Set SONARQUBE_URL and SONARQUBE_TOKEN.");
    }
    return new Upstream(root(), home(), URI.create(url), token, project);
  }

  @Command(
      name = "ledger",
      mixinStandardHelpOptions = true,
      description = "The usage ledger on DuckDB beside the same on PostgreSQL.")
  void ledger(
      @Option(
              names = "--events",
              split = ",",
              defaultValue = "1000000",
              description = "One or more, such as 1000000,10000000. Default: ${DEFAULT-VALUE}.")
          long[] events,
      @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
          long seed,
      @Option(names = "--duckdb-only", description = "Leaves PostgreSQL out.") boolean duckDbOnly)
      throws IOException {
    Path folder = home();
    LedgerBenchmark benchmark = new LedgerBenchmark(folder, seed, System.err::println);
    for (long count : events) {
      System.out.println(benchmark.run(count, !duckDbOnly));
      Files.deleteIfExists(folder.resolve("ledger-" + count + ".duckdb"));
    }
  }

  @Command(
      name = "budgets",
      mixinStandardHelpOptions = true,
      description = "Requests that all count in one budget, which replicas share in PostgreSQL.")
  void budgets(
      @Option(names = "--callers", split = ",", defaultValue = "1,32,200", description = "At once.")
          List<Integer> callers,
      @Option(names = "--seconds", defaultValue = "20", description = "For each of them.")
          int seconds,
      @Option(
              names = "--database",
              paramLabel = "LOCATION",
              description = "An empty schema of a server, instead of a server of its own.")
          @Nullable String database)
      throws InterruptedException {
    if (database != null) {
      budgets(database, callers, Duration.ofSeconds(seconds));
      return;
    }
    try (LocalPostgres server = LocalPostgres.start()) {
      budgets(LedgerBenchmark.location(server), callers, Duration.ofSeconds(seconds));
    }
  }

  private static void budgets(String database, List<Integer> callers, Duration time)
      throws InterruptedException {
    SpendHistory nothing = (level, value, from, to) -> new TreeMap<>();
    try (SpendGuard guard = PostgresGuard.open(database, System.getenv(), nothing, "benchmark")) {
      BudgetBenchmark benchmark = new BudgetBenchmark(guard);
      benchmark.run(callers.getLast(), true, time);
      for (boolean reserving : new boolean[] {true, false}) {
        System.out.println(reserving ? "held, then settled" : "settled alone");
        for (int each : callers) {
          System.out.println(benchmark.run(each, reserving, time));
        }
      }
    }
  }

  private Path root() {
    return root.toAbsolutePath().resolve("../..").normalize();
  }

  private static Path home() throws IOException {
    return Files.createTempDirectory("plumbline-benchmark");
  }
}
