package dev.plumbline.mcp.http;

import dev.plumbline.mcp.access.CallerCredential;
import dev.plumbline.mcp.access.Principal;
import dev.plumbline.mcp.host.RequestOrigin;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One request and what the checks have found out about it. Used by one thread. */
final class Exchange {
  private static final String KEY = Exchange.class.getName();

  private final HttpServletRequest request;
  private final Endpoint endpoint;
  private @Nullable Principal principal;
  private BooleanSupplier stillAllowed = () -> true;
  private byte[] body = new byte[0];
  private @Nullable Envelope envelope;
  private @Nullable String sessionId;

  Exchange(HttpServletRequest request, Endpoint endpoint) {
    this.request = request;
    this.endpoint = endpoint;
    request.setAttribute(KEY, this);
  }

  /** The exchange that a request, wrapped or not, belongs to. */
  static Exchange of(HttpServletRequest request) {
    if (request.getAttribute(KEY) instanceof Exchange exchange) {
      return exchange;
    }
    throw new IllegalStateException("a request that has not passed the gate");
  }

  HttpServletRequest request() {
    return request;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  boolean isPost() {
    return request.getMethod().equals("POST");
  }

  /** Notes who sends this; {@code valid} tells later whether they still may. */
  void identified(Principal sender, BooleanSupplier valid) {
    this.principal = sender;
    this.stillAllowed = valid;
  }

  /** Who sends this; null on an open endpoint. */
  @Nullable Principal sender() {
    return principal;
  }

  Principal principal() {
    return Objects.requireNonNull(principal, "the bearer check identifies the sender");
  }

  /** Whether the sender's token is still good. */
  BooleanSupplier stillAllowed() {
    return stillAllowed;
  }

  void body(byte[] read) {
    this.body = read;
  }

  byte[] body() {
    return body;
  }

  void envelope(Envelope read) {
    this.envelope = read;
  }

  /** The JSON-RPC message; null where there is none. */
  @Nullable Envelope envelope() {
    return envelope;
  }

  /** The JSON-RPC request's id; null if this is no request. */
  @Nullable Object messageId() {
    return envelope == null ? null : envelope.requestId();
  }

  void sessionId(String found) {
    this.sessionId = found;
  }

  /** The session that this belongs to; null before it has one. */
  @Nullable String sessionId() {
    return sessionId;
  }

  RequestOrigin origin() {
    HttpTransport transport =
        endpoint == Endpoint.MCP ? HttpTransport.STREAMABLE : HttpTransport.SSE;
    String credential = request.getHeader(CallerCredential.HEADER);
    return new RequestOrigin(
        principal(),
        transport.wireName(),
        messageId(),
        credential == null || credential.isBlank() ? null : credential.strip());
  }
}
