package dev.plumbline.mcp.host;

import dev.plumbline.mcp.schema.RecordSchemas;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Tool;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Answers {@code tools/list} and {@code tools/call}. */
final class ToolHandlers {
  private final Catalog catalog;
  private final ToolRunner runner;
  private final Results results;
  private final RunningCalls running;
  private final Map<String, ToolDefinition<?, ?>> definitions = new LinkedHashMap<>();
  private volatile @Nullable List<McpSchema.Tool> listed;

  ToolHandlers(
      Catalog catalog,
      ToolRunner runner,
      Results results,
      RunningCalls running,
      JsonMapper records) {
    this.catalog = catalog;
    this.runner = runner;
    this.results = results;
    this.running = running;
    RecordSchemas schemas = new RecordSchemas();
    for (Tool<?, ?> tool : catalog.offered()) {
      definitions.put(tool.spec().name(), new ToolDefinition<>(tool, schemas, records));
    }
  }

  List<McpSchema.Tool> tools() {
    List<McpSchema.Tool> tools = listed;
    if (tools == null) {
      tools = definitions.values().stream().map(ToolDefinition::toMcp).toList();
      listed = tools;
    }
    return tools;
  }

  McpSchema.ListToolsResult list(McpAsyncServerExchange exchange, @Nullable Object params) {
    return McpSchema.ListToolsResult.builder(tools()).build();
  }

  McpSchema.@Nullable CallToolResult call(
      McpAsyncServerExchange exchange, @Nullable Object params) {
    Params request = Params.of(McpSchema.METHOD_TOOLS_CALL, params);
    ToolDefinition<?, ?> definition = definition(request.text("name"));
    RequestOrigin origin = RequestOrigin.of(exchange.transportContext());
    Object progressToken = request.object("_meta").get("progressToken");
    ExchangeCall exchangeCall =
        new ExchangeCall(exchange, origin.principal(), progressToken, results, catalog);
    try (RunningCalls.Handle handle =
        running.begin(exchange.sessionId(), String.valueOf(origin.requestId()))) {
      ToolRunner.Client client =
          new ToolRunner.Client(
              origin.transport(),
              exchange.sessionId() + "/" + origin.principal().name(),
              false,
              handle::shield);
      ToolRunner.Outcome outcome =
          runner.run(definition, request.object("arguments"), exchangeCall, client);
      return outcome.word().equals(ToolRunner.Outcome.CANCELLED) ? null : outcome.result();
    }
  }

  /** Runs a call that a person typed. */
  McpSchema.CallToolResult callFromShell(String name, Map<String, Object> arguments, Shell shell) {
    Call call = new ShellCall(results, catalog, shell);
    ToolRunner.Client client = new ToolRunner.Client("shell", "shell", true, () -> {});
    return runner.run(definition(name), arguments, call, client).result();
  }

  private ToolDefinition<?, ?> definition(String name) {
    ToolDefinition<?, ?> definition = definitions.get(name);
    if (definition == null) {
      throw Handler.error(McpSchema.ErrorCodes.INVALID_PARAMS, catalog.whyMissing(name));
    }
    return definition;
  }
}
