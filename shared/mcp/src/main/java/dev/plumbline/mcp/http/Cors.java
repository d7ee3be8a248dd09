package dev.plumbline.mcp.http;

import dev.plumbline.mcp.access.CallerCredential;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Lets web pages of the allowed origins read answers. The origin has been checked before. */
final class Cors {
  /** Adds the headers that a page needs; whether the request was a preflight, now answered. */
  boolean answered(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("Vary", "Origin");
    String origin = request.getHeader("Origin");
    if (origin == null || origin.isBlank()) {
      return false;
    }
    response.setHeader("Access-Control-Allow-Origin", origin);
    response.setHeader(
        "Access-Control-Expose-Headers", "Mcp-Session-Id, WWW-Authenticate, Retry-After");
    if (!request.getMethod().equals("OPTIONS")
        || request.getHeader("Access-Control-Request-Method") == null) {
      return false;
    }
    response.setHeader("Access-Control-Allow-Methods", "GET, POST, DELETE");
    response.setHeader(
        "Access-Control-Allow-Headers",
        "Accept, Authorization, Content-Type, Last-Event-ID, MCP-Protocol-Version, Mcp-Session-Id, "
            + CallerCredential.HEADER);
    response.setHeader("Access-Control-Max-Age", "600");
    response.setStatus(204);
    return true;
  }
}
