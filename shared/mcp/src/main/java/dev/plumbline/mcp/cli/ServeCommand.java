package dev.plumbline.mcp.cli;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.host.CallMetrics;
import dev.plumbline.mcp.host.McpHost;
import dev.plumbline.mcp.http.HttpOptions;
import dev.plumbline.mcp.http.HttpServer;
import dev.plumbline.mcp.http.HttpTransport;
import dev.plumbline.mcp.http.PrometheusMetrics;
import dev.plumbline.mcp.stdio.StdioServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves clients until the input ends or the process is stopped. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Serves MCP clients (the default command).")
final class ServeCommand implements Callable<Integer> {
  private static final int LEAST_BUDGET = 2 * 1024;
  private static final int MOST_BUDGET = 1024 * 1024;

  private final Session session;

  @Option(
      names = "--transport",
      split = ",",
      paramLabel = "NAME",
      description = "stdio, sse, http (streamable) or all; several with commas. Default: stdio.")
  private List<String> transports = List.of("stdio");

  @Mixin private ToolChoice tools = new ToolChoice();

  @Mixin private HttpChoice http = new HttpChoice();

  @Option(
      names = "--result-budget",
      paramLabel = "BYTES",
      description = "Most bytes a result may have. Default: 24576.")
  private int budget = McpHost.STANDARD_BUDGET;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration file of key=value lines.")
  private @Nullable Path config;

  ServeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Set<String> chosen = chosen();
    if (budget < LEAST_BUDGET || budget > MOST_BUDGET) {
      throw new Failure.Misconfigured(
          "The result budget is " + budget + ".",
          "Choose %d to %d bytes.".formatted(LEAST_BUDGET, MOST_BUDGET));
    }
    Program.Parts parts = session.program().wire(session.settings(config));
    boolean stdio = chosen.remove("stdio");
    if (chosen.isEmpty()) {
      serveStdio(host(parts, (tool, outcome, took) -> {}));
    } else {
      serveHttp(parts, chosen, stdio);
    }
    return 0;
  }

  private McpHost host(Program.Parts parts, CallMetrics metrics) {
    McpHost host = session.host(parts, tools.selection(), budget, metrics);
    host.warmUp();
    return host;
  }

  private void serveStdio(McpHost host) throws IOException {
    new StdioServer(
            session.in(),
            session.out(),
            host.sessions(),
            host.wire(),
            HttpOptions.DEFAULT_MAX_REQUEST_BYTES)
        .run();
  }

  private void serveHttp(Program.Parts parts, Set<String> chosen, boolean stdio)
      throws IOException {
    Set<HttpTransport> served = EnumSet.noneOf(HttpTransport.class);
    for (HttpTransport transport : HttpTransport.values()) {
      if (chosen.contains(transport.wireName())) {
        served.add(transport);
      }
    }
    HttpOptions options = http.options(served, session.program().port());
    PrometheusMetrics metrics = new PrometheusMetrics();
    McpHost host = host(parts, metrics);
    HttpServer server =
        new HttpServer(options, host.sessions(), session.tokens(), info(parts, host), metrics);
    server.start();
    announce(server, options);
    if (stdio) {
      serveStdio(host);
      server.close();
    } else {
      waitForStop(server);
    }
  }

  private HttpServer.Info info(Program.Parts parts, McpHost host) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("title", session.program().identity().title());
    details.put("tools", host.tools().size());
    return new HttpServer.Info(
        session.program().identity().name(),
        session.program().identity().version(),
        new Readiness(parts.problem()),
        () -> details);
  }

  private void announce(HttpServer server, HttpOptions options) {
    String scheme = options.keystore() == null ? "http" : "https";
    String base = "%s://%s:%d".formatted(scheme, options.host(), server.port());
    for (HttpTransport transport : options.transports()) {
      String path = transport == HttpTransport.SSE ? "/sse" : "/mcp";
      System.err.println(
          session.program().identity().name()
              + " serves "
              + transport.wireName()
              + " at "
              + base
              + path);
    }
    if (options.authRequired() && !session.tokens().hasValid()) {
      System.err.printf(
          "No token exists yet, so every request gets 401. Make one: bin/%s token create --name me%n",
          session.program().identity().name());
    }
  }

  /** Returns when the process is asked to stop; the calls in progress are finished first. */
  private static void waitForStop(HttpServer server) {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              server.close();
              stopped.countDown();
            }));
    try {
      stopped.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      server.close();
    }
  }

  private Set<String> chosen() {
    Set<String> chosen = new LinkedHashSet<>();
    for (String name : transports) {
      switch (name) {
        case "stdio", "sse", "http" -> chosen.add(name);
        case "all" -> chosen.addAll(List.of("stdio", "sse", "http"));
        default ->
            throw new Failure.Misconfigured(
                "Unknown transport '" + name + "'.", "Known: stdio, sse, http, all.");
      }
    }
    return chosen;
  }
}
