package dev.plumbline.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import okio.GzipSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** A collector of spans over OTLP, which no span may tell a secret. */
final class SpanCollector implements AutoCloseable {
  static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  /** The header of an application's span. */
  static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

  private final MockWebServer server = new MockWebServer();

  SpanCollector() throws IOException {
    server.start();
  }

  /** Ground whose gateway sends its spans here. */
  Ground on(Ground ground) {
    return ground
        .with("OTEL_EXPORTER_OTLP_ENDPOINT", server.url("/").toString())
        .with("OTEL_EXPORTER_OTLP_HEADERS", "x-tenant=acme%20inc");
  }

  /** Takes spans once. */
  void take() {
    server.enqueue(new MockResponse.Builder().build());
  }

  /** Takes spans once, and does not answer for a minute. */
  void hang() {
    server.enqueue(new MockResponse.Builder().headersDelay(60, TimeUnit.SECONDS).build());
  }

  /** What came, for the first of which it waits. */
  List<Span> spans() throws IOException, InterruptedException {
    List<Span> spans = new ArrayList<>();
    for (RecordedRequest request = taken(); request != null; request = taken()) {
      assertThat(request.getTarget()).isEqualTo("/v1/traces");
      assertThat(request.getHeaders().get("x-tenant")).isEqualTo("acme inc");
      Buffer body = new Buffer().write(Objects.requireNonNull(request.getBody()));
      byte[] plain = Okio.buffer(new GzipSource(body)).readByteArray();
      ExportTraceServiceRequest sent = ExportTraceServiceRequest.parseFrom(plain);
      assertThat(sent.toString()).doesNotContain("secret", "stand-in, not a model");
      sent.getResourceSpansList()
          .forEach(resource ->
              resource.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList())));
    }
    return spans;
  }

  private @Nullable RecordedRequest taken() throws InterruptedException {
    return server.takeRequest(server.getRequestCount() > 0 ? 0 : 20, TimeUnit.SECONDS);
  }

  static Map<String, Object> attributes(Span span) {
    return span.getAttributesList().stream()
        .collect(Collectors.toMap(KeyValue::getKey, one -> plain(one.getValue())));
  }

  private static Object plain(AnyValue value) {
    return switch (value.getValueCase()) {
      case INT_VALUE -> value.getIntValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case BOOL_VALUE -> value.getBoolValue();
      default -> value.getStringValue();
    };
  }

  static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  @Override
  public void close() {
    server.close();
  }
}
