package dev.plumbline.usage.source.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class ApiClientTest {
  private final ApiTesting server = new ApiTesting();

  @AfterEach
  void stop() {
    server.close();
  }

  private ApiServer asked() {
    return new ApiServer(
        "Acme",
        server.url() + "/base",
        Map.of("Authorization", "Bearer very-secret"),
        "ACME_KEY",
        "a key for reading usage.");
  }

  private int read() {
    return server.client(asked()).get("v1/usage", Query.NONE).path("n").asInt();
  }

  @Test
  void asksWithTheKeyAndTheParameters() {
    server.json("{\"n\":1}");
    Query query = Query.NONE.and("start", "2026-01-01T00:00:00Z").and("group_by[]", "model&x");
    assertThat(server.client(asked()).get("/v1/usage", query).path("n").asInt()).isEqualTo(1);
    RecordedRequest request = server.request();
    assertThat(request.getUrl().encodedPath()).isEqualTo("/base/v1/usage");
    assertThat(request.getUrl().queryParameter("start")).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(request.getUrl().queryParameter("group_by[]")).isEqualTo("model&x");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer very-secret");
  }

  @Test
  void waitsAsLongAsTheServerAsks() {
    server.answer(429, "{}", "Retry-After", "17").json("{\"n\":2}");
    assertThat(read()).isEqualTo(2);
    assertThat(server.pauses).containsExactly(Duration.ofSeconds(17));
  }

  @Test
  void waitsUntilTheMomentTheServerNames() {
    server.answer(429, "{}", "Retry-After", "Tue, 10 Mar 2026 12:30:45 GMT").json("{\"n\":2}");
    assertThat(read()).isEqualTo(2);
    assertThat(server.pauses).containsExactly(Duration.ofSeconds(45));
  }

  @Test
  void doesNotWaitForHours() {
    server.answer(429, "{}", "Retry-After", "7200");
    assertThatThrownBy(this::read)
        .isInstanceOfSatisfying(
            Failure.LimitReached.class,
            limit -> {
              assertThat(limit.retryAfter()).isEqualTo(Duration.ofHours(2));
              assertThat(limit.text()).contains("goes on where it stopped");
            });
    assertThat(server.pauses).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 529})
  void triesAgainWithLongerPauses(int status) {
    server.answer(status, "").answer(status, "").json("{\"n\":3}");
    assertThat(read()).isEqualTo(3);
    assertThat(server.pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void givesUpInTheEnd() {
    server.answer(503, "").answer(503, "").answer(503, "{\"error\":{\"message\":\"busy\"}}");
    assertThatThrownBy(this::read)
        .isInstanceOf(Failure.Upstream.class)
        .hasMessage("Acme answered /base/v1/usage with status 503: busy.");
    assertThat(server.requests()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void namesTheVariableToSet(int status) {
    server.answer(status, "{\"error\":{\"message\":\"Incorrect API key: very-secret\"}}");
    assertThatThrownBy(this::read)
        .isInstanceOfSatisfying(
            Failure.Denied.class,
            denied ->
                assertThat(denied.text())
                    .contains("" + status, "Set ACME_KEY: a key for reading usage.")
                    .doesNotContain("very-secret"));
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void readsAnAnswerAgainThatWasCutOff() {
    MockResponse cut =
        new MockResponse.Builder()
            .body("{\"n\":4,\"rest\":\"" + "x".repeat(100_000) + "\"}")
            .onResponseBody(new SocketEffect.CloseSocket(true, true, false))
            .build();
    server.answer(cut).json("{\"n\":4}");
    assertThat(read()).isEqualTo(4);
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void readsAnAnswerAgainThatEndsInTheMiddleOfItsJson() {
    server.json("{\"n\":5,\"data\":[1,2").json("{\"n\":5}");
    assertThat(read()).isEqualTo(5);
  }

  @Test
  void neverFollowsARedirectWithTheKey() {
    server.answer(302, "", "Location", "http://127.0.0.1:1/");
    assertThatThrownBy(this::read)
        .isInstanceOf(Failure.Upstream.class)
        .hasMessageContaining("status 302");
  }

  @Test
  void tellsWhatTheServerDoesNotTake() {
    server.answer(400, "{\"error\":{\"message\":\"Invalid value: 'start_time'.\"}}");
    assertThatThrownBy(this::read)
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("Invalid value: 'start_time'.");
  }

  @Test
  void downloadsWithoutTheKey(@TempDir Path folder) throws Exception {
    server.answer(200, "line one\nline two\n");
    Path file = folder.resolve("export");
    server.client(asked()).download(server.url() + "/signed?x=1", file);
    assertThat(Files.readAllLines(file)).containsExactly("line one", "line two");
    assertThat(server.request().getHeaders().get("Authorization")).isNull();
  }

  @Test
  void keepsTheKeyOutOfItsText() {
    assertThat(asked().toString()).doesNotContain("very-secret");
    assertThatThrownBy(() -> new ApiServer("Acme", "acme", Map.of(), "K", ""))
        .isInstanceOf(Failure.Misconfigured.class);
  }

  private @Nullable JsonNode make() {
    JsonNode body = JsonNodeFactory.instance.objectNode().put("name", "x");
    return server.client(asked()).send("POST", "things", Query.NONE, body, false);
  }

  @Test
  void doesNotRepeatWhatMayHaveHadItsEffect() {
    server.answer(
        new MockResponse.Builder()
            .onResponseStart(new SocketEffect.CloseSocket(true, true, false))
            .build());
    assertThatThrownBy(this::make).isInstanceOf(Failure.Upstream.class);
    server.answer(503, "{}");
    assertThatThrownBy(this::make).isInstanceOf(Failure.Upstream.class);
    assertThat(server.requests()).isEqualTo(2);
    assertThat(server.pauses).isEmpty();
  }

  @Test
  void repeatsWhatWasRefusedAsOneTooMany() {
    server.answer(429, "{}", "Retry-After", "2").answer(204, "");
    assertThat(make()).isNull();
    assertThat(server.request().getMethod()).isEqualTo("POST");
    assertThat(server.pauses).containsExactly(Duration.ofSeconds(2));
  }

  @Test
  void hidesKeysInWhatAServerSays() {
    server.answer(400, "{\"error\":{\"message\":\"key very-secret, also sk-abc123def\\u202e!\"}}");
    assertThatThrownBy(this::make)
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("key (hidden), also (hidden) !");
    server.answer(409, "{\"message\":\"taken\"}");
    assertThatThrownBy(this::make)
        .isInstanceOf(Failure.Conflict.class)
        .hasMessageContaining("taken");
  }
}
