package dev.plumbline.gateway.dialect;

import dev.plumbline.control.Provider.Dialect;
import dev.plumbline.gateway.call.CallErrors;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/** Errors in the shapes that the official SDKs read. */
public final class DialectErrors implements CallErrors {
  @Override
  public byte[] body(Dialect dialect, int httpStatus, String code, String message) {
    return Json.bytes(object(dialect, httpStatus, code, message));
  }

  /** An error that ends a stream, as one event. */
  public byte[] event(Dialect dialect, int httpStatus, String code, String message) {
    String json = object(dialect, httpStatus, code, message).toString();
    String name = dialect == Dialect.ANTHROPIC ? "event: error\n" : "";
    return (name + "data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode object(Dialect dialect, int status, String code, String message) {
    ObjectNode body = Json.object();
    if (dialect == Dialect.ANTHROPIC) {
      body.put("type", "error");
      body.putObject("error")
          .put("type", anthropicType(status))
          .put("message", message)
          .put("code", code);
    } else {
      body.putObject("error")
          .put("message", message)
          .put("type", openAiType(status))
          .putNull("param")
          .put("code", code);
    }
    return body;
  }

  private static String anthropicType(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 402 -> "billing_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 504 -> "timeout_error";
      case 503, 529 -> "overloaded_error";
      default -> status >= 500 ? "api_error" : "invalid_request_error";
    };
  }

  private static String openAiType(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 402 -> "insufficient_quota";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 429 -> "rate_limit_error";
      default -> status >= 500 ? "server_error" : "invalid_request_error";
    };
  }
}
