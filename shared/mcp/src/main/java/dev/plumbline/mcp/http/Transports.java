package dev.plumbline.mcp.http;

import dev.plumbline.mcp.host.SessionFactories;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.transport.HttpServletSseServerTransportProvider;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransportProviderBase;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** The SDK's two servlets over one set of session factories. */
final class Transports {
  private static final Logger LOG = LoggerFactory.getLogger(Transports.class);

  private final Map<Endpoint, HttpServlet> servlets = new LinkedHashMap<>();
  private final List<McpServerTransportProviderBase> providers = new ArrayList<>();

  Transports(HttpOptions options, SessionFactories sessions, Timings timings) {
    if (options.transports().contains(HttpTransport.STREAMABLE)) {
      addStreamable(options, sessions, timings);
    }
    if (options.transports().contains(HttpTransport.SSE)) {
      addSse(options, sessions);
    }
  }

  /** Which servlet answers which endpoint. */
  Map<Endpoint, HttpServlet> servlets() {
    return servlets;
  }

  /** Sends a notification to one session; does nothing if it is gone or doesn't listen. */
  void notifyClient(String sessionId, String method, Object params) {
    tell(provider -> provider.notifyClient(sessionId, method, params));
  }

  /** Sends a notification to every session that listens. */
  void notifyClients(String method, Object params) {
    tell(provider -> provider.notifyClients(method, params));
  }

  /** Ends every session. */
  void close() {
    tell(McpServerTransportProviderBase::closeGracefully);
  }

  private void tell(Function<McpServerTransportProviderBase, Mono<Void>> action) {
    for (McpServerTransportProviderBase provider : providers) {
      try {
        action.apply(provider).block();
      } catch (RuntimeException notListening) {
        LOG.debug("Not delivered: {}", notListening.getMessage());
      }
    }
  }

  private void addStreamable(HttpOptions options, SessionFactories sessions, Timings timings) {
    HttpServletStreamableServerTransportProvider provider =
        HttpServletStreamableServerTransportProvider.builder()
            .mcpEndpoint(Endpoint.MCP.path())
            .contextExtractor(Transports::context)
            .maxRequestSize(options.maxRequestBytes())
            // Signs of life are ours: the SDK's ping reaches listening streams only.
            .keepAliveInterval(null)
            .sessionSweepInterval(timings.sessionIdle())
            .build();
    provider.setSessionFactory(sessions.streamable());
    servlets.put(Endpoint.MCP, provider);
    providers.add(provider);
  }

  /** The SDK deprecates SSE, but clients still speak it. */
  @SuppressWarnings("deprecation")
  private void addSse(HttpOptions options, SessionFactories sessions) {
    HttpServletSseServerTransportProvider provider =
        HttpServletSseServerTransportProvider.builder()
            .sseEndpoint(Endpoint.SSE.path())
            .messageEndpoint(Endpoint.MESSAGES.path())
            .contextExtractor(Transports::context)
            .maxRequestSize(options.maxRequestBytes())
            .build();
    McpServerSession.Factory factory = sessions.connected();
    provider.setSessionFactory(transport -> {
      WatchedTransport watched = new WatchedTransport(transport);
      McpServerSession session = factory.create(watched);
      EventStream.CURRENT.get().onClose(() -> endSession(session, watched));
      return session;
    });
    servlets.put(Endpoint.SSE, provider);
    servlets.put(Endpoint.MESSAGES, provider);
    providers.add(provider);
  }

  /** The SDK forgets a session whose client has vanished without telling the session. */
  private static void endSession(McpServerSession session, WatchedTransport transport) {
    if (!transport.isClosed()) {
      session.close();
    }
  }

  private static McpTransportContext context(HttpServletRequest request) {
    return Exchange.of(request).origin().context();
  }
}
