package dev.plumbline.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.control.BudgetState;
import dev.plumbline.control.Reservation;
import dev.plumbline.control.SpendGuard;
import dev.plumbline.kernel.Money;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** A gateway that is killed now and then, and what its clients have seen of it. */
final class Victim {
  private static final String UNKNOWN = "";

  private final Ground ground;
  private final String key;

  /** What whole answers cost, as they say, by request. */
  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

  Victim(Ground ground, String key) {
    this.ground = ground;
    this.key = key;
  }

  Ground ground() {
    return ground;
  }

  String home() {
    return ground.home().toString();
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
        HttpResponse<String> answer =
            client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(ask.figures(answer.body())).isNotNull();
        String id = answer.headers().firstValue("x-plumbline-request-id").orElseThrow();
        String cost = answer.headers().firstValue("x-plumbline-cost").orElse(UNKNOWN);
        assertThat(acknowledged.put(id, cost)).isNull();
      }
    } catch (IOException killed) {
      return null;
    }
  }

  /** Compares its budgets with its ledger, and its ledger with all answers. */
  void check(SpendGuard guard) {
    BudgetState state = guard.states(List.of(KillTest.budget()), Instant.now()).getFirst();
    List<UsageEvent> ledger = ground.events();
    Map<String, UsageEvent> events =
        ledger.stream().collect(Collectors.toMap(UsageEvent::id, Function.identity()));
    assertThat(events).hasSameSizeAs(ledger);
    assertThat(events.keySet()).containsAll(acknowledged.keySet());
    acknowledged.forEach((id, cost) -> {
      UsageEvent event = events.get(id);
      assertThat(event.delivery().errorKind()).as("%s", event).isNull();
      if (!cost.equals(UNKNOWN)) {
        assertThat(event.charge().cost().total()).isEqualByComparingTo(cost);
      }
    });
    BigDecimal sum =
        ledger.stream()
            .map(event -> event.charge().cost().total())
            .reduce(Money.ZERO, BigDecimal::add);
    assertThat(state.spent()).isEqualByComparingTo(sum);
    held(guard.open(), state, events);
  }

  /** What was killed before it was sent on is held in a shared database until its time is over. */
  private void held(
      List<Reservation> open, BudgetState state, Map<String, UsageEvent> events) {
    if (!ground.shared()) {
      assertThat(open).isEmpty();
    }
    assertThat(open).noneMatch(held -> events.containsKey(held.id()));
    BigDecimal sum =
        open.stream().map(Reservation::cost).reduce(Money.ZERO, BigDecimal::add);
    assertThat(state.reserved()).isEqualByComparingTo(sum);
  }
}
