package dev.plumbline.usage.remote;

import dev.plumbline.kernel.Failure;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** Failures as they cross the wire: a stable code and an HTTP status for each kind. */
public final class FailureCodes {
  private FailureCodes() {}

  /** The code of a failure. */
  public static String code(Failure failure) {
    return switch (failure) {
      case Failure.InvalidInput _ -> "invalid_input";
      case Failure.NotFound _ -> "not_found";
      case Failure.Denied _ -> "denied";
      case Failure.LimitReached _ -> "limit_reached";
      case Failure.Conflict _ -> "conflict";
      case Failure.Upstream _ -> "upstream";
      case Failure.StoreUnavailable _ -> "store_unavailable";
      case Failure.Misconfigured _ -> "misconfigured";
    };
  }

  /** The HTTP status of a failure. */
  public static int status(Failure failure) {
    return switch (failure) {
      case Failure.InvalidInput _ -> 400;
      case Failure.NotFound _ -> 404;
      case Failure.Denied _ -> 403;
      case Failure.LimitReached _ -> 429;
      case Failure.Conflict _ -> 409;
      case Failure.Upstream _ -> 502;
      case Failure.StoreUnavailable _ -> 503;
      case Failure.Misconfigured _ -> 500;
    };
  }

  /** {@code {"error": {"code", "message", "next"}}}. */
  public static ObjectNode json(String code, String message, String next) {
    ObjectNode json = WireJson.object();
    json.putObject("error").put("code", code).put("message", message).put("next", next);
    return json;
  }

  /** The failure that an answer tells of. */
  static Failure read(int status, String code, String message, String next, Duration retryAfter) {
    return switch (code.isEmpty() ? byStatus(status) : code) {
      case "invalid_input" -> new Failure.InvalidInput(message, next);
      case "not_found" -> new Failure.NotFound(message, next);
      case "denied", "unauthorized", "forbidden" -> new Failure.Denied(message, next);
      case "limit_reached" -> new Failure.LimitReached(message, next, retryAfter);
      case "conflict", "stale_version" -> new Failure.Conflict(message, next);
      case "store_unavailable" -> new Failure.StoreUnavailable(message, next, null);
      case "misconfigured" -> new Failure.Misconfigured(message, next);
      case "upstream" -> new Failure.Upstream(message, next, null);
      default -> read(status, byStatus(status), message, next, retryAfter);
    };
  }

  private static String byStatus(int status) {
    return switch (status) {
      case 400, 405, 413, 415, 422 -> "invalid_input";
      case 401, 403, 421 -> "denied";
      case 404 -> "not_found";
      case 409, 412 -> "conflict";
      case 429 -> "limit_reached";
      case 503 -> "store_unavailable";
      default -> "upstream";
    };
  }
}
