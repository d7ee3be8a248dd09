package dev.plumbline.testkit.snowflake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.plumbline.testkit.snowflake.jdbc.Answer;
import dev.plumbline.testkit.snowflake.jdbc.Binding;
import dev.plumbline.testkit.snowflake.jdbc.Rejection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers the requests of a driver. */
final class Routes implements HttpHandler {
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final int GZIP_FROM = 1_024;
  private static final String CHUNKS = "/chunks";

  private final JsonMapper json = new JsonMapper();
  private final Replies replies = new Replies();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final String url;
  private final Credentials credentials;
  private final Sessions sessions;
  private final Faults faults;
  private volatile int chunkRows = 10_000;

  Routes(String url, Credentials credentials, Sessions sessions, Faults faults) {
    this.url = url;
    this.credentials = credentials;
    this.sessions = sessions;
    this.faults = faults;
  }

  void chunkRows(int rows) {
    chunkRows = rows;
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode body = body(exchange);
      requests.add(request(exchange, body));
      if (faults.takeUnavailable()) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      String path = exchange.getRequestURI().getPath();
      byte[] reply = reply(exchange, path, body);
      if (reply == null) {
        exchange.sendResponseHeaders(404, -1);
      } else if (!isStatement(path) || !faults.takeLost()) {
        send(exchange, reply);
      }
    }
  }

  private static boolean isStatement(String path) {
    return path.equals("/queries/v1/query-request");
  }

  private byte @Nullable [] reply(HttpExchange exchange, String path, JsonNode body) {
    try {
      return switch (path) {
        case "/session/v1/login-request" -> login(exchange, body.path("data"));
        case "/session/token-request" -> renew(exchange);
        case "/session/heartbeat" -> heartbeat(exchange);
        case "/session" -> logout(exchange);
        case "/queries/v1/query-request" -> query(exchange, body);
        case "/queries/v1/abort-request" -> abort(exchange, body);
        case "/telemetry/send" -> replies.done();
        default -> path.startsWith(CHUNKS) ? chunk(path) : result(exchange, path);
      };
    } catch (Rejection rejection) {
      return replies.rejected("", rejection);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private byte[] login(HttpExchange exchange, JsonNode data) throws Rejection {
    credentials.check(data);
    return replies.login(sessions.open(parameters(exchange), data.path("SESSION_PARAMETERS")));
  }

  private byte[] renew(HttpExchange exchange) throws Rejection {
    Session session = sessions.byMasterToken(token(exchange));
    session.renew();
    return replies.renewed(session);
  }

  private byte[] heartbeat(HttpExchange exchange) throws Rejection {
    sessions.bySessionToken(token(exchange));
    return replies.done();
  }

  private byte[] logout(HttpExchange exchange) throws Rejection {
    sessions.close(sessions.bySessionToken(token(exchange)));
    return replies.done();
  }

  private byte[] abort(HttpExchange exchange, JsonNode body) throws Rejection {
    Session session = sessions.bySessionToken(token(exchange));
    Query query = session.known(body.path("requestId").asString(""));
    if (query != null) {
      query.cancel();
    }
    return replies.done();
  }

  private byte[] query(HttpExchange exchange, JsonNode body)
      throws Rejection, InterruptedException {
    Session session = sessions.bySessionToken(token(exchange));
    String sql = body.path("sqlText").asString("");
    boolean describe = body.path("describeOnly").asBoolean(false);
    SortedMap<Integer, Binding> bindings = bindings(body.path("bindings"));
    Query query = session.query(parameters(exchange).getOrDefault("requestId", ""));
    query.start(
        describe ? Duration.ZERO : faults.delay(),
        () -> {
          faults.failIfAsked(sql);
          return session.engine().execute(sql, bindings, describe);
        });
    return outcome(session, query);
  }

  private byte @Nullable [] result(HttpExchange exchange, String path)
      throws Rejection, InterruptedException {
    String[] parts = path.split("/", -1);
    if (parts.length != 4 || !parts[1].equals("queries") || !parts[3].equals("result")) {
      return null;
    }
    Session session = sessions.bySessionToken(token(exchange));
    Query query = session.byId(parts[2]);
    return query == null ? null : outcome(session, query);
  }

  private byte[] outcome(Session session, Query query) throws InterruptedException {
    try {
      Answer answer = query.await(PATIENCE);
      return answer == null
          ? replies.inProgress(query)
          : replies.answer(session, query, answer, chunkRows, url + CHUNKS);
    } catch (Rejection rejection) {
      return replies.rejected(query.id(), rejection);
    }
  }

  /** Chunks are fetched without a token, as from a presigned address. */
  private byte @Nullable [] chunk(String path) throws Rejection, InterruptedException {
    String[] parts = path.split("/", -1);
    for (Session session : sessions.all()) {
      Query query = session.byId(parts[2]);
      Answer answer = query == null ? null : query.await(Duration.ZERO);
      if (answer != null) {
        return replies.chunk(answer, Integer.parseInt(parts[3]), chunkRows);
      }
    }
    return null;
  }

  private static Request request(HttpExchange exchange, JsonNode body) {
    return new Request(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        body.path("sqlText").asString(""),
        body.path("describeOnly").asBoolean(false),
        bindings(body.path("bindings")));
  }

  private static SortedMap<Integer, Binding> bindings(JsonNode node) {
    SortedMap<Integer, Binding> bindings = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      JsonNode value = entry.getValue().path("value");
      List<@Nullable String> values = new ArrayList<>();
      for (JsonNode each : value.isArray() ? value.values() : List.of(value)) {
        values.add(each.isNull() || each.isMissingNode() ? null : each.asString());
      }
      bindings.put(
          Integer.valueOf(entry.getKey()),
          new Binding(entry.getValue().path("type").asString(""), values, value.isArray()));
    }
    return bindings;
  }

  private JsonNode body(HttpExchange exchange) throws IOException {
    boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    InputStream in = exchange.getRequestBody();
    byte[] bytes = (zipped ? new GZIPInputStream(in) : in).readAllBytes();
    return bytes.length == 0 ? json.createObjectNode() : json.readTree(bytes);
  }

  private static Map<String, String> parameters(HttpExchange exchange) {
    Map<String, String> parameters = new HashMap<>();
    String query = exchange.getRequestURI().getRawQuery();
    for (String pair : query == null ? new String[0] : query.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      parameters.put(
          parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }

  private static String token(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    return header == null ? "" : header.replaceFirst("^Snowflake Token=\"(.*)\"$", "$1");
  }

  private static void send(HttpExchange exchange, byte[] reply) throws IOException {
    byte[] bytes = reply;
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    if (reply.length >= GZIP_FROM) {
      ByteArrayOutputStream zipped = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
        out.write(reply);
      }
      bytes = zipped.toByteArray();
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    }
    exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
