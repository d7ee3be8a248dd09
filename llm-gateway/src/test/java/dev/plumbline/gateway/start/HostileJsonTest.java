package dev.plumbline.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.kernel.PlumblineHome;
import dev.plumbline.usage.remote.GatewayToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** JSON that is made to exhaust its reader is refused, or passed on as it is, within seconds. */
class HostileJsonTest {
  private static final List<String> PATHS =
      List.of(
          "/v1/chat/completions",
          "/v1/responses",
          "/v1/completions",
          "/v1/embeddings",
          "/v1/messages",
          "/v1/messages/count_tokens");
  private static final Duration QUICK = Duration.ofSeconds(20);

  @TempDir Path home;

  private House house;

  @BeforeEach
  void start() {
    house = new House(home);
  }

  @AfterEach
  void stop() {
    house.close();
  }

  static List<String> bodies() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    String nested = "{\"content\":".repeat(50_000) + "1" + "}".repeat(50_000);
    return List.of(
        with("\"x\":" + deep),
        with("\"messages\":" + deep),
        with("\"tools\":" + nested),
        with("\"input\":" + nested),
        "[".repeat(1_000_000),
        "{\"a\":".repeat(1_000_000),
        with("\"temperature\":1e999999999"),
        with("\"temperature\":" + "9".repeat(1_000_000)),
        with("\"temperature\":0." + "1".repeat(1_000_000)),
        with("\"max_tokens\":1e999999999"),
        with("\"max_tokens\":1e-999999999"),
        with("\"max_tokens\":" + "9".repeat(400)),
        with("\"max_tokens\":-5"),
        with("\"n\":1e20"),
        with("\"logit_bias\":{\"1\":1e2147483648}"),
        with("\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1e999999999}"),
        with("\"" + "k".repeat(200_000) + "\":1"),
        with("\"x\":\"\\ud800\""),
        "{\"model\":\"" + "m".repeat(1_000_000) + "\"}",
        "{\"model\":\"gpt-4o-mini\",\"model\":\"gpt-4o\"}",
        "\u0000\u0000{}",
        "NaN",
        "\"model\"");
  }

  private static String with(String field) {
    return "{\"model\":\"gpt-4o-mini\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hi.\"}],%s}"
        .formatted(field)
        .replace(field.startsWith("\"max_tokens\"") ? "\"max_tokens\":9," : "\u0001", "")
        .replace(
            field.startsWith("\"messages\"")
                ? "\"messages\":[{\"role\":\"user\",\"content\":\"Hi.\"}],"
                : "\u0001",
            "");
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void isAnsweredInTime(String body) throws IOException, InterruptedException {
    for (String path : PATHS) {
      long began = System.nanoTime();
      HttpResponse<String> answer = house.post(path, body);
      assertThat(answer.statusCode()).as("%s %s", path, answer.body()).isIn(200, 400, 404);
      assertThat(answer.body().length()).isLessThan(20_000);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(QUICK);
    }
    assertThat(house.guard().open()).isEmpty();
  }

  @Test
  void theAdminApiRefusesItToo() throws IOException, InterruptedException {
    String token = Files.readString(GatewayToken.file(new PlumblineHome(home))).strip();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String body : bodies()) {
        for (String path : List.of("limits", "budgets", "keys", "import")) {
          HttpRequest request =
              HttpRequest.newBuilder(URI.create(house.url() + "/admin/v1/" + path))
                  .header("authorization", "Bearer " + token)
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build();
          HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
          assertThat(answer.statusCode()).as("%s %s", path, answer.body()).isEqualTo(400);
          assertThat(answer.body().length()).isLessThan(20_000);
        }
      }
    }
  }
}
