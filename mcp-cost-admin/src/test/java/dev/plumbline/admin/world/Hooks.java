package dev.plumbline.admin.world;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Takes what webhooks post, or refuses it, over real HTTP on this machine. */
public final class Hooks implements AutoCloseable {
  private final HttpServer server;
  private final List<Post> posts = new CopyOnWriteArrayList<>();
  private volatile int status = 200;

  /** One request that was taken. */
  public record Post(String path, String body) {}

  public Hooks() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (status < 300) {
        posts.add(new Post(exchange.getRequestURI().getPath(), body));
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  /** The address of a path. */
  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** Answers so from now on. */
  public void answer(int other) {
    status = other;
  }

  /** The bodies that were taken at a path. */
  public List<String> bodies(String path) {
    return posts.stream().filter(post -> post.path().equals(path)).map(Post::body).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
