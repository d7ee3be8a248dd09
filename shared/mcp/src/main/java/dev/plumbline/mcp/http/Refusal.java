package dev.plumbline.mcp.http;

import java.util.Map;

/**
 * A request that is turned away: an HTTP status, a JSON-RPC error code, and a message that says
 * what is wrong and what to do.
 */
final class Refusal extends RuntimeException {
  static final int PARSE_ERROR = -32700;
  static final int INVALID_REQUEST = -32600;
  static final int INVALID_PARAMS = -32602;
  static final int INTERNAL_ERROR = -32603;
  static final int REFUSED = -32000;
  static final int UNKNOWN_SESSION = -32001;

  private final int status;
  private final int code;
  private final transient Map<String, String> headers;

  Refusal(int status, int code, String message, Map<String, String> headers) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  Refusal(int status, int code, String message) {
    this(status, code, message, Map.of());
  }

  Refusal(int status, String message) {
    this(status, REFUSED, message);
  }

  /** What a status means when nothing more is known, or may be told. */
  static Refusal of(int status) {
    return switch (status) {
      case 400 -> new Refusal(400, INVALID_REQUEST, "The request is not valid.");
      case 404 -> new Refusal(404, "There is nothing here.");
      case 405 -> new Refusal(405, "This method is not allowed here.");
      case 408 -> new Refusal(408, "The request took too long to arrive.");
      case 413 -> new Refusal(413, "The request is too large.");
      case 414 -> new Refusal(414, "The address is too long.");
      case 431 -> new Refusal(431, "The headers are too large.");
      case 505 -> new Refusal(505, "This version of HTTP is not spoken here. Use HTTP/1.1.");
      case 503 -> new Refusal(503, "The server is stopping. Try again in a moment.");
      default ->
          status < 500
              ? new Refusal(status, "The request cannot be answered.")
              : new Refusal(status, INTERNAL_ERROR, "Internal error. The server's log says more.");
    };
  }

  int status() {
    return status;
  }

  int code() {
    return code;
  }

  String message() {
    return String.valueOf(getMessage());
  }

  Map<String, String> headers() {
    return headers;
  }
}
