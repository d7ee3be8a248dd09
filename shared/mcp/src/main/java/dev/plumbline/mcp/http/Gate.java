package dev.plumbline.mcp.http;

import dev.plumbline.mcp.text.Text;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The filter that every request passes: the checks in their order, then the answer. */
final class Gate implements Filter {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
  private static final Set<Integer> SUSPICIOUS = Set.of(401, 403, 421);

  private final HostAndOrigin hostAndOrigin;
  private final Cors cors = new Cors();
  private final Routes routes;
  private final List<Check> checks;
  private final List<Check> protocolChecks;
  private final ProtocolGuard protocol;
  private final Calls calls;
  private final PrometheusMetrics metrics;
  private final ErrorBody errors = new ErrorBody();

  Gate(
      HttpOptions options,
      BearerCheck bearer,
      OpenSessions sessions,
      ProtocolGuard protocol,
      Calls calls,
      PrometheusMetrics metrics) {
    this.hostAndOrigin = new HostAndOrigin(options);
    this.routes = new Routes(options);
    this.checks = List.of(bearer, new RateCheck(options.requestsPerMinute()));
    this.protocolChecks =
        List.of(
            new ProtocolVersionCheck(),
            new MediaTypeCheck(),
            new BodyCheck(options.maxRequestBytes()),
            new MessageCheck(),
            new SessionCheck(sessions));
    this.protocol = protocol;
    this.calls = calls;
    this.metrics = metrics;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request instanceof HttpServletRequest asked
        && response instanceof HttpServletResponse answer) {
      filter(asked, answer, chain);
    }
  }

  private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-store");
    Exchange exchange = null;
    try {
      hostAndOrigin.pass(request);
      if (cors.answered(request, response)) {
        return;
      }
      exchange = new Exchange(request, routes.find(request));
      pass(exchange, checks);
      if (exchange.endpoint().isProtocol()) {
        pass(exchange, protocolChecks);
        call(exchange, response, chain);
      } else {
        chain.doFilter(request, response);
      }
    } catch (Refusal refusal) {
      refuse(request, response, refusal, exchange);
    } catch (ServletException | RuntimeException defect) {
      refuse(request, response, internal(defect), exchange);
    }
  }

  private static void pass(Exchange exchange, List<Check> checks) throws IOException {
    for (Check check : checks) {
      check.pass(exchange);
    }
  }

  private void call(Exchange exchange, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!calls.begin()) {
      throw Refusal.of(503);
    }
    try {
      protocol.handle(exchange, response, chain);
    } finally {
      calls.end();
    }
  }

  private void refuse(
      HttpServletRequest request,
      HttpServletResponse response,
      Refusal refusal,
      @Nullable Exchange exchange)
      throws IOException {
    metrics.refused(refusal.status());
    String line =
        refusal.status() + " to " + request.getRemoteAddr() + " at " + request.getMethod();
    String path = Text.oneLine(Text.cut(String.valueOf(request.getRequestURI()), 200));
    if (SUSPICIOUS.contains(refusal.status())) {
      LOG.info("{} {}: {}", line, path, refusal.message());
    } else {
      LOG.debug("{} {}: {}", line, path, refusal.message());
    }
    errors.send(response, refusal, exchange == null ? null : exchange.messageId());
    if (request.isAsyncStarted()) {
      request.getAsyncContext().complete();
    }
  }

  private static Refusal internal(Exception defect) {
    String id = UUID.randomUUID().toString();
    LOG.error("Internal error {}", id, defect);
    return new Refusal(
        500,
        Refusal.INTERNAL_ERROR,
        "Internal error %s. The server's log says more.".formatted(id));
  }
}
