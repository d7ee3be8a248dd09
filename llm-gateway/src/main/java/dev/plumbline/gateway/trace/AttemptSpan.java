package dev.plumbline.gateway.trace;

import dev.plumbline.control.Provider;
import dev.plumbline.gateway.call.CallTrace;
import dev.plumbline.gateway.call.Endpoint;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.Set;

/** The span of one request to a provider; without figures of use, which would count twice. */
final class AttemptSpan implements CallTrace.Attempt {
  /** Errors in which the provider itself answered. */
  private static final Set<String> ANSWERED = Set.of("", "provider_error", "rate_limit");

  private final Span span;
  private final Map<String, String> headers;

  AttemptSpan(
      Tracer tracer,
      Context parent,
      Provider provider,
      String model,
      Endpoint endpoint,
      int number) {
    span =
        tracer
            .spanBuilder("POST " + endpoint.path())
            .setSpanKind(SpanKind.CLIENT)
            .setParent(parent)
            .setAttribute("http.request.method", "POST")
            .setAttribute("plumbline.provider", provider.id())
            .setAttribute("plumbline.model", model)
            .startSpan();
    Server.of(provider).describe(span);
    if (number > 1) {
      span.setAttribute("http.request.resend_count", number - 1L);
    }
    headers = Propagated.headers(parent.with(span));
  }

  @Override
  public Map<String, String> headers() {
    return headers;
  }

  @Override
  public void ended(int httpStatus, String errorKind) {
    if (ANSWERED.contains(errorKind)) {
      span.setAttribute("http.response.status_code", httpStatus);
    }
    if (!errorKind.isEmpty()) {
      span.setAttribute("error.type", errorKind);
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }
}
