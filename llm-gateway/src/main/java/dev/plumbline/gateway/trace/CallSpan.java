package dev.plumbline.gateway.trace;

import dev.plumbline.control.Provider;
import dev.plumbline.gateway.call.CallTrace;
import dev.plumbline.gateway.call.Endpoint;
import dev.plumbline.gateway.call.LlmCall;
import dev.plumbline.gateway.call.Outcome;
import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.UsageEvent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The span of one call, by the conventions of OpenTelemetry for generative AI. It says nothing of
 * what was asked or answered, and no message of a provider, which may repeat it.
 */
final class CallSpan implements CallTrace {
  private static final int LONGEST_NAME = 128;
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Tracer tracer;
  private final Span span;
  private final Context context;
  private @Nullable Provider last;

  CallSpan(Tracer tracer, LlmCall call, Context before) {
    this.tracer = tracer;
    String operation = operation(call.endpoint());
    String name = operation + " " + call.model();
    this.span =
        tracer
            .spanBuilder(name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME))
            .setSpanKind(SpanKind.CLIENT)
            .setParent(before)
            .setAttribute("gen_ai.operation.name", operation)
            .setAttribute("gen_ai.request.model", call.model())
            .setAttribute("plumbline.request_id", call.id())
            .startSpan();
    this.context = before.with(span);
    asked(call);
  }

  private static String operation(Endpoint endpoint) {
    return switch (endpoint) {
      case CHAT_COMPLETIONS, RESPONSES, MESSAGES -> "chat";
      case COMPLETIONS -> "text_completion";
      case EMBEDDINGS -> "embeddings";
      case COUNT_TOKENS -> "count_tokens";
    };
  }

  private void asked(LlmCall call) {
    for (String field : new String[] {"max_tokens", "max_completion_tokens", "max_output_tokens"}) {
      JsonNode most = call.body().path(field);
      if (most.isIntegralNumber() && most.canConvertToLong()) {
        span.setAttribute("gen_ai.request.max_tokens", most.longValue());
      }
    }
    for (String field : new String[] {"temperature", "top_p"}) {
      JsonNode value = call.body().path(field);
      if (value.isNumber()) {
        span.setAttribute("gen_ai.request." + field, value.doubleValue());
      }
    }
    if (call.stream()) {
      span.setAttribute("gen_ai.request.stream", true);
    }
  }

  @Override
  public Attempt attempt(Provider provider, String model, Endpoint endpoint, int number) {
    last = provider;
    return new AttemptSpan(tracer, context, provider, model, endpoint, number);
  }

  @Override
  public void refused(String code) {
    failed(code);
    span.end();
  }

  @Override
  public void ended(Outcome outcome, UsageEvent event) {
    Provider provider = last;
    if (provider != null) {
      span.setAttribute("gen_ai.provider.name", ProviderName.of(provider));
      Server.of(provider).describe(span);
    }
    span.setAttribute("gen_ai.response.model", event.model());
    used(event.tokens());
    if (outcome.firstTokenNanos() >= 0) {
      span.setAttribute("gen_ai.response.time_to_first_chunk", outcome.firstTokenNanos() / NANOS);
    }
    span.setAttribute("plumbline.attempts", outcome.attempts());
    span.setAttribute("plumbline.tokens_estimated", outcome.metered().estimated());
    if (event.charge().cost() != null) {
      // A span knows no decimals; the ledger has the exact sum.
      span.setAttribute("plumbline.cost_usd", event.charge().cost().total().doubleValue());
    }
    Whose.describe(span, event.attribution());
    String kind = outcome.errorKind();
    if (kind != null) {
      failed(kind);
    }
    span.end();
  }

  private void used(TokenCounts tokens) {
    span.setAttribute("gen_ai.usage.input_tokens", tokens.input());
    span.setAttribute("gen_ai.usage.output_tokens", tokens.output());
    span.setAttribute("gen_ai.usage.cache_read.input_tokens", tokens.cacheRead());
    span.setAttribute(
        "gen_ai.usage.cache_creation.input_tokens", tokens.cacheWrite5m() + tokens.cacheWrite1h());
    span.setAttribute("gen_ai.usage.reasoning.output_tokens", tokens.reasoning());
  }

  private void failed(String kind) {
    span.setAttribute("error.type", kind);
    span.setStatus(StatusCode.ERROR);
  }
}
