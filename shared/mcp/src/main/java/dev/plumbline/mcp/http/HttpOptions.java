package dev.plumbline.mcp.http;

import dev.plumbline.kernel.Failure;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the server listens, and whom it lets in.
 *
 * @param host the name or address to bind to
 * @param port 0 for a free one
 * @param transports which transports are served; at least one
 * @param allowedHosts values of the Host header to accept beside loopback and {@code host}, each
 *     {@code name}, {@code name:port} or {@code name:*}; a name alone stands for every port
 * @param allowedOrigins values of the Origin header to accept beside loopback's, each {@code
 *     scheme://host}, with {@code :port} or {@code :*}
 * @param maxRequestBytes the largest request body; up to 16 MiB
 * @param requestsPerMinute how many requests a principal may send
 * @param keystore for TLS; null for plain HTTP
 * @param authRequired whether requests need a bearer token
 */
public record HttpOptions(
    String host,
    int port,
    Set<HttpTransport> transports,
    List<String> allowedHosts,
    List<String> allowedOrigins,
    int maxRequestBytes,
    int requestsPerMinute,
    @Nullable TlsKeystore keystore,
    boolean authRequired) {
  /** 4 MiB. */
  public static final int DEFAULT_MAX_REQUEST_BYTES = 4 * 1024 * 1024;

  /** Ten a second. */
  public static final int DEFAULT_REQUESTS_PER_MINUTE = 600;

  private static final int MOST_REQUEST_BYTES = 16 * 1024 * 1024;
  private static final int MOST_REQUESTS_PER_MINUTE = 1_000_000;
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:([0-9]{1,5}|\\*))?");
  private static final Pattern ORIGIN = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^\\s/?#]+");

  public HttpOptions {
    transports = Set.copyOf(transports);
    allowedHosts = List.copyOf(allowedHosts);
    allowedOrigins = List.copyOf(allowedOrigins);
    if (host.isBlank()) {
      throw new Failure.Misconfigured("The host is empty.", "Name an address, such as 127.0.0.1.");
    }
    if (transports.isEmpty()) {
      throw new Failure.Misconfigured("No transport is chosen.", "Choose sse, http or both.");
    }
    within("port", port, 0, 65_535);
    within("largest request size", maxRequestBytes, 1_024, MOST_REQUEST_BYTES);
    within("number of requests per minute", requestsPerMinute, 1, MOST_REQUESTS_PER_MINUTE);
    each("allowed host", allowedHosts, HOST, "name, name:port or name:*");
    each("allowed origin", allowedOrigins, ORIGIN, "scheme://host, with :port or :* after it");
  }

  /** Both transports on loopback with every other value at its default. */
  public static HttpOptions local(int port) {
    return new HttpOptions(
        "127.0.0.1",
        port,
        Set.of(HttpTransport.values()),
        List.of(),
        List.of(),
        DEFAULT_MAX_REQUEST_BYTES,
        DEFAULT_REQUESTS_PER_MINUTE,
        null,
        true);
  }

  private static void within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new Failure.Misconfigured(
          "The " + name + " is " + value + ".", "Choose " + least + " to " + most + ".");
    }
  }

  private static void each(String name, List<String> values, Pattern form, String description) {
    for (String value : values) {
      if (!form.matcher(value).matches()) {
        throw new Failure.Misconfigured(
            "\"" + value + "\" is not an " + name + ".", "Write it as " + description + ".");
      }
    }
  }
}
