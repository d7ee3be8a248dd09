package dev.plumbline.usage.source.otel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.Imports;
import dev.plumbline.usage.source.MemoryLedger;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OtlpReceiverTest {
  private static final long START =
      TimeUnit.SECONDS.toNanos(Instant.parse("2026-03-10T08:00:00Z").getEpochSecond());

  private final HttpClient client = HttpClient.newHttpClient();
  private final MemoryLedger ledger = new MemoryLedger();
  private @Nullable OtlpReceiver receiver;

  @AfterEach
  void stop() {
    if (receiver != null) {
      receiver.close();
    }
    client.close();
  }

  private int start(Optional<String> token, LedgerWriter writer) {
    OtlpReceiver started =
        OtlpReceiver.start(
            "127.0.0.1", 0, token, writer, UnaryOperator.identity(), Imports.TIMES.clock());
    receiver = started;
    return started.port();
  }

  private HttpResponse<byte[]> post(int port, String type, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/traces"))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String span(String id, long input, long cached) {
    return """
    {"traceId":"5b8efff798038103d269b633813fc60c","spanId":"%s","name":"chat gpt-4o","kind":3,
     "startTimeUnixNano":"%d","endTimeUnixNano":"%d","attributes":[
      {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
      {"key":"gen_ai.provider.name","value":{"stringValue":"openai"}},
      {"key":"gen_ai.request.model","value":{"stringValue":"gpt-4o"}},
      {"key":"gen_ai.usage.input_tokens","value":{"intValue":"%d"}},
      {"key":"gen_ai.usage.cache_read.input_tokens","value":{"intValue":"%d"}},
      {"key":"gen_ai.usage.output_tokens","value":{"intValue":"20"}}]}\
    """
        .formatted(id, START, START + TimeUnit.SECONDS.toNanos(2), input, cached);
  }

  private static byte[] json(String... spans) {
    return """
    {"resourceSpans":[{"resource":{"attributes":[
      {"key":"service.name","value":{"stringValue":"shop"}}]},
     "scopeSpans":[{"scope":{},"spans":[%s]}]}]}\
    """
        .formatted(String.join(",", spans))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  @Test
  void writesModelCallsBeforeItAnswers() throws Exception {
    int port = start(Optional.empty(), ledger);
    String database =
        "{\"traceId\":\"aa\",\"spanId\":\"bb\",\"startTimeUnixNano\":\"1\",\"attributes\":[]}";
    HttpResponse<byte[]> response =
        post(port, "application/json; charset=utf-8", json(span("eee19b7e", 100, 40), database));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(text(response)).isEqualTo("{}");
    assertThat(ledger.events()).hasSize(1);
    UsageEvent event = ledger.events().getFirst();
    assertThat(event.tokens()).isEqualTo(new TokenCounts(60, 40, 0, 0, 20, 0));
    assertThat(event.delivery().latencyMillis()).isEqualTo(2000);
    assertThat(event.source()).isEqualTo("opentelemetry");
    assertThat(event.attribution().tags()).containsEntry("service", "shop");
  }

  @Test
  void countsSpansSentAgainOnce() throws Exception {
    int port = start(Optional.empty(), ledger);
    post(port, "application/json", json(span("01", 1, 0)));
    post(port, "application/json", json(span("01", 1, 0), span("02", 1, 0)));
    assertThat(ledger.events()).hasSize(2);
  }

  @Test
  void saysWhichSpansItCannotTake() throws Exception {
    int port = start(Optional.empty(), ledger);
    HttpResponse<byte[]> response =
        post(port, "application/json", json(span("01", 10, 20), span("02", 1, 0)));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(text(response)).contains("\"rejectedSpans\":\"1\"", "20 cached tokens");
    assertThat(ledger.events()).hasSize(1);
  }

  @Test
  void takesProtobufAndGzip() throws Exception {
    int port = start(Optional.empty(), ledger);
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    request
        .addResourceSpansBuilder()
        .addScopeSpansBuilder()
        .addSpans(
            Span.newBuilder()
                .setTraceId(ByteString.fromHex("5b8efff798038103d269b633813fc60c"))
                .setSpanId(ByteString.fromHex("eee19b7ec3c1b174"))
                .setStartTimeUnixNano(START)
                .setEndTimeUnixNano(START + 5_000_000)
                .addAttributes(text("gen_ai.request.model", "gpt-4o"))
                .addAttributes(number("gen_ai.usage.input_tokens", 7)));
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      request.build().writeTo(gzip);
    }
    HttpResponse<byte[]> response =
        post(port, "application/x-protobuf", packed.toByteArray(), "Content-Encoding", "gzip");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(ExportTraceServiceResponse.parseFrom(response.body()).hasPartialSuccess()).isFalse();
    UsageEvent byProtobuf = ledger.events().getFirst();
    assertThat(byProtobuf.tokens().uncachedInput()).isEqualTo(7);
    post(port, "application/json", json(span("eee19b7ec3c1b174", 7, 0)));
    assertThat(ledger.events()).hasSize(1);
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static KeyValue number(String key, long value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setIntValue(value))
        .build();
  }

  @Test
  void wantsTheTokenWhenToldTo() throws Exception {
    int port = start(Optional.of("s3cret"), ledger);
    assertThat(post(port, "application/json", json(span("01", 1, 0))).statusCode()).isEqualTo(401);
    String wrong = "Bearer s3cres";
    assertThat(
            post(port, "application/json", json(span("01", 1, 0)), "Authorization", wrong)
                .statusCode())
        .isEqualTo(401);
    assertThat(ledger.events()).isEmpty();
    String right = "bearer s3cret";
    assertThat(
            post(port, "application/json", json(span("01", 1, 0)), "Authorization", right)
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void asksForTheSpansAgainWhenTheLedgerIsAway() throws Exception {
    LedgerWriter away = new AwayOnce(ledger);
    int port = start(Optional.empty(), away);
    HttpResponse<byte[]> refused = post(port, "application/json", json(span("01", 1, 0)));
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(post(port, "application/json", json(span("01", 1, 0))).statusCode()).isEqualTo(200);
    assertThat(ledger.events()).hasSize(1);
  }

  @Test
  void refusesWhatItCannotRead() throws Exception {
    int port = start(Optional.empty(), ledger);
    byte[] broken = "{\"resourceSpans\":[".getBytes(StandardCharsets.UTF_8);
    assertThat(post(port, "application/json", broken).statusCode()).isEqualTo(400);
    assertThat(post(port, "application/x-protobuf", broken).statusCode()).isEqualTo(400);
    assertThat(post(port, "application/json", broken, "Content-Encoding", "gzip").statusCode())
        .isEqualTo(400);
    assertThat(post(port, "text/plain", json()).statusCode()).isEqualTo(415);
    assertThat(post(port, "application/json", new byte[TraceBody.MOST + 1]).statusCode())
        .isEqualTo(413);
    String page = "https://evil.example";
    assertThat(post(port, "application/json", json(span("01", 1, 0)), "Origin", page).statusCode())
        .isEqualTo(403);
    assertThat(ledger.events()).isEmpty();
  }

  @Test
  void isNotReachableFromOutsideWithoutAToken() {
    assertThatThrownBy(() ->
            OtlpReceiver.start(
                "0.0.0.0",
                0,
                Optional.empty(),
                ledger,
                UnaryOperator.identity(),
                Imports.TIMES.clock()))
        .isInstanceOf(Failure.Misconfigured.class);
  }
}
