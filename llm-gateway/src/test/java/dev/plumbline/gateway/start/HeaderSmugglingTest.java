package dev.plumbline.gateway.start;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.control.KeyText;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.gateway.standin.StandInControl.Seen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that an application puts into headers reaches a provider, or hides a second request. */
class HeaderSmugglingTest {
  private static final String PROVIDER_KEY = "sk-of-the-house";
  private static final String CHAT =
      "{\"model\":\"%s\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hi.\"}]}";
  private static final String[] FOREIGN = {
    "X-Api-Key: %s",
    "api-key: sk-evil",
    "OpenAI-Organization: org-evil",
    "OpenAI-Project: proj-evil",
    "X-Goog-Api-Key: sk-evil",
    "Proxy-Authorization: Basic c2stZXZpbA==",
    "Cookie: session=sk-evil",
    "Forwarded: for=10.0.0.1",
    "X-Forwarded-For: 10.0.0.1",
    "X-Forwarded-Host: evil.example",
    "X-Forwarded-Proto: https",
    "X-Real-IP: 10.0.0.1",
    "X-Original-URL: /admin/v1/keys",
    "X-Http-Method-Override: DELETE",
    "X-Portkey-Custom-Host: http://evil.example",
    "TE: trailers",
    "Keep-Alive: timeout=999",
    "X-Hop: 1",
    "x-plumbline-user: ada"
  };

  @TempDir Path home;

  private static Map<String, List<String>> headers(Seen seen) {
    Map<String, List<String>> headers = new TreeMap<>();
    for (String line : seen.headers().lines().toList()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers
            .computeIfAbsent(
                line.substring(0, colon).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
            .add(line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/chat/completions gpt-4o-mini",
        "/v1/chat/completions claude-haiku-4-5",
        "/v1/messages claude-haiku-4-5",
        "/v1/messages gpt-4o-mini",
        "/providers/openai/v1/models x"
      })
  void providersSeeWhatTheOperatorSetUp(String asked) throws IOException {
    KeyText open = KeyText.make();
    VirtualKey key =
        House.key(
            open,
            new VirtualKey.Owner("acme", "shop", "test", null, null, null),
            new VirtualKey.Rules(true, true, true, true));
    try (House house = new House(Ground.embedded(home).withProviderKey(PROVIDER_KEY), key)) {
      house.provider().remember();
      String[] foreign = FOREIGN.clone();
      foreign[0] = foreign[0].formatted(open.secretText());
      String[] words = asked.split(" ", -1);
      String body = CHAT.formatted(words[1]);
      String answer =
          RawClient.send(house.port(), RawClient.post(words[0], "sk-evil-bearer", body, foreign));
      assertThat(answer).startsWith("HTTP/1.1 200");
      Map<String, List<String>> sent = headers(house.provider().seen().getFirst());
      assertThat(sent.keySet())
          .isSubsetOf(
              "host",
              "connection",
              "content-length",
              "content-type",
              "accept",
              "accept-encoding",
              "user-agent",
              "authorization",
              "x-api-key",
              "anthropic-version");
      assertThat(requireNonNull(sent.get("host")).getFirst()).startsWith("127.0.0.1:");
      boolean anthropic = words[1].startsWith("claude");
      assertThat(sent.get(anthropic ? "x-api-key" : "authorization"))
          .containsExactly((anthropic ? "" : "Bearer ") + PROVIDER_KEY);
      assertThat(sent).doesNotContainKey(anthropic ? "authorization" : "x-api-key");
      assertThat(sent.toString()).doesNotContain("evil", open.secretText(), "10.0.0.1");
    }
  }

  /** Requests whose end two programs may see at different places. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
        "Content-Length: 5\r\nContent-Length: 0\r\n\r\n12345",
        "Content-Length: 5, 0\r\n\r\n12345",
        "Content-Length: +5\r\n\r\n12345",
        "Content-Length: -1\r\n\r\n",
        "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: identity, chunked, identity\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n1;\u0000\r\nx\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nx\r\n0\r\n\r\n",
        "Content-Length : 5\r\n\r\n12345",
        "Content-Length: 5\r\nX-A: b\r\n folded: 1\r\n\r\n12345",
        "Content-Length: 5\r\nX-A: b\u0000c\r\n\r\n12345",
        "Content-Length: 5\r\nX-A: b\rX-B: c\r\n\r\n12345",
        "Content-Length: 5\r\nX A: b\r\n\r\n12345",
        "Content-Length: 5\r\n: b\r\n\r\n12345",
        "Content-Length: 5\r\nHost: other\r\n\r\n12345"
      })
  void requestsWithTwoMeaningsAreRefused(String rest) throws IOException {
    try (House house = new House(home)) {
      String hidden = "GET /v1/models HTTP/1.1\r\nHost: localhost\r\n\r\n";
      String answer =
          RawClient.send(
              house.port(),
              "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n%s%s"
                  .formatted(house.key(), rest, hidden));
      assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("HTTP/1.1 2", "HTTP/1.1 401");
      assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(2);
      assertThat(answer).doesNotContain(house.key());
      assertThat(house.provider().requests()).isZero();
    }
  }

  @Test
  void answersHaveNoHeadersOfTheApplicationsMaking() throws IOException, InterruptedException {
    try (House house = new House(home)) {
      for (String model : List.of("openai/a\\r\\nx-evil: 1", "openai/a\\nx-evil: 1\\u0000")) {
        String answer =
            RawClient.send(
                house.port(),
                RawClient.post("/v1/chat/completions", house.key(), CHAT.formatted(model)));
        String head = answer.substring(0, answer.indexOf("\r\n\r\n"));
        assertThat(head.lines()).noneMatch(line -> line.startsWith("x-evil"));
      }
      assertThat(house.post("/v1/chat/completions", CHAT.formatted("gpt-4o-mini")).statusCode())
          .isEqualTo(200);
    }
  }
}
