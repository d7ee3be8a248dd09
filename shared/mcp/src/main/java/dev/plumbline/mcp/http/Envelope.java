package dev.plumbline.mcp.http;

import org.jspecify.annotations.Nullable;

/**
 * The outside of a JSON-RPC message.
 *
 * @param id a text or a whole number; null for a notification
 * @param method empty for a response
 * @param isComplete whether it has the params that its method cannot do without
 */
record Envelope(Kind kind, @Nullable Object id, String method, boolean isComplete) {
  enum Kind {
    REQUEST,
    NOTIFICATION,
    RESPONSE
  }

  boolean isInitialize() {
    return kind == Kind.REQUEST && method.equals("initialize");
  }

  /** The id if this is a request, which its answer repeats. */
  @Nullable Object requestId() {
    return kind == Kind.REQUEST ? id : null;
  }
}
