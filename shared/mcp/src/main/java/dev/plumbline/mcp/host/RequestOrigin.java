package dev.plumbline.mcp.host;

import dev.plumbline.mcp.access.Principal;
import io.modelcontextprotocol.common.McpTransportContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a message came from. Each transport hands it to the handlers in the transport context.
 *
 * @param principal who sent it
 * @param transport {@code stdio}, {@code sse} or {@code http}
 * @param requestId the JSON-RPC id, a text or a number; null for a notification
 * @param credential the sender's own credential for the upstream server; null for none
 */
public record RequestOrigin(
    Principal principal,
    String transport,
    @Nullable Object requestId,
    @Nullable String credential) {
  private static final String KEY = RequestOrigin.class.getName();

  /** Without a credential. */
  public RequestOrigin(Principal principal, String transport, @Nullable Object requestId) {
    this(principal, transport, requestId, null);
  }

  /** Never shows the credential. */
  @Override
  public String toString() {
    return "RequestOrigin[principal=%s, transport=%s, requestId=%s, credential=%s]"
        .formatted(principal, transport, requestId, credential == null ? "none" : "***");
  }

  /** The context that carries it. */
  public McpTransportContext context() {
    return McpTransportContext.create(Map.of(KEY, this));
  }

  /** The origin that a context carries; a context without one is a defect of the transport. */
  public static RequestOrigin of(McpTransportContext context) {
    if (context.get(KEY) instanceof RequestOrigin origin) {
      return origin;
    }
    throw new IllegalStateException("a message without an origin");
  }
}
