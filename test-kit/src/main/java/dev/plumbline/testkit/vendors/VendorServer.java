package dev.plumbline.testkit.vendors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A vendor's server on loopback. Its state is in memory; what the vendor does not document is an
 * error, so that a client cannot send it unnoticed. Thread-safe.
 */
public abstract class VendorServer implements AutoCloseable {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private record Route(
      String method, Pattern path, Function<VendorCall, @Nullable JsonNode> handler) {}

  private final HttpServer server;
  private final String base;
  private final String header;
  private final String credential;
  private final List<Route> routes = new ArrayList<>();
  private final Queue<Trouble> troubles = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private int spared;
  private boolean started;

  /** Guards the state. */
  protected final ReentrantLock lock = new ReentrantLock();

  /**
   * @param base the path that all others begin with
   * @param header the name of the header that holds the credential
   * @param credential its whole value
   */
  protected VendorServer(String base, String header, String credential) {
    this.base = base;
    this.header = header;
    this.credential = credential;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
  }

  /** Its address, with the path that all others begin with; it answers from then on. */
  public final String url() {
    locked(() -> {
      if (!started) {
        server.createContext("/", this::handle);
        server.start();
        started = true;
      }
      return null;
    });
    return "http://127.0.0.1:" + server.getAddress().getPort() + base;
  }

  /** Lets some requests pass and troubles those after them, one each. */
  public final void trouble(int after, Trouble... next) {
    locked(() -> {
      spared = after;
      troubles.addAll(List.of(next));
      return null;
    });
  }

  /** Methods and paths of all requests. */
  public final List<String> asked() {
    return locked(() -> List.copyOf(asked));
  }

  /** Answers requests on a path. */
  protected final void on(
      String method, String path, Function<VendorCall, @Nullable JsonNode> handler) {
    routes.add(new Route(method, Pattern.compile(path), handler));
  }

  /** An error as the vendor writes it. */
  protected abstract JsonNode error(int status, String message);

  /** Does something with the state. */
  protected final <T extends @Nullable Object> T locked(java.util.function.Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] sent = exchange.getRequestBody().readAllBytes();
    Trouble trouble =
        locked(() -> {
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath());
          return spared > 0 && spared-- > 0 ? null : troubles.poll();
        });
    switch (trouble) {
      case null -> answer(exchange, sent);
      case Trouble.TooMany many -> {
        exchange.getResponseHeaders().set("Retry-After", "" + many.seconds());
        reply(exchange, 429, error(429, "Rate limit exceeded").toString());
      }
      case Trouble.Refused refused ->
          reply(exchange, refused.status(), error(refused.status(), refused.message()).toString());
      case Trouble.CutBefore cut -> exchange.close();
      case Trouble.CutAfter cut -> {
        outcome(exchange, sent);
        exchange.close();
      }
      case Trouble.NoJson none -> reply(exchange, 200, "<html>Sign in</html>");
      case Trouble.Moved moved -> {
        exchange.getResponseHeaders().set("Location", moved.to());
        reply(exchange, 307, "");
      }
    }
  }

  private void answer(HttpExchange exchange, byte[] sent) throws IOException {
    Outcome outcome = outcome(exchange, sent);
    reply(exchange, outcome.status(), outcome.body());
  }

  private record Outcome(int status, String body) {}

  private Outcome outcome(HttpExchange exchange, byte[] sent) {
    try {
      JsonNode body = locked(() -> routed(exchange, sent));
      return body == null ? new Outcome(204, "") : new Outcome(200, body.toString());
    } catch (VendorError refused) {
      String message = String.valueOf(refused.getMessage());
      return new Outcome(refused.status(), error(refused.status(), message).toString());
    } catch (RuntimeException defect) {
      return new Outcome(500, error(500, "defect of the test server: " + defect).toString());
    }
  }

  private @Nullable JsonNode routed(HttpExchange exchange, byte[] sent) {
    if (!credential.equals(exchange.getRequestHeaders().getFirst(header))) {
      throw new VendorError(401, "Invalid key");
    }
    String path = exchange.getRequestURI().getPath();
    if (!path.startsWith(base)) {
      throw new VendorError(404, "no route " + path);
    }
    String rest = path.substring(base.length());
    for (Route route : routes) {
      Matcher match = route.path().matcher(rest);
      if (route.method().equals(exchange.getRequestMethod()) && match.matches()) {
        List<String> parts = new ArrayList<>();
        for (int i = 1; i <= match.groupCount(); i++) {
          parts.add(match.group(i));
        }
        JsonNode body = sent.length == 0 ? MissingNode.getInstance() : JSON.readTree(sent);
        return route
            .handler()
            .apply(new VendorCall(route.method(), rest, parts, query(exchange), body));
      }
    }
    throw new VendorError(404, "no route " + exchange.getRequestMethod() + " " + rest);
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> all = new LinkedHashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      int equals = pair.indexOf('=');
      all.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
    }
    return all;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
