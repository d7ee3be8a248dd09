package dev.plumbline.usage.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.HttpSettings;
import dev.plumbline.kernel.PlumblineHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GatewayClientTest {
  private static final HttpSettings PATIENCE =
      new HttpSettings(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(10), 0);

  @TempDir Path folder;

  private final MockWebServer server = new MockWebServer();
  private GatewayAddress address;
  private GatewayClient client;

  @BeforeEach
  void start() throws IOException {
    server.start();
    address = new GatewayAddress(server.url("/").toString());
    client = client(address, Optional.of("secret-of-the-test"));
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private GatewayClient client(GatewayAddress where, Optional<String> token) {
    return new GatewayClient(where, new GatewayToken(token, new PlumblineHome(folder)), PATIENCE);
  }

  private void answer(int status, String body, String... header) {
    MockResponse.Builder response = new MockResponse.Builder().code(status).body(body);
    if (header.length == 2) {
      response.addHeader(header[0], header[1]);
    }
    server.enqueue(response.build());
  }

  @Test
  void sendsTheTokenAndReadsTheAnswer() throws InterruptedException {
    answer(200, "{\"a\":0.100}");
    assertThat(client.get("keys?limit=2").path("a").decimalValue()).hasToString("0.100");
    var request = server.takeRequest();
    assertThat(request.getHeaders().get("authorization")).isEqualTo("Bearer secret-of-the-test");
    assertThat(request.getUrl().encodedPath()).isEqualTo("/admin/v1/keys");
    assertThat(request.getUrl().query()).isEqualTo("limit=2");
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_input, InvalidInput",
    "401, unauthorized, Denied",
    "403, denied, Denied",
    "404, not_found, NotFound",
    "409, conflict, Conflict",
    "412, stale_version, Conflict",
    "429, limit_reached, LimitReached",
    "500, misconfigured, Misconfigured",
    "502, upstream, Upstream",
    "503, store_unavailable, StoreUnavailable",
    "418, something_new, Upstream",
  })
  void makesTheRightFailureOfAnError(int status, String code, String kind) {
    answer(status, FailureCodes.json(code, "It says why.", "It says what next.").toString());
    assertThatThrownBy(() -> client.get("keys"))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
              assertThat(failure.text())
                  .contains(address.url(), "It says why.", "It says what next.")
                  .doesNotContain("secret-of-the-test");
            });
  }

  @Test
  void everyFailureSurvivesTheWay() {
    answer(429, "{\"error\":{\"code\":\"limit_reached\"}}", "retry-after", "17");
    assertThatThrownBy(() -> client.get("keys"))
        .isInstanceOfSatisfying(
            Failure.LimitReached.class,
            failure -> assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(17)));
  }

  @Test
  void sendsOnceMoreWhenAnIdleConnectionWasCut() {
    answer(200, "{\"n\":1}");
    server.enqueue(
        new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
    answer(200, "{\"n\":2}");
    assertThat(client.get("keys").path("n").intValue()).isEqualTo(1);
    assertThat(client.post("usage/query", WireJson.object()).path("n").intValue()).isEqualTo(2);
  }

  @Test
  void saysThatNoGatewayRuns() {
    server.close();
    assertThatThrownBy(() -> client.get("keys"))
        .isInstanceOf(Failure.StoreUnavailable.class)
        .hasMessageContaining(address.url())
        .extracting(failure -> ((Failure) failure).next())
        .asString()
        .contains("bin/llm-gateway");
  }

  @Test
  void saysThatAnotherProgramAnswers() {
    answer(200, "<html>Some other server</html>");
    assertThatThrownBy(() -> client.get("keys"))
        .isInstanceOf(Failure.Upstream.class)
        .hasMessageContaining("no Plumbline gateway");
  }

  @Test
  void followsNoRedirect() {
    answer(302, "{}", "location", "http://localhost:" + server.getPort() + "/elsewhere");
    assertThatThrownBy(() -> client.get("keys")).isInstanceOf(Failure.Upstream.class);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void takesTheTokenOfTheHomeForThisMachineOnly() throws IOException, InterruptedException {
    PlumblineHome home = new PlumblineHome(folder);
    GatewayToken token = new GatewayToken(Optional.empty(), home);
    assertThatThrownBy(() -> client(address, Optional.empty()).get("keys"))
        .isInstanceOf(Failure.Denied.class)
        .hasMessageContaining("no admin token");
    assertThat(server.getRequestCount()).isZero();
    Files.writeString(GatewayToken.file(home), "kept-token\n");
    assertThat(token.find(new GatewayAddress("https://gateway.example"))).isEmpty();
    assertThat(token.find(new GatewayAddress("http://127.0.0.1.example:4000"))).isEmpty();
    answer(200, "{}");
    client(address, Optional.empty()).get("keys");
    assertThat(server.takeRequest().getHeaders().get("authorization"))
        .isEqualTo("Bearer kept-token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://ada:hunter2@host", "ftp://host", "http://", "http://host/?a=b", "host"})
  void refusesAddressesThatCannotBeMeant(String text) {
    assertThatThrownBy(() -> new GatewayAddress(text))
        .isInstanceOf(Failure.Misconfigured.class)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void saysWhetherALedgerIsThere() throws IOException {
    GatewayToken none = new GatewayToken(Optional.empty(), new PlumblineHome(folder));
    GatewayToken some = new GatewayToken(Optional.of("x"), new PlumblineHome(folder));
    assertThat(RemoteLedger.answers(address, none)).isFalse();
    answer(401, "{}");
    assertThat(RemoteLedger.answers(address, some)).isFalse();
    answer(200, "{\"name\":\"me\",\"role\":\"reader\"}");
    assertThat(RemoteLedger.answers(address, some)).isTrue();
    server.close();
    assertThat(RemoteLedger.answers(address, some)).isFalse();
  }
}
