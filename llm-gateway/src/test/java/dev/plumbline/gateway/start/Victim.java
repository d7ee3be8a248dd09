package dev.plumbline.gateway.start;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.control.BudgetState;
import dev.plumbline.control.SpendGuard;
import dev.plumbline.kernel.Money;
import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.UsageEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** A gateway that is killed now and then, and what its clients have seen of it. */
final class Victim {
  private static final String UNKNOWN = "";

  private final Ground ground;
  private final String key;
  private final Map<String, Acknowledged> acknowledged = new ConcurrentHashMap<>();

  /** Sessions of requests that were refused. */
  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  /**
   * A whole answer.
   *
   * @param tokens that it says were used
   * @param cost that it says it had; empty on streams
   */
  private record Acknowledged(TokenCounts tokens, String cost) {}

  Victim(Ground ground, String key) {
    this.ground = ground;
    this.key = key;
  }

  Ground ground() {
    return ground;
  }

  long acknowledged() {
    return acknowledged.size();
  }

  /** Sends requests until nobody answers. */
  Void use(String address, RandomGenerator random) throws InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (true) {
        Ask ask = Ask.random(random);
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(address + ask.path()))
                .header("x-api-key", key)
                .POST(HttpRequest.BodyPublishers.ofString(ask.body()))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        TokenCounts tokens = requireNonNull(ask.figures(answer.body()));
        String id = answer.headers().firstValue("x-plumbline-request-id").orElseThrow();
        String cost = answer.headers().firstValue("x-plumbline-cost").orElse(UNKNOWN);
        assertThat(acknowledged.put(id, new Acknowledged(tokens, cost))).isNull();
        refuse(client, address);
      }
    } catch (IOException killed) {
      return null;
    }
  }

  /** Asks for what its key may not have. */
  private void refuse(HttpClient client, String address) throws IOException, InterruptedException {
    String session = UUID.randomUUID().toString();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/providers/openai/v1/files"))
            .header("x-api-key", key)
            .header("x-plumbline-session", session)
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    refused.add(session);
  }

  /** Compares its budgets with its ledger, and its ledger with all answers. */
  void check(SpendGuard guard) {
    BudgetState state = guard.states(List.of(KillTest.budget()), Instant.now()).getFirst();
    List<UsageEvent> ledger = ground.events();
    Map<String, UsageEvent> events =
        ledger.stream().collect(Collectors.toMap(UsageEvent::id, Function.identity()));
    assertThat(events).hasSameSizeAs(ledger);
    assertThat(events.keySet()).containsAll(acknowledged.keySet());
    assertThat(ledger.stream().map(event -> String.valueOf(event.attribution().session())))
        .containsAll(refused);
    acknowledged.forEach((id, answer) -> same(requireNonNull(events.get(id)), answer));
    BigDecimal sum =
        ledger.stream()
            .map(event -> requireNonNull(event.charge().cost()).total())
            .reduce(Money.ZERO, BigDecimal::add);
    assertThat(state.spent()).isEqualByComparingTo(sum);
    assertThat(guard.open()).isEmpty();
    assertThat(state.reserved()).isEqualByComparingTo(Money.ZERO);
  }

  private static void same(UsageEvent event, Acknowledged answer) {
    assertThat(event.delivery().errorKind()).as("%s", event).isNull();
    assertThat(event.tokens()).isEqualTo(answer.tokens());
    if (!answer.cost().equals(UNKNOWN)) {
      assertThat(requireNonNull(event.charge().cost()).total()).isEqualByComparingTo(answer.cost());
    }
  }
}
