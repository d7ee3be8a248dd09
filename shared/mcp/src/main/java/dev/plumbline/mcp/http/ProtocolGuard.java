package dev.plumbline.mcp.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Passes a checked request to the SDK and watches what the SDK does with it: sessions opened,
 * streams begun and ended, errors.
 */
final class ProtocolGuard {
  private static final Pattern ENDPOINT_EVENT =
      Pattern.compile("^event: endpoint\ndata: \\S*[?&]sessionId=([^&\\s]+)");

  private final OpenSessions sessions;
  private final OpenStreams streams;

  ProtocolGuard(OpenSessions sessions, OpenStreams streams) {
    this.sessions = sessions;
    this.streams = streams;
  }

  /** Lets the SDK answer; throws a {@link Refusal} in place of each error it would send. */
  void handle(Exchange exchange, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    EventStream stream = stream(exchange);
    GuardedResponse guarded =
        new GuardedResponse(response, stream, id -> sessions.bind(id, exchange.principal()));
    GuardedRequest request = new GuardedRequest(exchange, stream);
    try {
      ScopedValue.where(EventStream.CURRENT, stream)
          .call(() -> {
            chain.doFilter(request, guarded);
            return guarded;
          });
    } catch (IOException | ServletException | RuntimeException failed) {
      throw failed;
    } catch (Exception other) {
      throw new ServletException(other);
    }
    if (guarded.error() != 0) {
      throw refusal(exchange, guarded.error());
    }
    finish(exchange, request, stream);
  }

  private void finish(Exchange exchange, GuardedRequest request, EventStream stream) {
    String id = exchange.sessionId();
    if (request.getMethod().equals("DELETE") && id != null) {
      sessions.forget(id);
    }
    if (request.getMethod().equals("GET")) {
      // The SDK sends the headers of a listening stream only with its first message.
      stream.signOfLife();
    }
  }

  private EventStream stream(Exchange exchange) {
    EventStream stream = new EventStream();
    stream.onStart(() -> opened(exchange, stream));
    if (exchange.endpoint() == Endpoint.SSE) {
      stream.beforeFirst(event -> bind(event, exchange, stream));
    }
    return stream;
  }

  private void opened(Exchange exchange, EventStream stream) {
    @Nullable String id = exchange.sessionId();
    sessions.streamOpened(id);
    streams.add(stream, exchange.stillAllowed());
    stream.onClose(() -> sessions.streamClosed(id));
  }

  private void bind(String event, Exchange exchange, EventStream stream) {
    Matcher endpoint = ENDPOINT_EVENT.matcher(event);
    if (!endpoint.find()) {
      throw new IllegalStateException("the SDK's first event names no session");
    }
    String id = endpoint.group(1);
    sessions.bind(id, exchange.principal());
    sessions.streamOpened(id);
    stream.onClose(() -> sessions.forget(id));
  }

  private Refusal refusal(Exchange exchange, int status) {
    String id = exchange.sessionId();
    if (status == 404 && id != null) {
      sessions.forget(id);
      return SessionCheck.unknown();
    }
    Envelope envelope = exchange.envelope();
    if (status == 500 && envelope != null && envelope.kind() == Envelope.Kind.RESPONSE) {
      return new Refusal(
          400,
          Refusal.INVALID_REQUEST,
          "No request with this id awaits a response. It may have timed out.");
    }
    return Refusal.of(status);
  }
}
