package dev.plumbline.gateway.trace;

import dev.plumbline.gateway.provider.PassThrough;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Map;

/**
 * The span of one request to another endpoint of a provider, by the conventions of OpenTelemetry
 * for HTTP. It has no operation of generative AI, by which importers know calls that cost, and no
 * query, which may hold anything.
 */
final class PassedSpan implements PassedTrace {
  private final Span span;
  private final Map<String, String> headers;

  PassedSpan(Tracer tracer, Request request, Context before) {
    span =
        tracer
            .spanBuilder(request.method() + " /providers/" + request.provider().id())
            .setSpanKind(SpanKind.CLIENT)
            .setParent(before)
            .setAttribute("http.request.method", request.method())
            .setAttribute("url.path", request.path())
            .setAttribute("gen_ai.provider.name", ProviderName.of(request.provider()))
            .setAttribute("plumbline.provider", request.provider().id())
            .setAttribute("plumbline.request_id", request.id())
            .startSpan();
    Server.of(request.provider()).describe(span);
    Whose.describe(span, request.attribution());
    headers = Propagated.headers(before.with(span));
  }

  @Override
  public Map<String, String> headers() {
    return headers;
  }

  @Override
  public void refused(String code) {
    failed(code);
    span.end();
  }

  @Override
  public void ended(PassThrough.Passed passed) {
    String kind = passed.errorKind();
    if (passed.begun()) {
      span.setAttribute("http.response.status_code", passed.httpStatus());
      span.setAttribute("http.response.body.size", passed.bytes());
    }
    if (kind != null) {
      failed(kind);
    }
    span.end();
  }

  private void failed(String kind) {
    span.setAttribute("error.type", kind);
    span.setStatus(StatusCode.ERROR);
  }
}
