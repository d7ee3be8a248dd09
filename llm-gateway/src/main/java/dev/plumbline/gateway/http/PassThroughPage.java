package dev.plumbline.gateway.http;

import dev.plumbline.control.ControlView;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Route;
import dev.plumbline.control.Subject;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.gateway.access.Caller;
import dev.plumbline.gateway.access.Plan;
import dev.plumbline.gateway.call.CallRefused;
import dev.plumbline.gateway.call.Endpoint;
import dev.plumbline.gateway.provider.PassThrough;
import dev.plumbline.gateway.record.Begun;
import dev.plumbline.gateway.record.Events;
import dev.plumbline.gateway.trace.PassedTrace;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.usage.Operation;
import dev.plumbline.usage.UsageEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Other endpoints of a provider, for keys that may use them; metered by request. */
final class PassThroughPage implements Page {
  /** Where they are. */
  static final String PATH = "/providers/";

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
  private static final Set<String> BODILESS = Set.of("GET", "HEAD", "DELETE");

  private final CallPipeline pipeline;
  private final PassThrough passThrough;
  private final ClientWatches watches;
  private final BodyLimits limits;

  PassThroughPage(
      CallPipeline pipeline, PassThrough passThrough, ClientWatches watches, BodyLimits limits) {
    this.pipeline = pipeline;
    this.passThrough = passThrough;
    this.watches = watches;
    this.limits = limits;
  }

  /**
   * One request.
   *
   * @param path below the provider's base, without its query
   */
  private record Asked(
      String id,
      Caller caller,
      Subject subject,
      ControlView view,
      Provider provider,
      String path,
      PassedTrace trace,
      Instant time) {}

  @Override
  public void answer(Exchange exchange) throws IOException {
    ControlView view = pipeline.view().get();
    Instant now = pipeline.clock().instant();
    Caller caller = pipeline.access().caller(view, exchange::header, exchange.peer(), now);
    if (!METHODS.contains(exchange.method())) {
      throw new CallRefused(405, "method_not_allowed", "This method is not passed on.");
    }
    if (!exchange.rawPath().startsWith(PATH)) {
      throw new CallRefused(404, "not_found", "Write the path as " + PATH + "PROVIDER/….");
    }
    String rest = exchange.rawPath().substring(PATH.length());
    int slash = rest.indexOf('/');
    Provider provider = provider(slash < 0 ? rest : rest.substring(0, slash), caller.key(), view);
    String path = slash < 0 ? "/" : rest.substring(slash);
    byte[] body = exchange.body(limits.bytes(), limits.patience());
    Asked asked = asked(exchange, caller, view, provider, path, now);
    try {
      checkAllowed(caller.key(), provider, path);
      pipeline.recorder().checkRoom();
      pipeline.admissions().admitUnpriced(asked.id, caller, asked.subject, view, lasts(), now);
    } catch (CallRefused refused) {
      blocked(asked, refused.code());
      throw refused;
    }
    forward(asked, exchange, body);
  }

  private Asked asked(
      Exchange exchange,
      Caller caller,
      ControlView view,
      Provider provider,
      String path,
      Instant now) {
    String id = RequestId.next();
    PassedTrace trace =
        pipeline
            .tracing()
            .follow(
                new PassedTrace.Request(
                    id, exchange.method(), provider, path, caller.attribution()),
                exchange::header);
    return new Asked(id, caller, caller.subject(Events.PASSED), view, provider, path, trace, now);
  }

  private static Duration lasts() {
    return Route.Timeouts.USUAL.total().plusMinutes(1);
  }

  private static Provider provider(String id, VirtualKey key, ControlView view) {
    Provider provider = view.provider(id).filter(one -> Plan.mayUse(key, one.id())).orElse(null);
    if (provider == null) {
      List<String> open =
          view.state().providers().stream()
              .map(Provider::id)
              .filter(one -> Plan.mayUse(key, one))
              .toList();
      throw new CallRefused(
          404,
          "provider_not_found",
          "No provider of that name is open to this key.%s It may use: %s."
              .formatted(
                  Nearest.hint(id, open), open.isEmpty() ? "none" : String.join(", ", open)));
    }
    return provider;
  }

  private static void checkAllowed(VirtualKey key, Provider provider, String path) {
    if (!key.rules().passThrough()) {
      throw new CallRefused(
          403,
          "endpoint_not_allowed",
          "The key %s may not use other endpoints of providers. Use %s, or ask its operator."
              .formatted(key.id(), Endpoint.CHAT_COMPLETIONS.path()));
    }
    String plain = plain(path);
    for (Endpoint endpoint : Endpoint.values()) {
      String own = provider.paths().getOrDefault(endpoint.label(), endpoint.path());
      if (plain.equals(endpoint.path()) || plain.equals(plain(own))) {
        throw new CallRefused(
            403,
            "endpoint_not_allowed",
            "This endpoint is priced and served at %s. Ask there for the model %s/MODEL."
                .formatted(endpoint.path(), provider.id()));
      }
    }
  }

  /** However a provider may read it. */
  private static String plain(String path) {
    String decoded;
    try {
      decoded = URLDecoder.decode(path, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw new CallRefused(400, "invalid_request", "The path is not percent-encoded correctly.");
    }
    return decoded
        .replaceAll(";[^/]*", "")
        .replaceAll("[/\\s\\p{Cntrl}]+$", "")
        .toLowerCase(Locale.ROOT);
  }

  private void forward(Asked asked, Exchange exchange, byte[] body) throws IOException {
    ClientWatch watch = exchange.watched();
    watches.add(watch);
    try {
      PassThrough.Passed passed = recorded(asked, exchange, body, watch);
      end(asked, exchange, passed);
    } finally {
      watches.end(watch);
    }
  }

  private PassThrough.Passed recorded(
      Asked asked, Exchange exchange, byte[] body, ClientWatch watch) {
    boolean begun = false;
    PassThrough.Passed passed = null;
    try {
      pipeline.recorder().begin(begun(asked));
      begun = true;
      JettySink sink = new JettySink(exchange, watch, headers(asked));
      passed = passThrough.forward(ask(asked, exchange, body), sink);
      return passed;
    } catch (Failure.InvalidInput unfit) {
      throw new CallRefused(400, "invalid_request", unfit.text());
    } catch (Failure unusable) {
      throw new CallRefused(502, "gateway_error", unusable.text());
    } finally {
      settle(asked, begun, passed);
    }
  }

  /** Whatever was thrown, the reservation is given back and the journal closed. */
  private void settle(Asked asked, boolean begun, PassThrough.@Nullable Passed passed) {
    Events events = pipeline.events();
    String id = asked.provider.id();
    UsageEvent event =
        passed == null
            ? events.blocked(asked.id, asked.caller, id, asked.path, "not_sent", asked.time)
            : events.passed(asked.id, asked.caller, asked.view, id, asked.path, passed, asked.time);
    if (begun) {
      pipeline.recorder().end(event, asked.subject);
    } else {
      pipeline.recorder().release(event, asked.subject);
    }
    pipeline.metrics().ended(event);
    if (passed == null) {
      asked.trace.refused("not_sent");
    } else {
      asked.trace.ended(passed);
    }
  }

  private void blocked(Asked asked, String code) {
    UsageEvent event =
        pipeline
            .events()
            .blocked(asked.id, asked.caller, asked.provider.id(), asked.path, code, asked.time);
    pipeline.recorder().blocked(event);
    pipeline.metrics().ended(event);
    asked.trace.refused(code);
  }

  private static Begun begun(Asked asked) {
    return new Begun(
        asked.id,
        asked.time,
        asked.subject,
        Operation.FUNCTION,
        asked.provider.id(),
        Events.PASSED,
        null,
        0);
  }

  private static SortedMap<String, String> headers(Asked asked) {
    return new TreeMap<>(
        Map.of(
            "x-plumbline-request-id",
            asked.id,
            "x-plumbline-target",
            asked.provider.id(),
            "x-plumbline-cost",
            "unknown"));
  }

  private static PassThrough.Ask ask(Asked asked, Exchange exchange, byte[] body) {
    boolean none = body.length == 0 && BODILESS.contains(exchange.method());
    return new PassThrough.Ask(
        asked.provider,
        exchange.method(),
        asked.path + (exchange.query() == null ? "" : "?" + exchange.query()),
        exchange.headers(),
        asked.trace.headers(),
        none ? null : new ByteArrayInputStream(body),
        body.length,
        exchange.header("content-type"),
        exchange.header("accept"),
        Route.Timeouts.USUAL);
  }

  private void end(Asked asked, Exchange exchange, PassThrough.Passed passed) throws IOException {
    if (passed.errorKind() == null || passed.errorKind().equals("provider_error")) {
      exchange.finish();
      return;
    }
    if (passed.begun()) {
      // The connection breaks off, so that nobody takes what came for the whole.
      throw new IOException("the answer of " + asked.provider.id() + " was cut");
    }
    throw new CallRefused(
        passed.httpStatus(),
        "provider_unreachable",
        "The provider %s gave no answer (%s).".formatted(asked.provider.id(), passed.errorKind()));
  }
}
