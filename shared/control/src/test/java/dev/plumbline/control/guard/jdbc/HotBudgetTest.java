package dev.plumbline.control.guard.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.control.Admission;
import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.Level;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Reservation;
import dev.plumbline.control.Sample;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Settlement;
import dev.plumbline.control.Subject;
import dev.plumbline.control.guard.RecordedSpend;
import dev.plumbline.control.jdbc.PostgresTesting;
import dev.plumbline.kernel.Failure;
import dev.plumbline.testkit.LocalPostgres;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many threads of two replicas whose requests all count in one budget. */
final class HotBudgetTest {
  private static final int THREADS = 48;
  private static final int REQUESTS = 25;
  private static final int SLOTS = 20;

  /** A moment that PostgreSQL cannot keep. */
  private static final Instant BEYOND = Instant.parse("+300000-01-01T00:00:00Z");

  private static final Budget HOT = Sample.daily("hot", Level.ORGANISATION, "acme", "6");
  private static final Budget USERS = Sample.daily("users", Level.USER, "*", "3");
  private static final Limit PARALLEL =
      new Limit(
          "slots",
          new Scope(Level.ORGANISATION, "acme"),
          Limit.Kind.PARALLEL,
          SLOTS,
          Duration.ZERO,
          1);
  private static final Limit TOKENS =
      new Limit(
          "tokens",
          new Scope(Level.USER, "*"),
          Limit.Kind.TOKENS,
          1_000_000,
          Duration.ofHours(1),
          1);

  private static LocalPostgres server;
  private static int schemas;

  private final RecordedSpend ledger = new RecordedSpend();
  private final AtomicReference<BigDecimal> spent = new AtomicReference<>(BigDecimal.ZERO);
  private final AtomicInteger overBudget = new AtomicInteger();
  private final AtomicInteger overLimit = new AtomicInteger();
  private final AtomicInteger poisoned = new AtomicInteger();
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

  private static Reservation wanted(
      String id, Instant time, Subject subject, String cost, List<Budget> budgets) {
    return new Reservation(
        id,
        time,
        subject,
        new BigDecimal(cost),
        10,
        budgets,
        List.of(TOKENS, PARALLEL),
        Duration.ofMinutes(10));
  }

  private static Settlement settlement(Reservation of, BigDecimal cost) {
    return new Settlement(of.id(), of.time(), of.subject(), cost, 5);
  }

  private static Subject user(int number) {
    return Sample.subject("key" + number % 3, "research", "user" + number);
  }

  @Test
  void countsEverythingAndPassesNoLimit() throws Exception {
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int thread = 0; thread < THREADS; thread++) {
        Random random = new Random(thread);
        String name = "t" + thread + "-";
        all.add(
            threads.submit(() -> {
              for (int request = 0; request < REQUESTS; request++) {
                request(random, name + request);
              }
            }));
      }
    }
    for (Future<?> one : all) {
      one.get();
    }
    assertThat(overBudget).hasPositiveValue();
    assertThat(overLimit).hasPositiveValue();
    assertThat(poisoned).hasPositiveValue();
    assertThat(spent.get()).isBetween(new BigDecimal("4"), HOT.limit());
    for (PostgresGuard guard : guards) {
      assertThat(guard.open()).isEmpty();
      stands(guard, HOT, spent.get());
      assertThat(
              guard.states(List.of(USERS), Sample.NOW).stream()
                  .map(BudgetState::spent)
                  .reduce(BigDecimal.ZERO, BigDecimal::add))
          .isEqualByComparingTo(spent.get());
    }
    slotsAreFree();
  }

  private void request(Random random, String id) {
    PostgresGuard guard = guards.get(random.nextInt(2));
    Subject subject = user(random.nextInt(12));
    if (random.nextInt(20) == 0) {
      poison(guard, id, subject);
      return;
    }
    Reservation wanted = wanted(id, Sample.NOW, subject, "0.05", List.of(USERS, HOT));
    switch (guard.reserve(wanted)) {
      case Admission.Admitted admitted -> {
        admitted.states().forEach(HotBudgetTest::withinItsLimit);
        BigDecimal cost = BigDecimal.valueOf(random.nextLong(50_000_000_000L), 12);
        settleTwice(random, settlement(wanted, cost));
        spent.accumulateAndGet(cost, BigDecimal::add);
      }
      case Admission.OverBudget over -> {
        withinItsLimit(over.state());
        overBudget.incrementAndGet();
      }
      case Admission.OverLimit over -> overLimit.incrementAndGet();
    }
  }

  private static void withinItsLimit(BudgetState state) {
    assertThat(state.spent().add(state.reserved())).isLessThanOrEqualTo(state.limit());
  }

  private void settleTwice(Random random, Settlement done) {
    guards.get(random.nextInt(2)).settle(done);
    if (random.nextInt(4) == 0) {
      guards.get(random.nextInt(2)).settle(done);
    }
  }

  private void poison(PostgresGuard guard, String id, Subject subject) {
    Reservation wanted = wanted(id, BEYOND, subject, "0.05", List.of());
    assertThatThrownBy(() -> guard.settle(settlement(wanted, BigDecimal.ONE)))
        .isInstanceOf(Failure.StoreUnavailable.class);
    assertThatThrownBy(() -> guard.reserve(wanted)).isInstanceOf(Failure.StoreUnavailable.class);
    poisoned.incrementAndGet();
  }

  private static void stands(PostgresGuard guard, Budget budget, BigDecimal spent) {
    BudgetState state = guard.states(List.of(budget), Sample.NOW).getFirst();
    assertThat(state.reserved()).isZero();
    assertThat(state.spent()).isEqualByComparingTo(spent);
  }

  private void slotsAreFree() {
    for (int slot = 0; slot <= SLOTS; slot++) {
      Reservation wanted = wanted("slot" + slot, Sample.NOW, user(slot), "0.05", List.of());
      assertThat(guards.get(slot % 2).reserve(wanted))
          .isInstanceOf(slot < SLOTS ? Admission.Admitted.class : Admission.OverLimit.class);
    }
  }

  @Test
  void interruptedCallersLoseNothing() throws Exception {
    PostgresGuard guard = guards.getFirst();
    stands(guard, HOT, BigDecimal.ZERO);
    AtomicInteger stillInterrupted = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < SLOTS; i++) {
      Reservation wanted = wanted("i" + i, Sample.NOW, user(i), "0.1", List.of(HOT));
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                Thread.currentThread().interrupt();
                Admission admission = guard.reserve(wanted);
                if (admission instanceof Admission.Admitted) {
                  guard.settle(settlement(wanted, new BigDecimal("0.1")));
                }
                stillInterrupted.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0);
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(stillInterrupted).hasValue(SLOTS);
    assertThat(guard.open()).isEmpty();
    stands(guard, HOT, new BigDecimal("2"));
  }
}
