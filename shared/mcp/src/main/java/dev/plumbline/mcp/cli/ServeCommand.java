package dev.plumbline.mcp.cli;

import dev.plumbline.mcp.host.McpHost;
import dev.plumbline.mcp.stdio.StdioServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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
  private final Session session;

  @Mixin private ToolChoice choice = new ToolChoice();

  @Option(names = "--config", paramLabel = "FILE", description = "Configuration file.")
  private @Nullable Path config;

  ServeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Program.Parts parts = session.program().wire(session.settings(config));
    McpHost host =
        session.host(
            parts, choice.selection(), McpHost.STANDARD_BUDGET, (tool, outcome, took) -> {});
    new StdioServer(session.in(), session.out(), host.sessions(), host.wire(), 4 << 20).run();
    return 0;
  }
}
