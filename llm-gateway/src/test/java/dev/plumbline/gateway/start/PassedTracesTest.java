package dev.plumbline.gateway.start;

import static dev.plumbline.gateway.start.SpanCollector.attributes;
import static dev.plumbline.gateway.start.SpanCollector.hex;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.control.KeyText;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.control.VirtualKey.Rules;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests to other endpoints of providers have spans too. */
class PassedTracesTest {
  private static final VirtualKey.Owner OWNER =
      new VirtualKey.Owner("acme", "shop", "test", null, null, null);

  @TempDir Path home;
  private final KeyText open = KeyText.make();
  private SpanCollector collector;

  @BeforeEach
  void listen() throws IOException {
    collector = new SpanCollector();
    collector.take();
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  private House house() {
    VirtualKey key = House.key(open, OWNER, new Rules(true, false, true, true));
    return new House(collector.on(Ground.embedded(home)), key);
  }

  @Test
  void aRequestIsASpanInTheApplicationsTraceAndToldToTheProvider() throws Exception {
    HttpResponse<String> answer;
    String passedOn;
    try (House house = house()) {
      house.provider().remember();
      answer =
          house.postAs(
              open.secretText(),
              "/providers/openai/v1/models?after=secret",
              "{\"secret\":1}",
              "traceparent",
              SpanCollector.PARENT,
              "tracestate",
              "vendor=1");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      passedOn = house.provider().seen().getLast().headers();
    }
    Span span = only(collector.spans());
    assertThat(span.getName()).isEqualTo("POST /providers/openai");
    assertThat(hex(span.getTraceId())).isEqualTo(SpanCollector.TRACE);
    assertThat(hex(span.getParentSpanId())).isEqualTo("00f067aa0ba902b7");
    assertThat(passedOn.toLowerCase(Locale.ROOT))
        .contains("traceparent: 00-" + SpanCollector.TRACE + "-" + hex(span.getSpanId()) + "-01")
        .contains("tracestate: vendor=1");
    assertThat(attributes(span))
        .containsEntry("http.request.method", "POST")
        .containsEntry("http.response.status_code", 200L)
        .containsEntry("http.response.body.size", (long) answer.body().length())
        .containsEntry("url.path", "/v1/models")
        .containsEntry("server.address", "127.0.0.1")
        .containsEntry("gen_ai.provider.name", "openai")
        .containsEntry("plumbline.provider", "openai")
        .containsEntry("plumbline.key", open.id())
        .containsEntry("plumbline.department", "shop")
        .containsEntry(
            "plumbline.request_id",
            answer.headers().firstValue("x-plumbline-request-id").orElseThrow())
        .doesNotContainKeys("error.type", "gen_ai.operation.name", "url.query", "url.full");
  }

  private static Span only(List<Span> spans) {
    assertThat(spans).hasSize(1);
    return spans.getFirst();
  }

  @Test
  void errorsHaveTheirType() throws Exception {
    try (House house = house()) {
      String[] paths = {"openai/v1/nothing", "openai/v1/chat/completions", "openai/v1/../../x"};
      for (String path : paths) {
        HttpResponse<String> answer =
            house.postAs(open.secretText(), "/providers/" + path, "{\"secret\":1}");
        assertThat(answer.statusCode()).as(path).isBetween(400, 404);
      }
    }
    List<Span> spans = collector.spans();
    assertThat(spans).allMatch(span -> span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR);
    assertThat(spans.stream().map(span -> attributes(span).get("error.type")))
        .startsWith("provider_error", "endpoint_not_allowed");
    assertThat(attributes(spans.getFirst())).containsEntry("http.response.status_code", 404L);
    assertThat(attributes(spans.get(1))).doesNotContainKey("http.response.status_code");
  }
}
