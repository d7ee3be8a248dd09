package dev.plumbline.mcp.host;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpServerTransport;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import reactor.core.publisher.Mono;

/** Lets one message at a time through, so that answers of concurrent calls do not mix. */
final class SerialTransport implements McpServerTransport {
  private final McpServerTransport transport;
  private final ReentrantLock lock = new ReentrantLock();

  SerialTransport(McpServerTransport transport) {
    this.transport = transport;
  }

  @Override
  public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
    return Mono.fromRunnable(() -> {
      lock.lock();
      try {
        transport.sendMessage(message).block();
      } finally {
        lock.unlock();
      }
    });
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> typeRef) {
    return transport.unmarshalFrom(data, typeRef);
  }

  @Override
  public Mono<Void> closeGracefully() {
    return transport.closeGracefully();
  }

  @Override
  public void close() {
    transport.close();
  }

  @Override
  public List<String> protocolVersions() {
    return transport.protocolVersions();
  }
}
