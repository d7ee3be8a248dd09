package dev.plumbline.mcp.cli;

import dev.plumbline.mcp.host.Catalog;
import dev.plumbline.mcp.host.McpHost;
import dev.plumbline.mcp.tool.Tool;
import dev.plumbline.mcp.tool.ToolSpec;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Prints the tools a server offers. */
@Command(
    name = "tools",
    mixinStandardHelpOptions = true,
    description = "Prints the tools: a list, or as JSON or Markdown.")
final class ToolsCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private ToolChoice choice = new ToolChoice();

  @Option(names = "--json", description = "Print tools/list as clients receive it.")
  private boolean json;

  @Option(names = "--markdown", description = "Print a reference page.")
  private boolean markdown;

  @Option(names = "--config", paramLabel = "FILE", description = "Configuration file.")
  private @Nullable Path config;

  ToolsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Program.Parts parts = session.program().wire(session.settings(config));
    McpHost host =
        session.host(
            parts, choice.selection(), McpHost.STANDARD_BUDGET, (tool, outcome, took) -> {});
    if (json) {
      JsonMapper pretty = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
      session.print().println(pretty.writeValueAsString(Map.of("tools", host.tools())));
    } else if (markdown) {
      session.print().print(new ReferencePage(session.program(), parts, host).text());
    } else {
      list(new Catalog(parts.toolsets(), parts.tools(), choice.selection()));
    }
    return 0;
  }

  private void list(Catalog catalog) {
    for (Tool<?, ?> tool : catalog.offered()) {
      ToolSpec<?, ?> spec = tool.spec();
      session
          .print()
          .printf(
              "%-24s %-11s %-12s %s%n",
              spec.name(), spec.effect(), spec.toolset(), spec.description());
    }
  }
}
