package dev.plumbline.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.control.Provider;
import dev.plumbline.control.Provider.Dialect;
import dev.plumbline.control.Route.Timeouts;
import dev.plumbline.gateway.call.ClientSink;
import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.Status;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that the gateway only carries. */
class PassThroughTest {
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @TempDir private Path folder;
  private final SortedMap<String, String> headers = new TreeMap<>();
  private final ByteArrayOutputStream got = new ByteArrayOutputStream();
  private MockWebServer server;
  private Upstream upstream;
  private Provider provider;

  private final ClientSink sink =
      new ClientSink() {
        @Override
        public void begin(int status, String contentType, SortedMap<String, String> more) {
          headers.put("content-type", contentType);
          headers.putAll(more);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
          got.write(bytes, offset, length);
        }

        @Override
        public boolean gone() {
          return false;
        }

        @Override
        public void onGone(Runnable cancel) {}
      };

  @BeforeEach
  void start() throws IOException {
    server = new MockWebServer();
    server.start();
    Path key = Files.writeString(folder.resolve("key"), "sk-file\n");
    upstream = new Upstream(new ProviderKeys(Map.of()));
    provider = Provider.of("openai", Dialect.OPENAI, server.url("/base").toString(), "file:" + key);
  }

  @AfterEach
  void stop() {
    upstream.close();
    server.close();
  }

  private PassThrough.Passed forward(String method, String path, byte @Nullable [] body) {
    return new PassThrough(upstream)
        .forward(
            new PassThrough.Ask(
                provider,
                method,
                path,
                Map.of("Authorization", "Bearer pl-secret", "OpenAI-Beta", "assistants=v2"),
                Map.of("traceparent", TRACE),
                body == null ? null : new ByteArrayInputStream(body),
                -1,
                "multipart/form-data; boundary=x",
                "*/*",
                Timeouts.USUAL),
            sink);
  }

  @Test
  void carriesBothBodies() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .code(201)
            .addHeader("content-type", "audio/mpeg")
            .addHeader("x-request-id", "r1")
            .addHeader("connection", "keep-alive")
            .body("x".repeat(100_000))
            .build());
    byte[] body = "y".repeat(70_000).getBytes(StandardCharsets.UTF_8);
    PassThrough.Passed passed = forward("POST", "/v1/files?purpose=batch", body);
    assertThat(passed.httpStatus()).isEqualTo(201);
    assertThat(passed.status()).isEqualTo(Status.OK);
    assertThat(passed.bytes()).isEqualTo(100_000).isEqualTo(got.size());
    assertThat(headers).containsOnlyKeys("content-type", "x-request-id");
    RecordedRequest sent = server.takeRequest();
    assertThat(sent.getTarget()).isEqualTo("/base/v1/files?purpose=batch");
    assertThat(sent.getBody())
        .isNotNull()
        .satisfies(sentBody -> assertThat(sentBody.size()).isEqualTo(70_000));
    assertThat(sent.getHeaders().get("authorization")).isEqualTo("Bearer sk-file");
    assertThat(sent.getHeaders().get("traceparent")).isEqualTo(TRACE);
    assertThat(sent.getHeaders().get("openai-beta")).isEqualTo("assistants=v2");
    assertThat(sent.getHeaders().get("content-type")).isEqualTo("multipart/form-data; boundary=x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../admin",
        "/v1/chat/./completions",
        "/v1/chat/completions/.",
        "/v1/%2e%2e/admin",
        "//evil.example/x",
        "@evil.example/",
        ":80@evil/",
        "v1",
        "/v1\\..\\x",
        "/v1/%2F%2Fevil"
      })
  void neverLeavesTheProvider(String path) {
    assertThatThrownBy(() -> forward("GET", path, null)).isInstanceOf(Failure.class);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void followsNoRedirect() {
    server.enqueue(
        new MockResponse.Builder().code(302).addHeader("location", "http://127.0.0.1:1/").build());
    assertThat(forward("GET", "/v1/files", null).httpStatus()).isEqualTo(302);
    assertThat(headers).doesNotContainKey("location");
  }

  @Test
  void tellsThatTheKeyIsMissingWithoutShowingIt() {
    Provider odd = Provider.of("odd", Dialect.OPENAI, "http://127.0.0.1:1", "sk-oops-secret");
    assertThatThrownBy(() -> new ProviderKeys(Map.of()).of(odd))
        .isInstanceOf(Failure.Misconfigured.class)
        .hasMessageNotContaining("secret");
    Provider unset = Provider.of("unset", Dialect.OPENAI, "http://127.0.0.1:1", "env:NOT_SET");
    assertThatThrownBy(() -> new ProviderKeys(Map.of()).of(unset))
        .isInstanceOf(Failure.Misconfigured.class)
        .hasMessageContaining("env:NOT_SET");
  }

  @Test
  void tellsOfAProviderThatIsNotThere() {
    server.close();
    PassThrough.Passed passed = forward("GET", "/v1/files", null);
    assertThat(passed.begun()).isFalse();
    assertThat(passed.httpStatus()).isEqualTo(502);
    assertThat(passed.errorKind()).isEqualTo("connection");
  }
}
