package dev.plumbline.mcp.cli;

import dev.plumbline.mcp.http.HttpOptions;
import dev.plumbline.mcp.http.HttpTransport;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of serving over HTTP. */
final class HttpChoice {
  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to listen on. Default: ${DEFAULT-VALUE}.")
  private String host = "127.0.0.1";

  @Option(names = "--port", description = "Port to listen on; 0 takes a free one.")
  private @Nullable Integer port;

  @Option(
      names = "--allowed-host",
      split = ",",
      paramLabel = "HOST",
      description = "Host header values accepted beside loopback and --host.")
  private List<String> allowedHosts = List.of();

  @Option(
      names = "--allowed-origin",
      split = ",",
      paramLabel = "ORIGIN",
      description = "Origin header values accepted beside loopback's.")
  private List<String> allowedOrigins = List.of();

  @Option(
      names = "--max-request-bytes",
      paramLabel = "N",
      description = "Largest request. Default: 4194304.")
  private int maxRequestBytes = HttpOptions.DEFAULT_MAX_REQUEST_BYTES;

  @Option(
      names = "--requests-per-minute",
      paramLabel = "N",
      description = "Requests a token may send. Default: 600.")
  private int requestsPerMinute = HttpOptions.DEFAULT_REQUESTS_PER_MINUTE;

  @Mixin private TlsChoice tls = new TlsChoice();

  @Option(
      names = "--no-auth",
      description = "Let every local program in without a token; only on loopback.")
  private boolean open;

  HttpOptions options(Set<HttpTransport> transports, int standardPort) {
    return new HttpOptions(
        host,
        port == null ? standardPort : port,
        transports,
        allowedHosts,
        allowedOrigins,
        maxRequestBytes,
        requestsPerMinute,
        tls.keystore(),
        !open);
  }
}
