package dev.plumbline.mcp.http;

import dev.plumbline.mcp.access.Role;
import dev.plumbline.mcp.access.TokenStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A server on a free loopback port, with a token file of its own. */
final class TestServer implements AutoCloseable {
  final TestSessions sessions = new TestSessions();
  final PrometheusMetrics metrics = new PrometheusMetrics();
  final AtomicReference<Optional<String>> problem = new AtomicReference<>(Optional.empty());
  final TokenStore tokens;
  final HttpServer server;

  TestServer(HttpOptions options, Timings timings, TokenStore tokens) {
    this.tokens = tokens;
    this.server =
        new HttpServer(
            options,
            sessions,
            tokens,
            new HttpServer.Info("test", "1.2.3", problem::get, () -> Map.of("upstream", "none")),
            metrics,
            timings);
  }

  static TestServer start() {
    return start(options());
  }

  static TestServer start(HttpOptions options) {
    return start(options, Timings.standard());
  }

  static TestServer start(HttpOptions options, Timings timings) {
    TestServer test = new TestServer(options, timings, newTokens(Clock.systemUTC()));
    test.server.start();
    return test;
  }

  static TokenStore newTokens(Clock clock) {
    try {
      return new TokenStore(Files.createTempDirectory("tokens").resolve("tokens.json"), clock);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static HttpOptions options() {
    return HttpOptions.local(0);
  }

  static HttpOptions withoutAuth() {
    return options("127.0.0.1", 600, null, false);
  }

  static HttpOptions options(
      String host, int perMinute, @Nullable TlsKeystore keystore, boolean auth) {
    return new HttpOptions(
        host,
        0,
        Set.of(HttpTransport.values()),
        List.of("plumbline.example"),
        List.of("https://app.example"),
        64 * 1024,
        perMinute,
        keystore,
        auth);
  }

  static Timings quick() {
    return new Timings(
        Duration.ofMillis(200),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(5));
  }

  Path tokenFile() {
    return tokens.path();
  }

  String token(String name) {
    return tokens.create(name, Role.READER, null).token();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  /** A client with a new token of that name. */
  TestClient client(String name) {
    return new TestClient(uri(""), token(name));
  }

  /** A client that sends no token. */
  TestClient stranger() {
    return new TestClient(uri(""), null);
  }

  @Override
  public void close() {
    server.close();
  }
}
