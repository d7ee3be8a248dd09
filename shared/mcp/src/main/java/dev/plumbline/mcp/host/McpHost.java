package dev.plumbline.mcp.host;

import dev.plumbline.mcp.audit.AuditLog;
import dev.plumbline.mcp.json.Json;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpNotificationHandler;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/**
 * One MCP server: its tools, prompts, resources and completions behind one table of request
 * handlers, which every transport's sessions share. Thread-safe.
 */
public final class McpHost {
  /** The result budget unless another is chosen, in bytes. */
  public static final int STANDARD_BUDGET = 24 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(McpHost.class);

  /** How long a person may take to answer a form. */
  private static final Duration CLIENT_PATIENCE = Duration.ofMinutes(10);

  private final Identity identity;
  private final InternalErrors internalErrors = new InternalErrors();
  private final Scheduler scheduler =
      Schedulers.fromExecutor(Executors.newVirtualThreadPerTaskExecutor());
  private final RunningCalls running = new RunningCalls();
  private final Subscriptions subscriptions = new Subscriptions();
  private final JsonMapper wire = JsonMapper.shared();
  private final Results results;
  private final ToolHandlers tools;
  private final PromptHandlers prompts;
  private final ResourceHandlers resources;
  private final Sessions sessions;

  public McpHost(
      Identity identity,
      Catalog catalog,
      Features features,
      int budget,
      AuditLog audit,
      CallMetrics metrics,
      Clock clock) {
    this.identity = identity;
    JsonMapper records = Json.records();
    results = new Results(records, wire, budget);
    ToolRunner runner =
        new ToolRunner(results, new Confirmations(clock), audit, metrics, internalErrors);
    tools = new ToolHandlers(catalog, runner, results, running, records);
    prompts = new PromptHandlers(features.prompts());
    resources = new ResourceHandlers(features.resources(), features.templates());
    sessions = new Sessions(CLIENT_PATIENCE, requests(), notifications(), this::welcome);
  }

  /** Makes sessions for a transport. */
  public SessionFactories sessions() {
    return sessions;
  }

  /** The JSON mapper of the protocol. */
  public JacksonMcpJsonMapper wire() {
    return new JacksonMcpJsonMapper(wire);
  }

  /**
   * Does once, in the background, what every client asks for first, so that it is done by the time
   * the client has shaken hands.
   */
  public void warmUp() {
    Thread.ofPlatform()
        .daemon()
        .name("warm-up")
        .start(
            () -> wire.writeValueAsBytes(McpSchema.ListToolsResult.builder(tools.tools()).build()));
  }

  /** The tools as {@code tools/list} shows them. */
  public List<McpSchema.Tool> tools() {
    return tools.tools();
  }

  /** One call typed by a person; see {@link ShellCall}. */
  public McpSchema.CallToolResult call(String tool, Map<String, Object> arguments, Shell shell) {
    return tools.callFromShell(tool, arguments, shell);
  }

  /** Tells the sessions that asked for it that a resource has changed. */
  public void resourceUpdated(String uri) {
    for (String id : subscriptions.sessions(uri, sessions.ids())) {
      sessions
          .find(id)
          .ifPresent(session ->
              session
                  .sendNotification(
                      McpSchema.METHOD_NOTIFICATION_RESOURCES_UPDATED, Map.of("uri", uri))
                  .subscribe(ignored -> {}, gone -> LOG.debug("session {} is gone", id)));
    }
  }

  private McpSchema.InitializeResult welcome(
      McpSchema.InitializeRequest request, List<String> versions) {
    String version =
        versions.contains(request.protocolVersion())
            ? request.protocolVersion()
            : versions.getLast();
    return McpSchema.InitializeResult.builder(
            version,
            McpSchema.ServerCapabilities.builder()
                .tools(false)
                .prompts(false)
                .resources(true, false)
                .completions()
                .logging()
                .build(),
            McpSchema.Implementation.builder(identity.name(), identity.version())
                .title(identity.title())
                .build())
        .instructions(identity.instructions())
        .build();
  }

  private Map<String, McpRequestHandler<?>> requests() {
    CompletionHandler completions = new CompletionHandler(prompts, resources);
    Map<String, McpRequestHandler<?>> table = new LinkedHashMap<>();
    add(table, McpSchema.METHOD_PING, (exchange, params) -> Map.of());
    add(table, McpSchema.METHOD_TOOLS_LIST, tools::list);
    add(table, McpSchema.METHOD_TOOLS_CALL, tools::call);
    add(table, McpSchema.METHOD_PROMPT_LIST, prompts::list);
    add(table, McpSchema.METHOD_PROMPT_GET, prompts::get);
    add(table, McpSchema.METHOD_RESOURCES_LIST, resources::list);
    add(table, McpSchema.METHOD_RESOURCES_TEMPLATES_LIST, resources::listTemplates);
    add(table, McpSchema.METHOD_RESOURCES_READ, resources::read);
    add(table, McpSchema.METHOD_RESOURCES_SUBSCRIBE, this::subscribe);
    add(table, McpSchema.METHOD_RESOURCES_UNSUBSCRIBE, this::unsubscribe);
    add(table, McpSchema.METHOD_COMPLETION_COMPLETE, completions::complete);
    add(table, McpSchema.METHOD_LOGGING_SET_LEVEL, this::setLevel);
    return table;
  }

  private <T> void add(Map<String, McpRequestHandler<?>> table, String method, Handler<T> handler) {
    table.put(method, handler.on(scheduler, method, internalErrors));
  }

  private Map<String, McpNotificationHandler> notifications() {
    Map<String, McpNotificationHandler> table = new LinkedHashMap<>();
    table.put(McpSchema.METHOD_NOTIFICATION_INITIALIZED, (exchange, params) -> Mono.empty());
    table.put(McpSchema.METHOD_NOTIFICATION_ROOTS_LIST_CHANGED, (exchange, params) -> Mono.empty());
    table.put(
        "notifications/cancelled",
        (exchange, params) -> {
          Object id = params instanceof Map<?, ?> values ? values.get("requestId") : null;
          if (id != null) {
            running.cancel(exchange.sessionId(), id);
          }
          return Mono.empty();
        });
    return table;
  }

  private Map<String, Object> subscribe(McpAsyncServerExchange exchange, @Nullable Object params) {
    String uri = Params.of(McpSchema.METHOD_RESOURCES_SUBSCRIBE, params).text("uri");
    resources.requireKnown(uri);
    subscriptions.add(exchange.sessionId(), uri);
    return Map.of();
  }

  private Map<String, Object> unsubscribe(
      McpAsyncServerExchange exchange, @Nullable Object params) {
    String uri = Params.of(McpSchema.METHOD_RESOURCES_UNSUBSCRIBE, params).text("uri");
    subscriptions.remove(exchange.sessionId(), uri);
    return Map.of();
  }

  private Map<String, Object> setLevel(McpAsyncServerExchange exchange, @Nullable Object params) {
    String level = Params.of(McpSchema.METHOD_LOGGING_SET_LEVEL, params).text("level");
    McpSchema.LoggingLevel known = LogLevels.of(level);
    sessions.find(exchange.sessionId()).ifPresent(session -> session.setMinLoggingLevel(known));
    return Map.of();
  }
}
