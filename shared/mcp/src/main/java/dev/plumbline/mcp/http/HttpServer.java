package dev.plumbline.mcp.http;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.access.TokenStore;
import dev.plumbline.mcp.host.SessionFactories;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/**
 * An MCP server over HTTP: {@code /mcp} (streamable HTTP), {@code /sse} with {@code /messages}, and
 * {@code /health}, {@code /ready}, {@code /info}, {@code /metrics}. Thread-safe after its start.
 */
public final class HttpServer implements AutoCloseable {
  private static final int FAILED_AUTHENTICATIONS_PER_MINUTE = 60;

  private final HttpOptions options;
  private final TokenStore tokens;
  private final Timings timings;
  private final Calls calls = new Calls();
  private final OpenSessions sessions;
  private final OpenStreams streams;
  private final Transports transports;
  private final Gate gate;
  private final StatusServlet status;
  private @Nullable Server jetty;

  /**
   * What the server says about itself.
   *
   * @param name the server's name
   * @param version the server's version
   * @param problem why it isn't ready, if it isn't; asked at every {@code /ready}, so it must be
   *     quick
   * @param details more fields for {@code /info}; nothing secret
   */
  @SuppressWarnings("AvoidCommonTypeNames") // ProcessHandle.Info is never near.
  public record Info(
      String name,
      String version,
      Supplier<Optional<String>> problem,
      Supplier<Map<String, Object>> details) {}

  public HttpServer(
      HttpOptions options,
      SessionFactories factories,
      TokenStore tokens,
      Info info,
      PrometheusMetrics metrics) {
    this(options, factories, tokens, info, metrics, Timings.standard());
  }

  HttpServer(
      HttpOptions options,
      SessionFactories factories,
      TokenStore tokens,
      Info info,
      PrometheusMetrics metrics,
      Timings timings) {
    this.options = options;
    this.tokens = tokens;
    this.timings = timings;
    this.sessions = new OpenSessions(timings.sessionIdle(), InstantSource.system());
    this.streams = new OpenStreams(timings.keepAlive());
    this.transports = new Transports(options, factories, timings);
    RateLimit failures = new RateLimit(FAILED_AUTHENTICATIONS_PER_MINUTE);
    this.gate =
        new Gate(
            options,
            new BearerCheck(options, tokens, failures),
            sessions,
            new ProtocolGuard(sessions, streams),
            calls,
            metrics);
    this.status = new StatusServlet(options, info, metrics, sessions, streams, calls);
  }

  /** Starts to listen; fails if that is not possible, or not safe. */
  public void start() {
    InetAddress address = BindAddress.of(options, tokens);
    Server server = new Jetty(options, timings).server(address, gate, servlets());
    try {
      server.start();
      jetty = server;
      streams.start();
    } catch (IOException unavailable) {
      stop(server);
      throw new Failure.Misconfigured(
          "The server cannot listen on %s port %d: %s."
              .formatted(options.host(), options.port(), reason(unavailable)),
          "Choose another port, or stop the program that uses it.");
    } catch (Exception failed) {
      stop(server);
      throw new IllegalStateException("the HTTP server does not start", failed);
    }
  }

  /** The port that the server listens on. */
  public int port() {
    Server server = Objects.requireNonNull(jetty, "the server has not been started");
    return server.getConnectors()[0] instanceof NetworkConnector connector
        ? connector.getLocalPort()
        : options.port();
  }

  /** Sends a notification to one session, if it is open and listens. */
  public void notifyClient(String sessionId, String method, Object params) {
    transports.notifyClient(sessionId, method, params);
  }

  /** Sends a notification to every session that listens. */
  public void notifyClients(String method, Object params) {
    transports.notifyClients(method, params);
  }

  /** Lets running calls finish for a while, ends every session, and stops to listen. */
  @Override
  public void close() {
    calls.drain(timings.drain());
    streams.stop();
    // A client that doesn't read can hold up its session's end, but not the server's.
    Thread ending = Thread.startVirtualThread(transports::close);
    try {
      ending.join(timings.drain());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    Server server = jetty;
    if (server != null) {
      stop(server);
    }
  }

  private Map<Endpoint, HttpServlet> servlets() {
    Map<Endpoint, HttpServlet> servlets = new EnumMap<>(Endpoint.class);
    servlets.putAll(transports.servlets());
    List.of(Endpoint.HEALTH, Endpoint.READY, Endpoint.INFO, Endpoint.METRICS)
        .forEach(endpoint -> servlets.put(endpoint, status));
    return servlets;
  }

  private static String reason(IOException unavailable) {
    Throwable cause = unavailable.getCause();
    return String.valueOf(cause == null ? unavailable.getMessage() : cause.getMessage());
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception failed) {
      throw new IllegalStateException("the HTTP server does not stop", failed);
    }
  }
}
