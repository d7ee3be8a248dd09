package dev.plumbline.control.guard.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.control.Admission;
import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.Reservation;
import dev.plumbline.control.Sample;
import dev.plumbline.control.guard.RecordedSpend;
import dev.plumbline.control.jdbc.PostgresTesting;
import dev.plumbline.testkit.LocalPostgres;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many threads of two replicas whose requests all count in one budget. */
final class HotBudgetTest {
  private static LocalPostgres server;
  private static int schemas;

  private final RecordedSpend ledger = new RecordedSpend();
  private List<PostgresGuard> guards = List.of();

  @BeforeAll
  static void start() {
    server = LocalPostgres.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void open() {
    String location = PostgresTesting.location(server, "hot" + schemas++);
    guards =
        List.of(
            PostgresGuard.open(location, Map.of(), ledger, "one"),
            PostgresGuard.open(location, Map.of(), ledger, "two"));
  }

  @AfterEach
  void close() {
    guards.forEach(PostgresGuard::close);
  }

  @Test
  void countsEverythingAndPassesNoLimit() throws Exception {
    HotLoad load = new HotLoad(guards);
    load.run();
    assertThat(load.overBudget()).isPositive();
    assertThat(load.overLimit()).isPositive();
    assertThat(load.poisoned()).isPositive();
    assertThat(load.spent()).isBetween(new BigDecimal("4"), HotLoad.HOT.limit());
    for (PostgresGuard guard : guards) {
      assertThat(guard.open()).isEmpty();
      stands(guard, HotLoad.HOT, load.spent());
      assertThat(
              guard.states(List.of(HotLoad.USERS), Sample.NOW).stream()
                  .map(BudgetState::spent)
                  .reduce(BigDecimal.ZERO, BigDecimal::add))
          .isEqualByComparingTo(load.spent());
    }
    slotsAreFree();
  }

  private static void stands(PostgresGuard guard, Budget budget, BigDecimal spent) {
    BudgetState state = guard.states(List.of(budget), Sample.NOW).getFirst();
    assertThat(state.reserved()).isZero();
    assertThat(state.spent()).isEqualByComparingTo(spent);
  }

  private void slotsAreFree() {
    for (int slot = 0; slot <= HotLoad.SLOTS; slot++) {
      Reservation wanted =
          HotLoad.wanted("slot" + slot, Sample.NOW, HotLoad.user(slot), "0.05", List.of());
      assertThat(guards.get(slot % 2).reserve(wanted))
          .isInstanceOf(
              slot < HotLoad.SLOTS ? Admission.Admitted.class : Admission.OverLimit.class);
    }
  }

  @Test
  void interruptedCallersLoseNothing() throws Exception {
    PostgresGuard guard = guards.getFirst();
    stands(guard, HotLoad.HOT, BigDecimal.ZERO);
    AtomicInteger stillInterrupted = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < HotLoad.SLOTS; i++) {
      Reservation wanted =
          HotLoad.wanted("i" + i, Sample.NOW, HotLoad.user(i), "0.1", List.of(HotLoad.HOT));
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                Thread.currentThread().interrupt();
                Admission admission = guard.reserve(wanted);
                if (admission instanceof Admission.Admitted) {
                  guard.settle(HotLoad.settlement(wanted, new BigDecimal("0.1")));
                }
                stillInterrupted.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0);
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(stillInterrupted).hasValue(HotLoad.SLOTS);
    assertThat(guard.open()).isEmpty();
    stands(guard, HotLoad.HOT, new BigDecimal("2"));
  }
}
