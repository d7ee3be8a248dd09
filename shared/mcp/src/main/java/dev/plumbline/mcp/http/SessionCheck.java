package dev.plumbline.mcp.http;

import org.jspecify.annotations.Nullable;

/** Lets a message into its session only if the sender has opened that session. */
final class SessionCheck implements Check {
  static final String HEADER = "Mcp-Session-Id";
  static final String PARAMETER = "sessionId";

  private final OpenSessions sessions;

  SessionCheck(OpenSessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public void pass(Exchange exchange) {
    Envelope envelope = exchange.envelope();
    boolean opens =
        switch (exchange.endpoint()) {
          case SSE -> true;
          case MCP -> envelope != null && envelope.isInitialize();
          default -> false;
        };
    if (opens) {
      sessions.admit(exchange.principal());
      return;
    }
    String id = id(exchange);
    if (id == null || id.isBlank()) {
      throw new Refusal(400, Refusal.INVALID_REQUEST, "The request names no session. " + next());
    }
    if (!sessions.use(id, exchange.principal())) {
      throw unknown();
    }
    exchange.sessionId(id);
  }

  static Refusal unknown() {
    return new Refusal(
        404, Refusal.UNKNOWN_SESSION, "The session is unknown or has ended. " + next());
  }

  private static @Nullable String id(Exchange exchange) {
    return exchange.endpoint() == Endpoint.MESSAGES
        ? exchange.request().getParameter(PARAMETER)
        : exchange.request().getHeader(HEADER);
  }

  private static String next() {
    return "Send \"initialize\" to open one.";
  }
}
