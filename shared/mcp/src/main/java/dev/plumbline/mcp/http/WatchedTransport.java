package dev.plumbline.mcp.http;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpServerTransport;
import java.util.List;
import reactor.core.publisher.Mono;

/** The transport of an SSE session, which knows whether the session has closed it. */
final class WatchedTransport implements McpServerTransport {
  private final McpServerTransport transport;
  private volatile boolean closed;

  WatchedTransport(McpServerTransport transport) {
    this.transport = transport;
  }

  /** Whether its session has ended; if not, the client has gone, and the session must hear it. */
  boolean isClosed() {
    return closed;
  }

  @Override
  public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
    return transport.sendMessage(message);
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return transport.unmarshalFrom(data, type);
  }

  @Override
  public List<String> protocolVersions() {
    return transport.protocolVersions();
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.defer(() -> {
      closed = true;
      return transport.closeGracefully();
    });
  }

  @Override
  public void close() {
    closed = true;
    transport.close();
  }
}
