package dev.plumbline.mcp.http;

import dev.plumbline.mcp.host.RequestOrigin;
import dev.plumbline.mcp.host.SessionFactories;
import io.modelcontextprotocol.server.McpNotificationHandler;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.spec.DefaultMcpStreamableServerSessionFactory;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;

/** Sessions with a few methods that show what reaches a handler. */
final class TestSessions implements SessionFactories {
  static final String SECRET = "db password=hunter2";

  private final Map<String, McpRequestHandler<?>> requests =
      Map.of(
          "test/echo", (exchange, params) -> Mono.fromCallable(() -> echo(exchange, params)),
          "test/sleep", (_, params) -> Mono.fromCallable(() -> sleep(params)));
  private final Map<String, McpNotificationHandler> notifications =
      Map.of("notifications/initialized", (_, _) -> Mono.empty());
  private final List<String> opened = new CopyOnWriteArrayList<>();
  private final List<String> ended = new CopyOnWriteArrayList<>();

  /** The ids of the sessions opened, in their order. */
  List<String> opened() {
    return opened;
  }

  /** The ids of the sessions that were told of their end. */
  List<String> ended() {
    return ended;
  }

  @Override
  public McpServerSession.Factory connected() {
    return transport -> {
      String id = UUID.randomUUID().toString();
      opened.add(id);
      return new McpServerSession(
          id,
          Duration.ofSeconds(10),
          transport,
          TestSessions::initialize,
          requests,
          notifications,
          () -> end(id));
    };
  }

  @Override
  public McpStreamableServerSession.Factory streamable() {
    var factory =
        new DefaultMcpStreamableServerSessionFactory(
            Duration.ofSeconds(10), TestSessions::initialize, requests, notifications, this::end);
    return request -> {
      var made = factory.startSession(request);
      opened.add(made.session().getId());
      return made;
    };
  }

  private Mono<Void> end(String id) {
    return Mono.fromRunnable(() -> ended.add(id));
  }

  private static Mono<McpSchema.InitializeResult> initialize(McpSchema.InitializeRequest request) {
    if (request.clientInfo().name().equals("unwanted")) {
      return Mono.error(new IllegalStateException(SECRET));
    }
    return Mono.just(
        McpSchema.InitializeResult.builder(
                request.protocolVersion(),
                McpSchema.ServerCapabilities.builder().build(),
                McpSchema.Implementation.builder("test", "1").build())
            .build());
  }

  private static Map<String, Object> echo(
      io.modelcontextprotocol.server.McpAsyncServerExchange exchange, Object params) {
    RequestOrigin origin = RequestOrigin.of(exchange.transportContext());
    Map<String, Object> echo = new LinkedHashMap<>();
    echo.put("principal", origin.principal().name());
    echo.put("role", origin.principal().role().name());
    echo.put("transport", origin.transport());
    echo.put("requestId", String.valueOf(origin.requestId()));
    echo.put("params", params);
    return echo;
  }

  private static Map<String, Object> sleep(Object params) throws InterruptedException {
    if (params instanceof Map<?, ?> map && map.get("millis") instanceof Number millis) {
      Thread.sleep(Duration.ofMillis(millis.longValue()));
    }
    return Map.of("slept", true);
  }
}
