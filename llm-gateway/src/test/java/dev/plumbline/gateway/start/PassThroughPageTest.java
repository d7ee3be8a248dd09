package dev.plumbline.gateway.start;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Entry;
import dev.plumbline.control.KeyText;
import dev.plumbline.control.Level;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Period;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Provider.Dialect;
import dev.plumbline.control.Scope;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.control.VirtualKey.Rules;
import dev.plumbline.control.Window;
import dev.plumbline.gateway.standin.StandInControl.Seen;
import dev.plumbline.usage.Operation;
import dev.plumbline.usage.Status;
import dev.plumbline.usage.UsageEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class PassThroughPageTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Rules OPEN = new Rules(true, false, true, true);
  private static final String PAGE = "/providers/openai/v1/models";
  private static final String BODY =
      "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi.\"}]}";

  @TempDir Path home;

  private final KeyText open = KeyText.make();

  private House house(Rules rules, Entry... more) {
    VirtualKey.Owner owner = new VirtualKey.Owner("acme", "shop", "test", null, null, null);
    Entry key = House.key(open, owner, rules);
    return new House(home, Stream.concat(Stream.of(key), Stream.of(more)).toArray(Entry[]::new));
  }

  private static Budget budget(AtLimit atLimit) {
    return new Budget(
        "day",
        "A day",
        new Scope(Level.DEPARTMENT, "shop"),
        new BigDecimal("5"),
        new Window(Period.DAY, false, ZoneOffset.UTC),
        atLimit,
        null,
        List.of(),
        1);
  }

  private HttpResponse<String> post(House house, String path, String... headers)
      throws IOException, InterruptedException {
    return house.postAs(open.secretText(), path, BODY, headers);
  }

  private static void refused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(JSON.readTree(answer.body()).path("error").path("code").asString()).isEqualTo(code);
  }

  @Test
  void forwardsARequestAndRecordsIt() throws IOException, InterruptedException {
    try (House house = house(OPEN, budget(AtLimit.WARN))) {
      house.provider().remember();
      HttpResponse<String> answer =
          post(
              house, PAGE + "?limit=2&after=a%20b", "cookie", "secret=1", "x-forwarded-for", "::1");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).contains("plumbline-stand-in");
      Seen seen = house.provider().seen().getFirst();
      assertThat(seen.path()).isEqualTo("/v1/models");
      assertThat(seen.body()).isEqualTo(BODY);
      assertThat(seen.headers())
          .doesNotContainIgnoringCase("cookie")
          .doesNotContainIgnoringCase("x-forwarded")
          .doesNotContain(open.secretText());
      assertThat(house.guard().open()).isEmpty();
      UsageEvent event = house.ledger().getFirst();
      assertThat(event.id())
          .isEqualTo(answer.headers().firstValue("x-plumbline-request-id").orElseThrow());
      assertThat(event.operation()).isEqualTo(Operation.FUNCTION);
      assertThat(event.charge().cost()).isNull();
      assertThat(event.attribution().tags()).containsEntry("endpoint", "/v1/models");
    }
  }

  @Test
  void onlyKeysThatMayUseIt() throws IOException, InterruptedException {
    try (House house = house(Rules.USUAL)) {
      refused(post(house, PAGE), 403, "endpoint_not_allowed");
      refused(house.postAs("pl-x", PAGE, BODY), 401, "invalid_api_key");
      assertThat(house.provider().requests()).isZero();
      assertThat(house.ledger().getFirst().delivery().status()).isEqualTo(Status.BLOCKED);
    }
  }

  @Test
  void notWhereABudgetMustHoldItsCost() throws IOException, InterruptedException {
    try (House house = house(OPEN, budget(AtLimit.REFUSE))) {
      refused(post(house, PAGE), 403, "unpriced_endpoint");
    }
  }

  @Test
  void whereAKeyMayPassItsBudget() throws IOException, InterruptedException {
    try (House house = house(new Rules(true, true, true, true), budget(AtLimit.REFUSE))) {
      assertThat(post(house, PAGE).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void pricedEndpointsAreServedElsewhere() throws IOException, InterruptedException {
    try (House house = house(OPEN)) {
      for (String path : List.of("chat/completions", "Chat/Completions/", "chat/%63ompletions")) {
        refused(post(house, "/providers/openai/v1/" + path), 403, "endpoint_not_allowed");
      }
      assertThat(house.provider().requests()).isZero();
    }
  }

  @Test
  void limitsOfRequestsCount() throws IOException, InterruptedException {
    Limit limit =
        new Limit(
            "one",
            new Scope(Level.KEY, Scope.EACH),
            Limit.Kind.REQUESTS,
            1,
            Duration.ofHours(1),
            1);
    try (House house = house(OPEN, limit)) {
      assertThat(post(house, PAGE).statusCode()).isEqualTo(200);
      refused(post(house, PAGE), 429, "rate_limit_exceeded");
    }
  }

  @Test
  void errorsOfTheProviderAreItsOwn() throws IOException, InterruptedException {
    try (House house = house(OPEN)) {
      HttpResponse<String> answer = post(house, "/providers/openai/v1/nothing");
      refused(answer, 404, "stand_in");
      refused(post(house, "/providers/opena/v1/models"), 404, "provider_not_found");
      assertThat(house.ledger().getFirst().delivery().status()).isEqualTo(Status.ERROR);
    }
  }

  @Test
  void aCutAnswerIsNotTakenForAWholeOne() throws IOException, InterruptedException {
    try (ServerSocket cutting = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> cut(cutting));
      String url = "http://127.0.0.1:" + cutting.getLocalPort();
      try (House house = house(OPEN, Provider.of("lab", Dialect.OPENAI, url, null))) {
        assertThatThrownBy(() -> post(house, "/providers/lab/v1/files"))
            .isInstanceOf(IOException.class);
        UsageEvent event = house.ledger().getFirst();
        assertThat(event.delivery().status()).isEqualTo(Status.INTERRUPTED);
        assertThat(event.provider()).isEqualTo("lab");
      }
    }
  }

  /** Answers once, with less than it promises. */
  private static void cut(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.getInputStream().readNBytes(10);
      socket
          .getOutputStream()
          .write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf".getBytes(US_ASCII));
      // Whatever is not read would turn the end of the connection into an error before its time.
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    } catch (IOException gone) {
      return;
    }
  }
}
