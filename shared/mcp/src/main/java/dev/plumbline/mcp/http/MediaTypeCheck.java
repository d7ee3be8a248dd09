package dev.plumbline.mcp.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Refuses bodies that aren't JSON (415) and clients that don't take the answer's form (406). */
final class MediaTypeCheck implements Check {
  static final String JSON = "application/json";
  static final String EVENTS = "text/event-stream";

  @Override
  public void pass(Exchange exchange) {
    HttpServletRequest request = exchange.request();
    if (exchange.isPost() && !JSON.equals(bare(request.getContentType()))) {
      throw new Refusal(415, "The body must be JSON. Send \"Content-Type: application/json\".");
    }
    boolean events = request.getMethod().equals("GET");
    boolean both = exchange.isPost() && exchange.endpoint() == Endpoint.MCP;
    if (((events || both) && !accepts(request, EVENTS)) || (both && !accepts(request, JSON))) {
      throw new Refusal(
          406,
          "The answer's form is not accepted. Send \"Accept: %s\"."
              .formatted(both ? JSON + ", " + EVENTS : EVENTS));
    }
  }

  private static boolean accepts(HttpServletRequest request, String type) {
    String major = type.substring(0, type.indexOf('/') + 1);
    List<String> good = List.of(type, major + "*", "*/*");
    return Collections.list(request.getHeaders("Accept")).stream()
        .flatMap(header -> Arrays.stream(header.split(",", -1)))
        .anyMatch(range -> good.contains(bare(range)));
  }

  private static String bare(@Nullable String mediaType) {
    return mediaType == null
        ? ""
        : mediaType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
  }
}
