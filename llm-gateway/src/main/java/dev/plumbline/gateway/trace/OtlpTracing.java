package dev.plumbline.gateway.trace;

import dev.plumbline.gateway.call.LlmCall;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends a span of each call to a collector, in batches and on a thread of their own: what it does
 * not take in time is dropped, and no call waits for it.
 */
public final class OtlpTracing implements Tracing {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int WAITING = 8_192;
  private static final int LONGEST = 256;
  private static final List<String> FIELDS = List.of("traceparent", "tracestate");

  private final SdkTracerProvider provider;
  private final Tracer tracer;

  /** Connects to nothing yet. */
  public OtlpTracing(OtlpOptions options) {
    OtlpHttpSpanExporterBuilder exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(options.endpoint())
            .setCompression("gzip")
            .setConnectTimeout(PATIENCE)
            .setTimeout(PATIENCE);
    options.headers().forEach(exporter::addHeader);
    BatchSpanProcessor batches =
        BatchSpanProcessor.builder(new WatchedExporter(exporter.build(), options.endpoint()))
            .setMaxQueueSize(WAITING)
            .setScheduleDelay(Duration.ofSeconds(1))
            .setExporterTimeout(PATIENCE)
            .build();
    Attributes service = Attributes.of(AttributeKey.stringKey("service.name"), options.service());
    provider =
        SdkTracerProvider.builder()
            .setResource(Resource.getDefault().merge(Resource.create(service)))
            .setSpanLimits(SpanLimits.builder().setMaxAttributeValueLength(LONGEST).build())
            .addSpanProcessor(batches)
            .build();
    tracer = provider.get("dev.plumbline.gateway");
  }

  @Override
  public LlmCall follow(LlmCall call, Function<String, @Nullable String> header) {
    return call.followedBy(new CallSpan(tracer, call, before(header)));
  }

  @Override
  public PassedTrace follow(
      PassedTrace.Request request, Function<String, @Nullable String> header) {
    return new PassedSpan(tracer, request, before(header));
  }

  private static Context before(Function<String, @Nullable String> header) {
    return W3CTraceContextPropagator.getInstance().extract(Context.root(), header, new Headers());
  }

  @Override
  public void close() {
    provider.shutdown().join(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private record Headers() implements TextMapGetter<Function<String, @Nullable String>> {
    @Override
    public Iterable<String> keys(Function<String, @Nullable String> carrier) {
      return FIELDS;
    }

    @Override
    public @Nullable String get(@Nullable Function<String, @Nullable String> carrier, String key) {
      return carrier == null ? null : carrier.apply(key);
    }
  }
}
