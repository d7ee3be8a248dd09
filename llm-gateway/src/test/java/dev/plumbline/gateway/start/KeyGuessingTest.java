package dev.plumbline.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.control.KeyText;
import dev.plumbline.control.VirtualKey;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who guesses keys learns nothing from answers, and soon gets none. */
class KeyGuessingTest {
  private static final String CHAT =
      "{\"model\":\"gpt-4o-mini\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hi.\"}]}";

  @TempDir Path home;

  private static VirtualKey.Owner owner() {
    return new VirtualKey.Owner("acme", "shop", "test", null, null, null);
  }

  /** Another secret for the same public part. */
  private static String wrongSecretOf(String key) {
    return KeyText.make(key.substring(3, 15)).secretText();
  }

  @Test
  void wrongSecretsOfAllKeysLookLikeUnknownKeys() throws IOException, InterruptedException {
    KeyText blocked = KeyText.make();
    VirtualKey key = House.key(blocked, owner(), VirtualKey.Rules.USUAL);
    try (House house = new House(home, key, key.withState(VirtualKey.State.BLOCKED))) {
      List<String> guesses =
          List.of(
              KeyText.make().secretText(),
              wrongSecretOf(house.key()),
              wrongSecretOf(blocked.secretText()),
              house.key() + "x",
              house.key().substring(0, house.key().length() - 1),
              house.key().toLowerCase(Locale.ROOT) + " ",
              key.secrets().getFirst().hash(),
              "pl-" + blocked.id() + "-" + key.secrets().getFirst().hash().substring(0, 48));
      List<String> answers = new ArrayList<>();
      for (String guess : guesses) {
        HttpResponse<String> answer = house.postAs(guess, "/v1/chat/completions", CHAT);
        assertThat(answer.statusCode()).as(guess).isEqualTo(401);
        assertThat(answer.headers().map()).doesNotContainKey("x-plumbline-request-id");
        answers.add(answer.body());
      }
      assertThat(answers.stream().distinct()).hasSize(1);
      assertThat(answers.getFirst()).doesNotContain(house.key().substring(3, 15), blocked.id());
      assertThat(house.postAs(blocked.secretText(), "/v1/chat/completions", CHAT).statusCode())
          .isEqualTo(403);
    }
  }

  /** Servers remember headers of a connection, which may serve many applications behind a proxy. */
  @Test
  void aConnectionRemembersNoKey() throws IOException {
    try (House house = new House(home);
        Socket socket = RawClient.open(house.port())) {
      String key = house.key();
      String swapped =
          key.equals(key.toLowerCase(Locale.ROOT))
              ? key.toUpperCase(Locale.ROOT)
              : key.toLowerCase(Locale.ROOT);
      String models = "GET /v1/models HTTP/1.1\r\nHost: localhost\r\n%s: %s%s\r\n\r\n";
      String all =
          models.formatted("Authorization", "Bearer ", key)
              + models.formatted("Authorization", "Bearer ", swapped)
              + models.formatted("x-api-key", "", key)
              + models.formatted("x-api-key", "", swapped)
              + "GET /v1/models HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(all.getBytes(StandardCharsets.US_ASCII));
      String answers = RawClient.rest(socket.getInputStream());
      assertThat(Pattern.compile("HTTP/1.1 (\\d{3})").matcher(answers).results())
          .extracting(status -> status.group(1))
          .containsExactly("200", "401", "200", "401", "401");
    }
  }

  @Test
  void guessesOnAllPagesCountTogether() throws IOException, InterruptedException {
    try (House house = new House(home)) {
      String wrong = wrongSecretOf(house.key());
      HttpResponse<String> answer = house.postAs(wrong, "/v1/chat/completions", CHAT);
      int guesses = 1;
      String[] pages = {"/v1/messages", "/v1/embeddings", "/providers/openai/v1/files"};
      while (answer.statusCode() == 401 && guesses < 200) {
        answer = house.postAs(wrong, pages[guesses++ % pages.length], CHAT);
      }
      assertThat(guesses).isBetween(60, 90);
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.body()).contains("too_many_wrong_keys", "Wait a minute");
      assertThat(answer.headers().firstValue("retry-after")).contains("60");
      assertThat(house.provider().requests()).isZero();
    }
  }

  /** The statuses of so many wrong guesses of a client, as a proxy tells. */
  private static List<Integer> guesses(House house, int count, String... clients)
      throws IOException, InterruptedException {
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String wrong = wrongSecretOf(house.key());
      String client = clients[i % clients.length];
      statuses.add(
          house
              .postAs(wrong, "/v1/chat/completions", CHAT, "x-forwarded-for", client)
              .statusCode());
    }
    return statuses;
  }

  private static int status(House house, String client) throws IOException, InterruptedException {
    return house.post("/v1/chat/completions", CHAT, "x-forwarded-for", client).statusCode();
  }

  @Test
  void clientsOfATrustedProxyAreLimitedEach() throws IOException, InterruptedException {
    Ground ground = Ground.embedded(home).with("PLUMBLINE_TRUSTED_PROXIES", "127.0.0.0/8,::1");
    try (House house = new House(ground)) {
      assertThat(guesses(house, 90, "1.1.1.1, 203.0.113.9", "203.0.113.9, 127.0.0.2"))
          .startsWith(401)
          .endsWith(429);
      assertThat(status(house, "203.0.113.9")).isEqualTo(429);
      assertThat(status(house, "203.0.113.10")).isEqualTo(200);
      assertThat(status(house, "203.0.113.9, 203.0.113.10")).isEqualTo(200);
      assertThat(guesses(house, 90, "2001:db8::1", "2001:db8::2", "2001:db8::3"))
          .startsWith(401)
          .endsWith(429);
      assertThat(status(house, "2001:db8::4")).isEqualTo(429);
      assertThat(status(house, "2001:db8:0:1::4")).isEqualTo(200);
    }
  }

  @Test
  void whoIsNotTrustedCannotNameAnother() throws IOException, InterruptedException {
    Ground ground = Ground.embedded(home).with("PLUMBLINE_TRUSTED_PROXIES", "10.0.0.7");
    try (House house = new House(ground)) {
      assertThat(guesses(house, 90, "203.0.113.1", "203.0.113.2", "10.0.0.7")).endsWith(429);
      assertThat(status(house, "203.0.113.3")).isEqualTo(429);
    }
  }
}
