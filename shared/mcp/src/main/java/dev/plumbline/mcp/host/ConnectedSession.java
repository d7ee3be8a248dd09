package dev.plumbline.mcp.host;

import io.modelcontextprotocol.server.McpInitRequestHandler;
import io.modelcontextprotocol.server.McpNotificationHandler;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import java.time.Duration;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * A session that lives as long as its connection and keeps to the order of the protocol: before
 * {@code initialize} everything but a ping is refused instead of never answered.
 */
final class ConnectedSession extends McpServerSession {
  private enum Phase {
    NEW,
    INITIALIZED,
    READY
  }

  private static final String INITIALIZED = McpSchema.METHOD_NOTIFICATION_INITIALIZED;

  private final McpServerTransport transport;
  private volatile Phase phase = Phase.NEW;

  ConnectedSession(
      String id,
      Duration requestTimeout,
      McpServerTransport transport,
      McpInitRequestHandler initHandler,
      Map<String, McpRequestHandler<?>> requests,
      Map<String, McpNotificationHandler> notifications) {
    super(id, requestTimeout, transport, initHandler, requests, notifications, Mono::empty, null);
    this.transport = transport;
  }

  @Override
  public Mono<Void> handle(McpSchema.JSONRPCMessage message) {
    return switch (message) {
      case McpSchema.JSONRPCRequest request -> request(request);
      case McpSchema.JSONRPCNotification notification -> {
        if (phase == Phase.NEW) {
          yield Mono.empty();
        }
        if (notification.method().equals(INITIALIZED)) {
          phase = Phase.READY;
        }
        yield super.handle(notification);
      }
      default -> super.handle(message);
    };
  }

  private Mono<Void> request(McpSchema.JSONRPCRequest request) {
    boolean initialize = request.method().equals(McpSchema.METHOD_INITIALIZE);
    if (request.method().equals(McpSchema.METHOD_PING) && phase != Phase.READY) {
      return transport.sendMessage(McpSchema.JSONRPCResponse.result(request.id(), Map.of()));
    }
    if (phase == Phase.NEW) {
      if (!initialize) {
        return refuse(request, "Send initialize first; '" + request.method() + "' came before it.");
      }
      if (!hasClient(request)) {
        return refuse(
            request, "initialize needs protocolVersion, capabilities and clientInfo with a name.");
      }
      phase = Phase.INITIALIZED;
      return super.handle(request);
    }
    if (initialize) {
      return refuse(request, "This connection is initialized already.");
    }
    if (phase == Phase.INITIALIZED) {
      // Some clients skip the notification; without it the SDK would hold the request for ever.
      phase = Phase.READY;
      return super.handle(new McpSchema.JSONRPCNotification(INITIALIZED, null))
          .then(super.handle(request));
    }
    return super.handle(request);
  }

  private Mono<Void> refuse(McpSchema.JSONRPCRequest request, String why) {
    return transport.sendMessage(
        McpSchema.JSONRPCResponse.error(
            request.id(),
            new McpSchema.JSONRPCResponse.JSONRPCError(
                McpSchema.ErrorCodes.INVALID_REQUEST, why, null)));
  }

  private static boolean hasClient(McpSchema.JSONRPCRequest request) {
    return request.params() instanceof Map<?, ?> params
        && params.get("protocolVersion") instanceof String
        && params.get("capabilities") instanceof Map<?, ?>
        && params.get("clientInfo") instanceof Map<?, ?> client
        && client.get("name") instanceof String;
  }
}
