package dev.plumbline.stats.cli;

import dev.plumbline.kernel.PlumblineHome;
import dev.plumbline.kernel.Setting;
import dev.plumbline.mcp.cli.Program;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.jdbc.Ledgers;
import dev.plumbline.usage.price.Prices;
import dev.plumbline.usage.source.otel.http.OtlpReceiver;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Listens for OpenTelemetry spans until it is ended. */
@Command(
    name = "receive",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Receives OpenTelemetry spans of model calls over OTLP/HTTP and writes them into the ledger.")
final class ReceiveCommand implements Callable<Integer> {
  /** The token that senders must have. */
  static final Setting TOKEN =
      Setting.secret(
          "otlp.token",
          "PLUMBLINE_OTLP_TOKEN",
          "What OpenTelemetry exporters must send as a bearer token; none on loopback without.");

  private final Program.Workbench bench;
  private final Clock clock;

  @Option(
      names = "--ledger",
      paramLabel = "LOCATION",
      description = "Where to write: a .duckdb file, postgresql://… or snowflake://….")
  private @Nullable String ledger;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Default: ${DEFAULT-VALUE}. Another one needs PLUMBLINE_OTLP_TOKEN.")
  private String host = "127.0.0.1";

  @Option(names = "--port", defaultValue = "4318", description = "Default: ${DEFAULT-VALUE}.")
  private int port = OtlpReceiver.PORT;

  ReceiveCommand(Program.Workbench bench, Clock clock) {
    this.bench = bench;
    this.clock = clock;
  }

  @Override
  public Integer call() throws InterruptedException {
    PlumblineHome home = PlumblineHome.of(bench.environment());
    Prices prices = Prices.load(home, bench.settings().get(Prices.FILE).map(Path::of));
    String location = LedgerCommand.writable(bench, ledger);
    LedgerWriter writer = new Ledgers(bench.environment()).writer(location);
    OtlpReceiver receiver =
        OtlpReceiver.start(
            host,
            port,
            bench.settings().get(TOKEN),
            writer,
            event -> event.withCharge(prices.charge(event)),
            clock);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  receiver.close();
                  writer.close();
                  ended.countDown();
                }));
    bench.out().printf("Receiving spans at http://%s:%d/v1/traces%n", host, receiver.port());
    ended.await();
    return 0;
  }
}
