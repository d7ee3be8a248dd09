package dev.plumbline.gateway.start;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.Level;
import dev.plumbline.control.SpendGuard;
import dev.plumbline.kernel.Money;
import dev.plumbline.testkit.LocalPostgres;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.Status;
import dev.plumbline.usage.UsageEvent;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger, the budgets and what answers say agree to the last digit, whatever happens. */
class MoneyTest {
  private static final int REQUESTS = 2400;

  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(longs = {20260101})
  void inOneProcess(long seed) throws InterruptedException {
    MoneyStorm storm = new MoneyStorm();
    try (House house = new House(home, storm.entries())) {
      storm.run(List.of(house), seed, REQUESTS);
      settled(house.guard());
      Map<String, BigDecimal> before = spent(house.guard(), storm.budgets());
      List<UsageEvent> ledger = house.ledger();
      agree(storm, ledger, before);
      assertThat(
              ledger.stream().filter(MoneyTest::sent).mapToLong(e -> e.delivery().attempts()).sum())
          .isGreaterThanOrEqualTo(house.provider().requests());
      house.restart();
      assertThat(spent(house.guard(), storm.budgets())).isEqualTo(before);
    }
  }

  @Test
  @SuppressWarnings("try") // The second one must be gone before the ledger is read.
  void inTwoReplicasThatShareADatabase() throws InterruptedException {
    MoneyStorm storm = new MoneyStorm();
    try (LocalPostgres server = LocalPostgres.start();
        House first = new House(Ground.shared(home.resolve("first"), server), storm.entries());
        House second = first.replica(home.resolve("second"))) {
      storm.run(List.of(first, second), 7, REQUESTS);
      settled(first.guard());
      Map<String, BigDecimal> before = spent(second.guard(), storm.budgets());
      second.close();
      agree(storm, first.ledger(), before);
      first.restart();
      first.guard().refresh();
      assertThat(spent(first.guard(), storm.budgets())).isEqualTo(before);
    }
  }

  private static boolean sent(UsageEvent event) {
    return event.delivery().status() != Status.BLOCKED;
  }

  /** Those who left are noticed a moment later. */
  private static void settled(SpendGuard guard) {
    await().atMost(Duration.ofSeconds(20)).until(() -> guard.open().isEmpty());
  }

  private static void agree(
      MoneyStorm storm, List<UsageEvent> ledger, Map<String, BigDecimal> spent) {
    assertThat(storm.statuses()).containsKeys(200, 402, 429);
    assertThat(storm.statuses().get(200)).isGreaterThan(REQUESTS / 10);
    assertThat(ledger.stream().map(UsageEvent::id)).doesNotHaveDuplicates();
    Map<String, UsageEvent> events =
        ledger.stream().collect(Collectors.toMap(UsageEvent::id, Function.identity()));
    assertThat(events.keySet()).containsAll(storm.answered().keySet());
    storm
        .priced()
        .forEach((id, cost) -> {
          UsageEvent event = requireNonNull(events.get(id));
          assertThat(requireNonNull(event.charge().cost()).total())
              .as("%s", event)
              .isEqualByComparingTo(cost);
        });
    for (Budget budget : storm.budgets()) {
      Map<String, BigDecimal> sums = sums(ledger, budget.scope().level());
      sums.forEach((value, sum) -> {
        assertThat(spent.get(budget.id() + " " + value)).as(value).isEqualByComparingTo(sum);
        assertThat(sum).as(value).isLessThanOrEqualTo(budget.limit());
      });
    }
    assertThat(spent.get("org acme")).isGreaterThan(new BigDecimal("0.3"));
  }

  private static Map<String, BigDecimal> sums(List<UsageEvent> ledger, Level level) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    for (UsageEvent event : ledger) {
      Attribution to = event.attribution();
      String value =
          switch (level) {
            case ORGANISATION -> to.organisation();
            case DEPARTMENT -> to.department();
            case KEY -> to.key();
            default -> to.user();
          };
      BigDecimal cost =
          event.charge().cost() == null
              ? Money.ZERO
              : requireNonNull(event.charge().cost()).total();
      if (value != null && cost.signum() > 0) {
        sums.merge(value, cost, BigDecimal::add);
      }
    }
    return sums;
  }

  private static Map<String, BigDecimal> spent(SpendGuard guard, List<Budget> budgets) {
    Map<String, BigDecimal> spent = new TreeMap<>();
    for (BudgetState state : guard.states(budgets, Instant.now())) {
      assertThat(state.reserved()).as(state.budget().id()).isEqualByComparingTo(Money.ZERO);
      spent.put(state.budget().id() + " " + state.value(), Money.exact(state.spent()));
    }
    return spent;
  }
}
