package dev.plumbline.gateway.http;

import dev.plumbline.control.Provider.Dialect;
import dev.plumbline.gateway.access.TrustedProxies;
import dev.plumbline.gateway.call.CallErrors;
import dev.plumbline.gateway.call.CallRefused;
import dev.plumbline.gateway.call.Endpoint;
import dev.plumbline.gateway.provider.PassThrough;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what a request is for. */
public final class GatewayHandler extends Handler.Abstract implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayHandler.class);
  private static final Map<String, Endpoint> ENDPOINTS =
      Arrays.stream(Endpoint.values())
          .collect(Collectors.toUnmodifiableMap(Endpoint::path, Function.identity()));

  private final CallHandler calls;
  private final ClientWatches watches;
  private final Map<String, Page> pages;
  private final CallErrors errors;
  private final BodyRoom room;
  private final TrustedProxies proxies;

  private GatewayHandler(
      CallHandler calls,
      ClientWatches watches,
      Map<String, Page> pages,
      CallErrors errors,
      BodyRoom room,
      TrustedProxies proxies) {
    this.calls = calls;
    this.watches = watches;
    this.pages = Map.copyOf(pages);
    this.errors = errors;
    this.room = room;
    this.proxies = proxies;
  }

  /**
   * Serves calls, other endpoints of providers, and pages.
   *
   * @param pages by path; one that ends with a slash serves everything below it
   */
  public static GatewayHandler of(
      CallPipeline pipeline,
      PassThrough passThrough,
      BodyLimits limits,
      TrustedProxies proxies,
      Map<String, Page> pages) {
    ClientWatches watches = new ClientWatches();
    Map<String, Page> all = new HashMap<>(pages);
    all.put(PassThroughPage.PATH, new PassThroughPage(pipeline, passThrough, watches, limits));
    return new GatewayHandler(
        new CallHandler(pipeline, watches, limits),
        watches,
        all,
        pipeline.errors(),
        new BodyRoom(limits.room()),
        proxies);
  }

  @Override
  public void close() {
    watches.close();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Exchange exchange = new Exchange(request, response, room, proxies);
    try {
      serve(exchange);
      callback.succeeded();
    } catch (IOException gone) {
      callback.failed(gone);
    } catch (RuntimeException defect) {
      LOG.error("A request failed for a reason that it should not.", defect);
      callback.failed(defect);
    } finally {
      exchange.release();
    }
    return true;
  }

  private void serve(Exchange exchange) throws IOException {
    Endpoint endpoint = ENDPOINTS.get(exchange.path());
    if (endpoint != null) {
      if (exchange.method().equals("POST")) {
        calls.handle(endpoint, exchange);
      } else {
        refuse(
            exchange,
            new CallRefused(405, "method_not_allowed", "Use POST here.", Map.of("allow", "POST")));
      }
      return;
    }
    try {
      page(exchange.path()).answer(exchange);
    } catch (CallRefused refused) {
      refuse(exchange, refused);
    }
  }

  private Page page(String path) {
    Page exact = pages.get(path);
    if (exact != null) {
      return exact;
    }
    return pages.entrySet().stream()
        .filter(page -> page.getKey().endsWith("/") && path.startsWith(page.getKey()))
        .max(Comparator.comparingInt(page -> page.getKey().length()))
        .map(Map.Entry::getValue)
        .orElseThrow(GatewayHandler::nothing);
  }

  private static CallRefused nothing() {
    return new CallRefused(
        404,
        "not_found",
        "There is nothing at this path. Applications use %s; other endpoints of a provider are below"
                .formatted(String.join(", ", ENDPOINTS.keySet().stream().sorted().toList()))
            + " /providers/PROVIDER/.");
  }

  private void refuse(Exchange exchange, CallRefused refused) throws IOException {
    if (!exchange.committed()) {
      Dialect dialect =
          exchange.header("anthropic-version") == null ? Dialect.OPENAI : Dialect.ANTHROPIC;
      byte[] body = errors.body(dialect, refused.status(), refused.code(), refused.text());
      exchange.send(refused.status(), "application/json", refused.headers(), body);
    }
  }
}
