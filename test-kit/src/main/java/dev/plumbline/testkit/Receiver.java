package dev.plumbline.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes what webhooks post, or refuses it, and can go away and come back at its port. */
public final class Receiver implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<Post> posts = new CopyOnWriteArrayList<>();
  private final int port;
  private volatile HttpServer server;
  private volatile int status = 200;
  private volatile String location = "";

  /**
   * One request.
   *
   * @param delivery what tells repetitions; empty for none, like the rest
   */
  public record Post(
      String path,
      String delivery,
      String timestamp,
      String signature,
      String type,
      String body,
      Instant taken) {
    /** Its body as JSON. */
    public JsonNode json() {
      return JSON.readTree(body);
    }

    /** The signature that docs/alerts.md promises for a key. */
    public String signatureBy(String key) {
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signed = (timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(signed));
      } catch (GeneralSecurityException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  /** Listens on any port of this machine. */
  public Receiver() {
    this.server = open(0);
    this.port = server.getAddress().getPort();
  }

  private HttpServer open(int at) {
    try {
      HttpServer made =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
      made.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      made.createContext("/", this::take);
      made.start();
      return made;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (status < 300) {
        posts.add(
            new Post(
                exchange.getRequestURI().getPath(),
                header(exchange, "x-plumbline-delivery"),
                header(exchange, "x-plumbline-timestamp"),
                header(exchange, "x-plumbline-signature"),
                header(exchange, "content-type"),
                new String(body, StandardCharsets.UTF_8),
                Instant.now()));
      }
      if (!location.isEmpty()) {
        exchange.getResponseHeaders().set("location", location);
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  /** The address of a path. */
  public String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  /** Answers so from now on. */
  public void answer(int other) {
    status = other;
  }

  /** Sends clients elsewhere from now on. */
  public void redirect(String to) {
    location = to;
    status = 302;
  }

  /** Nobody listens any more. */
  public void goAway() {
    server.stop(0);
  }

  /** Listens again at the same port. */
  public void comeBack() {
    server = open(port);
  }

  /** What was taken at a path. */
  public List<Post> posts(String path) {
    return posts.stream().filter(post -> post.path().equals(path)).toList();
  }

  /** The bodies that were taken at a path. */
  public List<String> bodies(String path) {
    return posts(path).stream().map(Post::body).toList();
  }

  /** The distinct deliveries that were taken, with repetitions left out. */
  public Set<String> deliveries() {
    Set<String> ids = new TreeSet<>();
    posts.forEach(post -> ids.add(post.delivery()));
    return ids;
  }

  /** The values that messages of a status were about, once for each distinct delivery. */
  public List<String> values(String status) {
    Set<String> seen = new TreeSet<>();
    List<String> values = new ArrayList<>();
    for (Post post : posts) {
      JsonNode json = post.json();
      if (json.path("status").asString().equals(status) && seen.add(post.delivery())) {
        json.path("items").forEach(item -> values.add(item.path("value").asString()));
      }
    }
    return values;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
