package dev.plumbline.mcp.http;

import static dev.plumbline.mcp.http.TestClient.INITIALIZE;
import static dev.plumbline.mcp.http.TestClient.error;
import static dev.plumbline.mcp.http.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.mcp.access.Role;
import dev.plumbline.mcp.access.TokenStore;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class BearerTest {
  @ParameterizedTest
  @ValueSource(strings = {"/mcp", "/messages?sessionId=x"})
  void withoutATokenNothingIsAnswered(String path) throws Exception {
    try (TestServer test = TestServer.start()) {
      HttpResponse<String> answer = test.stranger().post(path, INITIALIZE);

      assertThat(text(error(answer, 401, -32000))).contains("Authorization: Bearer");
      assertThat(answer.headers().firstValue("WWW-Authenticate"))
          .contains("Bearer realm=\"plumbline\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/mcp", "/sse", "/info", "/metrics"})
  void withoutATokenNothingIsShown(String path) throws Exception {
    try (TestServer test = TestServer.start()) {
      error(test.stranger().get(path), 401, -32000);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer nonsense", "Bearer ", "bearer plt-000000000000-0"})
  void aWrongTokenIsAnInvalidToken(String header) throws Exception {
    try (TestServer test = TestServer.start()) {
      HttpResponse<String> answer =
          test.stranger().post("/mcp", INITIALIZE, "Authorization", header);

      error(answer, 401, -32000);
      if (!header.isBlank() && header.length() > 7) {
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
            .contains("error=\"invalid_token\"");
      }
    }
  }

  @Test
  void aTokenInTheAddressIsNotAccepted() throws Exception {
    try (TestServer test = TestServer.start()) {
      String token = test.token("ci");

      error(test.stranger().post("/mcp?access_token=" + token, INITIALIZE), 401, -32000);
      error(test.stranger().post("/mcp?token=" + token, INITIALIZE), 401, -32000);
    }
  }

  @Test
  void severalAuthorizationHeadersAreRefused() throws Exception {
    try (TestServer test = TestServer.start()) {
      String token = test.token("ci");
      String answer =
          RawHttp.send(
              test.server.port(),
              "GET /info HTTP/1.1",
              "Host: localhost",
              "Authorization: Bearer " + token,
              "Authorization: Bearer other",
              "Connection: close");

      assertThat(answer).startsWith("HTTP/1.1 400 ").contains("error=\"invalid_request\"");
    }
  }

  @Test
  void theHandlerLearnsWhoCalls() throws Exception {
    try (TestServer test = TestServer.start()) {
      TestClient client =
          new TestClient(test.uri(""), test.tokens.create("ann", Role.ADMIN, null).token());
      JsonNode echo = client.call(client.open(), "id-7", "test/echo", Map.of());

      assertThat(echo.path("id").asString()).isEqualTo("id-7");
      assertThat(echo.path("result").path("principal").asString()).isEqualTo("ann");
      assertThat(echo.path("result").path("role").asString()).isEqualTo("ADMIN");
      assertThat(echo.path("result").path("transport").asString()).isEqualTo("http");
      assertThat(echo.path("result").path("requestId").asString()).isEqualTo("id-7");
    }
  }

  @Test
  void withAuthenticationOffTheCallerIsAnAnonymousOperator() throws Exception {
    try (TestServer test = TestServer.start(TestServer.withoutAuth());
        SseConnection.Session session = SseConnection.open(test.stranger())) {
      TestClient client = test.stranger();
      client.post(session.endpoint(), TestClient.message(9, "test/echo", Map.of("a", 1)));
      JsonNode result = session.connection().nextJson().path("result");

      assertThat(result.path("principal").asString()).isEqualTo("anonymous");
      assertThat(result.path("role").asString()).isEqualTo("OPERATOR");
      assertThat(result.path("transport").asString()).isEqualTo("sse");
      assertThat(result.path("requestId").asString()).isEqualTo("9");
      assertThat(client.get("/info").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aRevokedTokenEndsAtOnceAndSoDoesItsStream() throws Exception {
    try (TestServer test = TestServer.start(TestServer.options(), TestServer.quick())) {
      TestClient client = test.client("ci");
      String session = client.open();
      try (SseConnection.Session sse = SseConnection.open(client)) {
        new TokenStore(test.tokenFile(), Clock.systemUTC()).revoke("ci");

        HttpResponse<String> answer =
            client.post("/mcp", TestClient.message(2, "test/echo", 1), "Mcp-Session-Id", session);
        assertThat(text(error(answer, 401, -32000))).contains("revoked");
        await().until(() -> sse.connection().hasEnded());
      }
    }
  }

  @Test
  void anExpiredTokenIsRefused() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    InstantSource source = now::get;
    TokenStore tokens = TestServer.newTokens(source.withZone(ZoneOffset.UTC));
    String token = tokens.create("ci", Role.READER, now.get().plusSeconds(60)).token();
    try (TestServer test = new TestServer(TestServer.options(), Timings.standard(), tokens)) {
      test.server.start();
      TestClient client = new TestClient(test.uri(""), token);
      assertThat(client.get("/info").statusCode()).isEqualTo(200);

      now.set(now.get().plusSeconds(60));

      error(client.get("/info"), 401, -32000);
    }
  }

  @Test
  void aDamagedTokenFileLetsNobodyIn() throws Exception {
    try (TestServer test = TestServer.start()) {
      TestClient client = test.client("ci");
      Files.writeString(test.tokenFile(), "{");

      String message = text(error(client.get("/info"), 503, -32000));

      assertThat(message).contains("nobody is let in").doesNotContain("tokens.json");
    }
  }

  @Test
  void failuresOfAnAddressAreLimitedButNotItsGoodTokens() throws Exception {
    try (TestServer test = TestServer.start()) {
      TestClient client = test.client("ci");
      HttpResponse<String> limited = test.stranger().get("/info");
      for (int i = 0; i < 500 && limited.statusCode() == 401; i++) {
        limited = test.stranger().get("/info");
      }

      error(limited, 429, -32000);
      assertThat(Integer.parseInt(limited.headers().firstValue("Retry-After").orElseThrow()))
          .isBetween(1, 60);
      assertThat(client.get("/info").statusCode()).isEqualTo(200);
    }
  }
}
