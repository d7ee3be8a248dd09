package dev.plumbline.gateway.http;

import dev.plumbline.control.BudgetState;
import dev.plumbline.control.ControlView;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Route;
import dev.plumbline.control.Subject;
import dev.plumbline.gateway.access.Caller;
import dev.plumbline.gateway.access.Plan;
import dev.plumbline.gateway.budget.Admitted;
import dev.plumbline.gateway.call.CallRefused;
import dev.plumbline.gateway.call.Demand;
import dev.plumbline.gateway.call.Endpoint;
import dev.plumbline.gateway.call.LlmCall;
import dev.plumbline.gateway.call.Outcome;
import dev.plumbline.gateway.record.Begun;
import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.UsageEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one call through the pipeline: access, plan, budget, (cache,) route, record, answer. A
 * response cache finds its room between {@code admit} and {@code dispatch}.
 */
final class CallHandler {
  private static final Logger LOG = LoggerFactory.getLogger(CallHandler.class);
  private static final String JSON = "application/json";

  private final CallPipeline pipeline;
  private final ClientWatches watches;
  private final BodyLimits limits;

  CallHandler(CallPipeline pipeline, ClientWatches watches, BodyLimits limits) {
    this.pipeline = pipeline;
    this.watches = watches;
    this.limits = limits;
  }

  void handle(Endpoint endpoint, Exchange exchange) throws IOException {
    try {
      ControlView view = pipeline.view().get();
      Instant now = pipeline.clock().instant();
      Caller caller = pipeline.access().caller(view, exchange::header, exchange.peer(), now);
      LlmCall call = read(endpoint, exchange);
      run(call, caller, view, exchange, now);
    } catch (CallRefused refused) {
      refuse(endpoint.dialect(), refused, exchange);
    } catch (Failure failure) {
      refuse(endpoint.dialect(), refused(failure), exchange);
    }
  }

  private LlmCall read(Endpoint endpoint, Exchange exchange) throws IOException {
    byte[] body = exchange.body(limits.bytes(), limits.patience());
    LlmCall call = pipeline.reader().read(RequestId.next(), endpoint, body, exchange.headers());
    return pipeline.tracing().follow(call, exchange::header);
  }

  private void run(LlmCall call, Caller caller, ControlView view, Exchange exchange, Instant now)
      throws IOException {
    Admitted admitted;
    Demand demand;
    try {
      Route route = pipeline.plan().route(call, caller.key(), view);
      demand = pipeline.demands().of(call);
      pipeline.recorder().checkRoom();
      admitted = pipeline.admissions().admit(call, demand, caller, route, view, now);
    } catch (CallRefused refused) {
      UsageEvent event = pipeline.events().blocked(call, caller, refused.code(), now);
      pipeline.recorder().blocked(event);
      pipeline.metrics().ended(event);
      call.trace().refused(refused.code());
      throw refused;
    }
    Subject subject = caller.subject(call.model());
    ClientWatch watch = exchange.watched();
    watches.add(watch);
    try {
      Outcome outcome =
          dispatch(call, demand, caller, view, admitted, subject, exchange, watch, now);
      answer(call, outcome, exchange);
    } finally {
      watches.end(watch);
    }
  }

  private Outcome dispatch(
      LlmCall call,
      Demand demand,
      Caller caller,
      ControlView view,
      Admitted admitted,
      Subject subject,
      Exchange exchange,
      ClientWatch watch,
      Instant now) {
    SortedMap<String, String> headers = headers(call, admitted);
    Route.Target first = admitted.route().targets().getFirst();
    boolean begun = false;
    Outcome outcome = null;
    try {
      pipeline
          .recorder()
          .begin(
              new Begun(
                  call.id(),
                  now,
                  subject,
                  call.endpoint().operation(),
                  first.provider(),
                  first.model(),
                  admitted.bound().cost(),
                  demand.inputTokens()));
      begun = true;
      outcome =
          pipeline
              .dispatcher()
              .dispatch(
                  call,
                  demand,
                  admitted.route(),
                  view,
                  provider -> Plan.mayUse(caller.key(), provider),
                  pipeline.texts().kept(),
                  new JettySink(exchange, watch, headers));
    } finally {
      if (outcome == null) {
        notSent(call, caller, subject, begun, now);
      }
    }
    UsageEvent event =
        pipeline
            .events()
            .of(call, caller, view, outcome, now, pipeline.texts().content(call, outcome));
    pipeline.recorder().end(event, subject);
    pipeline.metrics().ended(event);
    call.trace().ended(outcome, event);
    return outcome.with(headers(headers, outcome, event));
  }

  /** Whatever was thrown, the reservation is given back and the journal closed. */
  private void notSent(LlmCall call, Caller caller, Subject subject, boolean begun, Instant now) {
    UsageEvent event = pipeline.events().blocked(call, caller, "not_sent", now);
    if (begun) {
      pipeline.recorder().end(event, subject);
    } else {
      pipeline.recorder().release(event, subject);
    }
    pipeline.metrics().ended(event);
    call.trace().refused("not_sent");
  }

  private static SortedMap<String, String> headers(LlmCall call, Admitted admitted) {
    SortedMap<String, String> headers = new TreeMap<>();
    headers.put("x-plumbline-request-id", call.id());
    headers.put("x-plumbline-cache", "bypass");
    admitted.states().stream()
        .map(BudgetState::left)
        .min(BigDecimal::compareTo)
        .ifPresent(left ->
            headers.put(
                "x-plumbline-budget-left", left.setScale(6, RoundingMode.DOWN).toPlainString()));
    return headers;
  }

  private static SortedMap<String, String> headers(
      SortedMap<String, String> own, Outcome outcome, UsageEvent event) {
    SortedMap<String, String> headers = new TreeMap<>(outcome.headers());
    headers.putAll(own);
    if (outcome.target() != null) {
      headers.put(
          "x-plumbline-target", outcome.target().provider() + "/" + outcome.target().model());
    }
    headers.put("x-plumbline-attempts", String.valueOf(outcome.attempts()));
    headers.put(
        "x-plumbline-cost",
        event.charge().cost() == null
            ? "unknown"
            : event.charge().cost().total().stripTrailingZeros().toPlainString());
    return headers;
  }

  private static void answer(LlmCall call, Outcome outcome, Exchange exchange) {
    try {
      byte[] ending = outcome.ending().toByteArray();
      if (outcome.begun()) {
        exchange.write(ending, 0, ending.length);
        exchange.finish();
      } else {
        exchange.send(outcome.httpStatus(), outcome.contentType(), outcome.headers(), ending);
      }
    } catch (IOException gone) {
      LOG.debug("The client of request {} went away before the end of its answer.", call.id());
    }
  }

  private void refuse(Provider.Dialect dialect, CallRefused refused, Exchange exchange)
      throws IOException {
    if (exchange.committed()) {
      return;
    }
    byte[] body = pipeline.errors().body(dialect, refused.status(), refused.code(), refused.text());
    exchange.send(refused.status(), JSON, refused.headers(), body);
  }

  private static CallRefused refused(Failure failure) {
    return switch (failure) {
      case Failure.InvalidInput invalid -> new CallRefused(400, "invalid_request", invalid.text());
      case Failure.NotFound missing -> new CallRefused(404, "not_found", missing.text());
      case Failure.StoreUnavailable down -> new CallRefused(503, "store_unavailable", down.text());
      default -> new CallRefused(502, "gateway_error", failure.text());
    };
  }
}
