package dev.plumbline.mcp.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds the endpoint of a request, or says which ones there are. */
final class Routes {
  private final HttpOptions options;

  Routes(HttpOptions options) {
    this.options = options;
  }

  Endpoint find(HttpServletRequest request) {
    Endpoint endpoint =
        Endpoint.of(request)
            .filter(found -> found.isServed(options))
            .orElseThrow(() -> new Refusal(404, "There is nothing at this path. Try " + paths()));
    if (!endpoint.answers(request.getMethod())) {
      String methods = endpoint.methods();
      throw new Refusal(
          405,
          Refusal.REFUSED,
          "%s answers %s only.".formatted(endpoint.path(), methods),
          Map.of("Allow", methods));
    }
    return endpoint;
  }

  private String paths() {
    return Arrays.stream(Endpoint.values())
        .filter(endpoint -> endpoint.isServed(options))
        .map(Endpoint::path)
        .collect(Collectors.joining(", ", "", "."));
  }
}
