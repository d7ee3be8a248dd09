package dev.plumbline.mcp.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Answers {@code /health}, {@code /ready}, {@code /info} and {@code /metrics}. */
final class StatusServlet extends HttpServlet {
  private final transient HttpOptions options;
  private final transient HttpServer.Info info;
  private final transient PrometheusMetrics metrics;
  private final transient OpenSessions sessions;
  private final transient OpenStreams streams;
  private final transient Calls calls;
  private final transient JsonMapper json = JsonMapper.shared();

  StatusServlet(
      HttpOptions options,
      HttpServer.Info info,
      PrometheusMetrics metrics,
      OpenSessions sessions,
      OpenStreams streams,
      Calls calls) {
    this.options = options;
    this.info = info;
    this.metrics = metrics;
    this.sessions = sessions;
    this.streams = streams;
    this.calls = calls;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (Exchange.of(request).endpoint()) {
      case HEALTH -> send(response, 200, Map.of("status", "ok"));
      case READY -> ready(response);
      case INFO -> send(response, 200, about());
      case METRICS -> {
        response.setContentType(metrics.contentType());
        metrics.write(response.getOutputStream());
      }
      case MCP, SSE, MESSAGES -> throw new IllegalStateException("the SDK answers these");
    }
  }

  private void ready(HttpServletResponse response) throws IOException {
    boolean ready = !calls.isStopping() && info.problem().get().isEmpty();
    send(response, ready ? 200 : 503, Map.of("status", ready ? "ready" : "not ready"));
  }

  private Map<String, Object> about() {
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("name", info.name());
    about.put("version", info.version());
    about.put(
        "transports", options.transports().stream().sorted().map(HttpTransport::wireName).toList());
    about.put("protocol_versions", ProtocolVersionCheck.KNOWN);
    about.put("sessions", sessions.count());
    about.put("streams", streams.count());
    Optional<String> problem = info.problem().get();
    about.put("ready", problem.isEmpty());
    problem.ifPresent(text -> about.put("problem", text));
    about.putAll(info.details().get());
    return about;
  }

  private void send(HttpServletResponse response, int status, Map<String, ?> content)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/json");
    response.getOutputStream().write(json.writeValueAsBytes(content));
  }
}
