package dev.plumbline.gateway.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.kernel.Failure;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** Takes the messages of channels on this machine and prints them. */
final class AlertListener implements AutoCloseable {
  private static final int MOST_BYTES = 1024 * 1024;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final HttpServer server;
  private final PrintStream out;

  /**
   * Listens on loopback.
   *
   * @param port 0 for any that is free
   */
  AlertListener(int port, PrintStream out) {
    this.out = out;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException taken) {
      throw new Failure.Misconfigured(
          "Nothing can listen on port %d: %s.".formatted(port, taken.getMessage()),
          "Choose another one with --port.");
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.start();
  }

  /** Where it listens. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
      boolean fits = body.length <= MOST_BYTES;
      if (fits) {
        out.println(exchange.getRequestURI().getRawPath() + " " + shown(body));
      }
      exchange.sendResponseHeaders(fits ? 200 : 413, -1);
    }
  }

  /** As JSON, in which no control character is left as it is. */
  private static String shown(byte[] body) {
    try {
      return JSON.writeValueAsString(JSON.readTree(body));
    } catch (JacksonException otherThing) {
      return JSON.writeValueAsString(StringNode.valueOf(new String(body, StandardCharsets.UTF_8)));
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
