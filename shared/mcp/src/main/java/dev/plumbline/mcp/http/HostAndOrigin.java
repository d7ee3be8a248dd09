package dev.plumbline.mcp.http;

import dev.plumbline.mcp.text.Text;
import io.modelcontextprotocol.server.transport.DefaultServerTransportSecurityValidator;
import io.modelcontextprotocol.server.transport.HeaderAccessor;
import io.modelcontextprotocol.server.transport.ServerTransportSecurityException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Turns away requests for another host and from web pages of another origin (DNS rebinding). */
final class HostAndOrigin {
  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

  private final DefaultServerTransportSecurityValidator validator;

  HostAndOrigin(HttpOptions options) {
    this.validator =
        DefaultServerTransportSecurityValidator.builder()
            .allowedHosts(hosts(options))
            .allowedOrigins(origins(options))
            .build();
  }

  void pass(HttpServletRequest request) {
    List<String> origins = Collections.list(request.getHeaders("Origin"));
    if (origins.size() > 1) {
      throw new Refusal(403, "The request has several Origin headers. Send one.");
    }
    try {
      validator.validate(new LowerCaseHeaders(request));
    } catch (ServerTransportSecurityException foreign) {
      throw foreign.getStatusCode() == 403
          ? new Refusal(
              403,
              "The origin %s is not allowed. Add it to the server's allowed origins if it should be."
                  .formatted(shown(request.getHeader("Origin"))))
          : new Refusal(
              421,
              "The host %s is not served here. Add it to the server's allowed hosts if it should be."
                  .formatted(shown(request.getHeader("Host"))));
    }
  }

  private static List<String> hosts(HttpOptions options) {
    List<String> hosts = new ArrayList<>();
    LOOPBACK.forEach(host -> hosts.add(host + ":*"));
    String bound = options.host().toLowerCase(Locale.ROOT);
    hosts.add((bound.contains(":") && !bound.startsWith("[") ? "[" + bound + "]" : bound) + ":*");
    for (String host : options.allowedHosts()) {
      boolean hasPort = host.lastIndexOf(':') > host.lastIndexOf(']');
      hosts.add(host.toLowerCase(Locale.ROOT) + (hasPort ? "" : ":*"));
    }
    return hosts;
  }

  private static List<String> origins(HttpOptions options) {
    List<String> origins = new ArrayList<>();
    for (String host : LOOPBACK) {
      origins.add("http://" + host + ":*");
      origins.add("https://" + host + ":*");
    }
    options.allowedOrigins().forEach(origin -> origins.add(origin.toLowerCase(Locale.ROOT)));
    return origins;
  }

  private static String shown(String value) {
    return "\"" + Text.cut(Text.oneLine(String.valueOf(value)), 100) + "\"";
  }

  /** Hosts and schemes are the same in either case. */
  private record LowerCaseHeaders(HttpServletRequest request) implements HeaderAccessor {
    @Override
    public List<String> getHeader(String name) {
      return Collections.list(request.getHeaders(name)).stream()
          .map(value -> value.toLowerCase(Locale.ROOT))
          .toList();
    }

    @Override
    public List<String> getHeaderNames() {
      return Collections.list(request.getHeaderNames());
    }
  }
}
