package dev.plumbline.mcp.host;

import io.modelcontextprotocol.server.McpNotificationHandler;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.spec.McpLoggableSession;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** Makes the sessions of every transport, and finds them again by id. Thread-safe. */
final class Sessions implements SessionFactories {
  private static final List<String> CONNECTED =
      List.of(
          ProtocolVersions.MCP_2024_11_05,
          ProtocolVersions.MCP_2025_03_26,
          ProtocolVersions.MCP_2025_06_18,
          ProtocolVersions.MCP_2025_11_25);
  private static final List<String> STREAMABLE = CONNECTED.subList(1, CONNECTED.size());

  private final Map<String, WeakReference<McpLoggableSession>> open = new ConcurrentHashMap<>();
  private final Duration requestTimeout;
  private final Map<String, McpRequestHandler<?>> requests;
  private final Map<String, McpNotificationHandler> notifications;
  private final Welcome welcome;

  Sessions(
      Duration requestTimeout,
      Map<String, McpRequestHandler<?>> requests,
      Map<String, McpNotificationHandler> notifications,
      Welcome welcome) {
    this.requestTimeout = requestTimeout;
    this.requests = requests;
    this.notifications = notifications;
    this.welcome = welcome;
  }

  @Override
  public McpServerSession.Factory connected() {
    return transport -> {
      String id = UUID.randomUUID().toString();
      ConnectedSession session =
          new ConnectedSession(
              id,
              requestTimeout,
              new SerialTransport(transport),
              request -> Mono.just(welcome.answer(request, CONNECTED)),
              requests,
              notifications);
      remember(id, session);
      return session;
    };
  }

  @Override
  public McpStreamableServerSession.Factory streamable() {
    return request -> {
      String id = UUID.randomUUID().toString();
      McpStreamableServerSession session =
          new McpStreamableServerSession(
              id,
              request.capabilities(),
              request.clientInfo(),
              requestTimeout,
              requests,
              notifications,
              () -> Mono.fromRunnable(() -> open.remove(id)),
              null);
      remember(id, session);
      return new McpStreamableServerSession.McpStreamableServerSessionInit(
          session, Mono.just(welcome.answer(request, STREAMABLE)));
    };
  }

  Optional<McpLoggableSession> find(String id) {
    WeakReference<McpLoggableSession> reference = open.get(id);
    return reference == null ? Optional.empty() : Optional.ofNullable(reference.get());
  }

  /** The ids of the sessions that still exist. */
  List<String> ids() {
    return List.copyOf(open.keySet());
  }

  private void remember(String id, McpLoggableSession session) {
    // A connection that just breaks is never closed, so what nobody holds any more is dropped here.
    open.values().removeIf(reference -> reference.get() == null);
    open.put(id, new WeakReference<>(session));
  }

  /** Answers {@code initialize}. */
  @FunctionalInterface
  interface Welcome {
    McpSchema.InitializeResult answer(McpSchema.InitializeRequest request, List<String> versions);
  }
}
