package dev.plumbline.gateway.cli;

import dev.plumbline.gateway.start.GatewayOptions;
import dev.plumbline.kernel.Settings;
import dev.plumbline.mcp.cli.TlsChoice;
import dev.plumbline.usage.remote.GatewayToken;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves applications until the process is stopped. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Serves applications (the default command).")
final class ServeCommand implements Callable<Integer> {
  private final Shell shell;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to listen on. Default: ${DEFAULT-VALUE}.")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      defaultValue = "" + GatewayOptions.PORT,
      description = "Port to listen on; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
  private int port = GatewayOptions.PORT;

  @Option(
      names = "--database",
      paramLabel = "LOCATION",
      description = "Where keys, budgets and routes are kept: duckdb:PATH or postgresql://….")
  private @Nullable String database;

  @Option(
      names = "--ledger",
      paramLabel = "LOCATION",
      description = "Where usage is written: a .duckdb file, postgresql://… or snowflake://….")
  private @Nullable String ledger;

  @Option(
      names = "--stand-in",
      description = "Also serve a stand-in provider, for trying things out without an account.")
  private boolean standIn;

  @Mixin private TlsChoice tls = new TlsChoice();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration file of key=value lines.")
  private @Nullable Path config;

  ServeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Map<String, String> options = new HashMap<>();
    if (database != null) {
      options.put(GatewayOptions.DATABASE.variable(), database);
    }
    if (ledger != null) {
      options.put(GatewayOptions.LEDGER.variable(), ledger);
    }
    Settings settings = shell.settings(config, options);
    GatewayOptions chosen =
        GatewayOptions.of(host, port, settings, shell.environment()).with(tls.keystore());
    Starter.Running gateway = shell.starter().start(chosen, standIn);
    String scheme = chosen.tls() == null ? "http" : "https";
    System.err.printf("llm-gateway serves at %s://%s:%d%n", scheme, host, gateway.port());
    System.err.println("The admin token is in " + GatewayToken.file(shell.home()));
    waitForStop(gateway);
    return 0;
  }

  /** Returns when the process is asked to stop; requests under way are finished first. */
  private static void waitForStop(Starter.Running gateway) {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              gateway.close();
              stopped.countDown();
            }));
    try {
      stopped.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      gateway.close();
    }
  }
}
