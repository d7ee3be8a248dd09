package dev.plumbline.control.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.control.Admission;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.Level;
import dev.plumbline.control.Period;
import dev.plumbline.control.Reservation;
import dev.plumbline.control.Sample;
import dev.plumbline.control.Settlement;
import dev.plumbline.control.SpendGuard;
import dev.plumbline.control.Subject;
import dev.plumbline.control.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Random requests of several threads against guards that share a store, and the plain model of what
 * they must have counted: the list of all settlements.
 */
public final class Storm {
  private static final Window DAY = new Window(Period.DAY, false, Sample.BERLIN);
  private static final Window ROLLING = new Window(Period.HOUR, true, Sample.BERLIN);
  private static final Instant[] TIMES = {
    Sample.NOW, Sample.NOW.plusSeconds(59), Sample.NOW.plusSeconds(86_400)
  };

  private final List<Budget> budgets =
      List.of(
          Sample.budget("org", Level.ORGANISATION, "acme", "60", DAY, AtLimit.REFUSE),
          Sample.budget("dept", Level.DEPARTMENT, "*", "25", DAY, AtLimit.REFUSE),
          Sample.budget("user", Level.USER, "*", "15", ROLLING, AtLimit.REFUSE),
          Sample.budget("warn", Level.KEY, "*", "1", DAY, AtLimit.WARN));
  private final List<SpendGuard> guards;
  private final RecordedSpend ledger;
  private final long seed;

  /** What was settled, and of it what its reservation did not cover. */
  private record Done(Settlement settlement, BigDecimal cost, BigDecimal uncovered) {}

  private final Queue<Done> done = new ConcurrentLinkedQueue<>();
  private final Queue<Settlement> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refused = new AtomicInteger();

  public Storm(List<SpendGuard> guards, RecordedSpend ledger, long seed) {
    this.guards = guards;
    this.ledger = ledger;
    this.seed = seed;
  }

  /** Runs it and checks what is left. */
  public void run(int threads, int requests) throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Random random = new Random(seed * 31 + i);
        String name = "t" + i + "-";
        all.add(
            pool.submit(() -> {
              for (int request = 0; request < requests; request++) {
                request(random, name + request);
              }
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    record(guards.getFirst());
    check();
  }

  private void request(Random random, String id) {
    SpendGuard guard = guards.get(random.nextInt(guards.size()));
    SpendGuard other = guards.get(random.nextInt(guards.size()));
    Instant time = TIMES[random.nextInt(TIMES.length)];
    Subject subject =
        Sample.subject(
            "key" + random.nextInt(3), "dept" + random.nextInt(3), "user" + random.nextInt(6));
    BigDecimal cost = BigDecimal.valueOf(1 + random.nextInt(1_000_000), 6);
    boolean ends = random.nextInt(8) == 0;
    Duration lasts = ends ? Duration.ofMillis(1) : Duration.ofMinutes(5);
    Admission admission =
        guard.reserve(new Reservation(id, time, subject, cost, 10, budgets, List.of(), lasts));
    if (!(admission instanceof Admission.Admitted)) {
      refused.incrementAndGet();
      return;
    }
    BigDecimal spent = spent(random, cost);
    BigDecimal uncovered = ends ? spent : spent.subtract(cost).max(BigDecimal.ZERO);
    Settlement settlement = new Settlement(id, time, subject, spent, 10);
    if (!ends || random.nextBoolean()) {
      settle(random, other, new Done(settlement, spent, uncovered));
    }
    if (random.nextInt(20) == 0) {
      record(guard);
    }
    if (random.nextInt(40) == 0) {
      guard.refresh();
    }
  }

  private void settle(Random random, SpendGuard guard, Done one) {
    done.add(one);
    guard.settle(one.settlement());
    waiting.add(one.settlement());
    if (random.nextInt(4) == 0) {
      guards.get(random.nextInt(guards.size())).settle(one.settlement());
    }
  }

  private static BigDecimal spent(Random random, BigDecimal held) {
    return switch (random.nextInt(10)) {
      case 0 -> BigDecimal.ZERO;
      case 1 -> held.multiply(new BigDecimal("1.25"));
      default -> held.multiply(BigDecimal.valueOf(random.nextInt(100), 2));
    };
  }

  private void record(SpendGuard guard) {
    List<Settlement> batch = new ArrayList<>();
    for (Settlement next = waiting.poll(); next != null; next = waiting.poll()) {
      batch.add(next);
    }
    guard.recording(
        batch.stream().map(Settlement::id).toList(), () -> batch.forEach(ledger::record));
  }

  private void check() {
    assertThat(refused).as("refused").hasPositiveValue();
    for (SpendGuard guard : guards) {
      await().until(() -> guard.open().isEmpty());
      int seen = 0;
      for (Instant now : TIMES) {
        for (BudgetState state : guard.states(budgets, now)) {
          check(state, now);
          seen++;
        }
      }
      assertThat(seen).isGreaterThan(30);
    }
    assertThat(ledger.total())
        .isEqualByComparingTo(
            done.stream().map(Done::cost).reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  private void check(BudgetState state, Instant now) {
    SumKey key = SumKey.of(state.budget(), state.value(), now);
    BigDecimal spent = BigDecimal.ZERO;
    // A rolling window counts what is ahead of it too, but cannot refuse it.
    BigDecimal before = BigDecimal.ZERO;
    BigDecimal uncovered = BigDecimal.ZERO;
    for (Done one : done) {
      Settlement settlement = one.settlement();
      boolean counts = key.covers(settlement.time()) && !settlement.time().isBefore(key.from(now));
      if (counts && state.value().equals(settlement.subject().value(key.level()))) {
        spent = spent.add(one.cost());
        boolean ahead = key.rolling() && settlement.time().isAfter(now.plusSeconds(60));
        before = ahead ? before : before.add(one.cost());
        uncovered = uncovered.add(one.uncovered());
      }
    }
    String what = state.budget().id() + " " + state.value() + " at " + now;
    assertThat(state.reserved()).as("held in " + what).isZero();
    assertThat(state.spent()).as("spent in " + what).isEqualByComparingTo(spent);
    if (state.budget().atLimit() == AtLimit.REFUSE) {
      assertThat(before).as(what).isLessThanOrEqualTo(state.budget().limit().add(uncovered));
    }
  }
}
