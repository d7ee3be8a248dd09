package dev.plumbline.gateway.start;

import static dev.plumbline.gateway.start.SpanCollector.PARENT;
import static dev.plumbline.gateway.start.SpanCollector.TRACE;
import static dev.plumbline.gateway.start.SpanCollector.attributes;
import static dev.plumbline.gateway.start.SpanCollector.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.gateway.trace.OtlpOptions;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Settings;
import dev.plumbline.usage.UsageEvent;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TracesTest {
  private static final String CHAT =
      """
      {"model":"%s","max_tokens":50,"temperature":0.5,\
      "messages":[{"role":"user","content":"A very secret question."}]}\
      """;

  @TempDir Path home;
  private SpanCollector collector;

  @BeforeEach
  void listen() throws IOException {
    collector = new SpanCollector();
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  private Ground ground() {
    return collector.on(Ground.embedded(home));
  }

  @Test
  void aCallIsASpanInTheApplicationsTraceWithAChildForItsAttempt() throws Exception {
    collector.take();
    UsageEvent event;
    String passedOn;
    try (House house = new House(ground())) {
      house.provider().remember();
      HttpResponse<String> answer =
          house.post(
              "/v1/chat/completions",
              CHAT.formatted("claude-haiku-4-5"),
              "traceparent",
              PARENT,
              "tracestate",
              "vendor=1");
      assertThat(answer.statusCode()).isEqualTo(200);
      passedOn = house.provider().seen().getLast().headers();
      event = house.ledger().getLast();
    }
    List<Span> spans = collector.spans();
    assertThat(spans).hasSize(2).allMatch(span -> hex(span.getTraceId()).equals(TRACE));
    Span call = spans.stream().filter(one -> one.getName().startsWith("chat")).toList().getFirst();
    Span attempt = spans.stream().filter(one -> !one.equals(call)).toList().getFirst();
    assertThat(call.getName()).isEqualTo("chat claude-haiku-4-5");
    assertThat(hex(call.getParentSpanId())).isEqualTo("00f067aa0ba902b7");
    assertThat(attempt.getParentSpanId()).isEqualTo(call.getSpanId());
    assertThat(passedOn.toLowerCase(Locale.ROOT))
        .contains("traceparent: 00-" + TRACE + "-" + hex(attempt.getSpanId()) + "-01")
        .contains("tracestate: vendor=1");
    assertThat(attributes(call))
        .containsEntry("gen_ai.operation.name", "chat")
        .containsEntry("gen_ai.provider.name", "anthropic")
        .containsEntry("gen_ai.request.model", "claude-haiku-4-5")
        .containsEntry("gen_ai.response.model", "claude-haiku-4-5")
        .containsEntry("gen_ai.request.max_tokens", 50L)
        .containsEntry("gen_ai.request.temperature", 0.5)
        .containsEntry("gen_ai.usage.input_tokens", event.tokens().input())
        .containsEntry("gen_ai.usage.output_tokens", event.tokens().output())
        .containsEntry("server.address", "127.0.0.1")
        .containsEntry("plumbline.request_id", event.id())
        .containsEntry(
            "plumbline.cost_usd",
            Objects.requireNonNull(event.charge().cost()).total().doubleValue())
        .doesNotContainKey("error.type");
    assertThat(attributes(attempt))
        .containsEntry("http.response.status_code", 200L)
        .containsEntry("plumbline.provider", "anthropic")
        .doesNotContainKey("gen_ai.operation.name");
    assertThat(attempt.getName()).isEqualTo("POST /v1/messages");
  }

  @Test
  void eachAttemptIsAChildAndErrorsHaveTheirType() throws Exception {
    collector.take();
    try (House house = new House(ground())) {
      assertThat(
              house
                  .post("/v1/chat/completions", CHAT.formatted("openai/stand-in-error-500"))
                  .statusCode())
          .isEqualTo(500);
      String untranslatable =
          CHAT.formatted("claude-haiku-4-5").replace("{\"model", "{\"n\":2,\"model");
      assertThat(house.post("/v1/chat/completions", untranslatable).statusCode()).isEqualTo(400);
    }
    List<Span> spans = collector.spans();
    List<Span> attempts = spans.stream().filter(span -> span.getName().startsWith("POST")).toList();
    assertThat(attempts).hasSize(2);
    assertThat(attributes(attempts.getLast())).containsEntry("http.request.resend_count", 1L);
    assertThat(attempts)
        .allMatch(span -> span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR)
        .allSatisfy(span ->
            assertThat(attributes(span))
                .containsEntry("error.type", "provider_error")
                .containsEntry("http.response.status_code", 500L));
    assertThat(
            spans.stream()
                .filter(span -> span.getName().startsWith("chat"))
                .map(span -> attributes(span).get("error.type")))
        .containsExactlyInAnyOrder("provider_error", "not_sent");
  }

  @Test
  void aCollectorThatNeverAnswersHoldsNothingUp() throws Exception {
    for (int i = 0; i < 20; i++) {
      collector.hang();
    }
    House house = new House(ground());
    long began = System.nanoTime();
    for (int i = 0; i < 30; i++) {
      assertThat(house.post("/v1/chat/completions", CHAT.formatted("gpt-4o-mini")).statusCode())
          .isEqualTo(200);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
    began = System.nanoTime();
    house.close();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void settingsThatCannotBeRightAreNamedWithoutTheirSecrets() {
    assertThat(options(Map.of())).isEmpty();
    assertThatThrownBy(
            () -> options(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://me:secret@collector")))
        .isInstanceOf(Failure.Misconfigured.class)
        .hasMessageContaining("OTEL_EXPORTER_OTLP_ENDPOINT")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() ->
            options(
                Map.of(
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    "http://collector:4318",
                    "OTEL_EXPORTER_OTLP_HEADERS",
                    "secret")))
        .isInstanceOf(Failure.Misconfigured.class)
        .hasMessageNotContaining("secret");
  }

  private static Optional<OtlpOptions> options(Map<String, String> environment) {
    return OtlpOptions.of(Settings.load(OtlpOptions.SETTINGS, environment, null));
  }
}
