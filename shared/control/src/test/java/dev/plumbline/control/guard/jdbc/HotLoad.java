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
import dev.plumbline.kernel.Failure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Random requests of many threads to guards that share a store; they all count in one budget. */
final class HotLoad {
  private static final int THREADS = 48;
  private static final int REQUESTS = 25;
  static final int SLOTS = 20;

  /** A moment that PostgreSQL cannot keep. */
  private static final Instant BEYOND = Instant.parse("+300000-01-01T00:00:00Z");

  static final Budget HOT = Sample.daily("hot", Level.ORGANISATION, "acme", "6");
  static final Budget USERS = Sample.daily("users", Level.USER, "*", "3");
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

  private final List<PostgresGuard> guards;
  private final AtomicReference<BigDecimal> spent = new AtomicReference<>(BigDecimal.ZERO);
  private final AtomicInteger overBudget = new AtomicInteger();
  private final AtomicInteger overLimit = new AtomicInteger();
  private final AtomicInteger poisoned = new AtomicInteger();

  HotLoad(List<PostgresGuard> guards) {
    this.guards = guards;
  }

  BigDecimal spent() {
    return spent.get();
  }

  int overBudget() {
    return overBudget.get();
  }

  int overLimit() {
    return overLimit.get();
  }

  int poisoned() {
    return poisoned.get();
  }

  static Reservation wanted(
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

  static Settlement settlement(Reservation of, BigDecimal cost) {
    return new Settlement(of.id(), of.time(), of.subject(), cost, 5);
  }

  static Subject user(int number) {
    return Sample.subject("key" + number % 3, "research", "user" + number);
  }

  /** Runs it; what goes wrong in a thread is thrown. */
  void run() throws Exception {
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
        admitted.states().forEach(HotLoad::withinItsLimit);
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
}
