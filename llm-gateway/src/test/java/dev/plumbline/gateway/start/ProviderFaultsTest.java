package dev.plumbline.gateway.start;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.control.BudgetState;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Provider.Dialect;
import dev.plumbline.control.Route;
import dev.plumbline.kernel.Money;
import dev.plumbline.usage.Status;
import dev.plumbline.usage.UsageEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an application gets, and what is charged, when a provider does what it should not. */
class ProviderFaultsTest {
  private static final Route.Retry ONCE =
      new Route.Retry(1, Duration.ofMillis(10), Duration.ofMillis(10));
  private static final Route.Timeouts SHORT =
      new Route.Timeouts(Duration.ofSeconds(1), Duration.ofMillis(400), Duration.ofSeconds(3));
  private static final String CHAT =
      """
      {"model":"%s","stream":%s,"max_tokens":50,"messages":[{"role":"user","content":"Name a river."}]}\
      """;

  @TempDir Path home;

  private static Route route(String id, String provider) {
    return new Route(id, List.of(new Route.Target(provider, "gpt-4o-mini", 0, 1)), ONCE, SHORT, 1);
  }

  private House house() {
    return new House(
        home,
        KillTest.budget(),
        new Provider(
            "nobody",
            Dialect.OPENAI,
            "http://127.0.0.1:1",
            null,
            new TreeMap<>(),
            new TreeMap<>(),
            "openai",
            null,
            0,
            Provider.Breaker.USUAL,
            1),
        route("fast", "openai"),
        route("gone", "nobody"));
  }

  private static BigDecimal cost(UsageEvent event) {
    return requireNonNull(event.charge().cost()).total();
  }

  /** The budget's spend is the event's cost, and nothing is held. */
  private static UsageEvent settled(House house) {
    BudgetState state = house.guard().states(List.of(KillTest.budget()), Instant.now()).getFirst();
    assertThat(state.reserved()).isEqualByComparingTo(Money.ZERO);
    assertThat(house.guard().open()).isEmpty();
    UsageEvent event = house.ledger().getLast();
    assertThat(state.spent()).isEqualByComparingTo(cost(event));
    return event;
  }

  @ParameterizedTest
  @CsvSource({
    "slow-5000, 504, provider_timeout, timeout, true",
    "garbage, 502, provider_bad_answer, bad_answer, false",
    "error-503, 503, stand_in, provider_error, false",
    "429, 429, stand_in, rate_limit, false"
  })
  void anAnswerThatIsNone(String fault, int status, String code, String kind, boolean charged)
      throws IOException, InterruptedException {
    try (House house = house()) {
      house.provider().next(fault, 1);
      HttpResponse<String> answer =
          house.post("/v1/chat/completions", CHAT.formatted("fast", false));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
      assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
      UsageEvent event = settled(house);
      assertThat(event.delivery().errorKind()).isEqualTo(kind);
      assertThat(cost(event).signum()).isEqualTo(charged ? 1 : 0);
    }
  }

  @Test
  void aProviderThatIsNotThere() throws IOException, InterruptedException {
    try (House house = house()) {
      HttpResponse<String> answer =
          house.post("/v1/chat/completions", CHAT.formatted("gone", false));
      assertThat(answer.statusCode()).isEqualTo(502);
      assertThat(answer.body()).contains("provider_unreachable");
      assertThat(cost(settled(house))).isEqualByComparingTo(Money.ZERO);
    }
  }

  @ParameterizedTest
  @CsvSource({"cut", "slow-5000", "garbage"})
  void aStreamThatDoesNotEnd(String fault) throws IOException, InterruptedException {
    try (House house = house()) {
      house.provider().next(fault, 1);
      HttpResponse<String> answer =
          house.post("/v1/chat/completions", CHAT.formatted("fast", true));
      assertThat(answer.body()).contains("\"error\":").doesNotContain("[DONE]");
      UsageEvent event = settled(house);
      if (fault.equals("cut")) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(event.delivery().status()).isEqualTo(Status.INTERRUPTED);
        assertThat(event.attribution().tags()).containsEntry("tokens", "estimated");
        assertThat(event.tokens().output()).isPositive();
      } else {
        assertThat(answer.statusCode()).isIn(502, 504);
      }
    }
  }

  @Test
  void aWholeAnswerThatIsCut() throws IOException, InterruptedException {
    try (House house = house()) {
      house.provider().next("cut", 1);
      HttpResponse<String> answer =
          house.post("/v1/chat/completions", CHAT.formatted("fast", false));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(502);
      UsageEvent event = settled(house);
      assertThat(event.delivery().status()).isIn(Status.ERROR, Status.INTERRUPTED);
    }
  }
}
