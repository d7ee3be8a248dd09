package dev.plumbline.mcp.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The paths that the server answers. */
enum Endpoint {
  MCP("/mcp", "POST", "GET", "DELETE"),
  SSE("/sse", "GET"),
  MESSAGES("/messages", "POST"),
  HEALTH("/health", "GET", "HEAD"),
  READY("/ready", "GET", "HEAD"),
  INFO("/info", "GET", "HEAD"),
  METRICS("/metrics", "GET", "HEAD");

  private final String path;
  private final String methods;

  Endpoint(String path, String... methods) {
    this.path = path;
    this.methods = String.join(", ", methods);
  }

  static Optional<Endpoint> of(HttpServletRequest request) {
    String path = request.getServletPath();
    return Arrays.stream(values()).filter(endpoint -> endpoint.path.equals(path)).findFirst();
  }

  String path() {
    return path;
  }

  /** The HTTP methods it answers, as in an Allow header. */
  String methods() {
    return methods;
  }

  boolean answers(String method) {
    return List.of(methods.split(", ", -1)).contains(method);
  }

  /** Whether it speaks MCP. */
  boolean isProtocol() {
    return this == MCP || this == SSE || this == MESSAGES;
  }

  /** Whether anybody may ask. */
  boolean isOpen() {
    return this == HEALTH || this == READY;
  }

  /** Whether a server with these options answers it. */
  boolean isServed(HttpOptions options) {
    return switch (this) {
      case MCP -> options.transports().contains(HttpTransport.STREAMABLE);
      case SSE, MESSAGES -> options.transports().contains(HttpTransport.SSE);
      case HEALTH, READY, INFO, METRICS -> true;
    };
  }
}
