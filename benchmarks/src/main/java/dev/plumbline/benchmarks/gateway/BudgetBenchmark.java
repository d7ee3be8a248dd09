package dev.plumbline.benchmarks.gateway;

import dev.plumbline.control.Admission;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Level;
import dev.plumbline.control.Period;
import dev.plumbline.control.Reservation;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Settlement;
import dev.plumbline.control.SpendGuard;
import dev.plumbline.control.Subject;
import dev.plumbline.control.Window;
import dev.plumbline.kernel.Failure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Requests that all count in one budget: how many are held and settled, and how fast. */
public final class BudgetBenchmark {
  private static final BigDecimal HELD = new BigDecimal("0.01");
  private static final BigDecimal SPENT = new BigDecimal("0.004");
  private static final List<Budget> BUDGETS =
      List.of(
          new Budget(
              "hot",
              "hot",
              new Scope(Level.ORGANISATION, "acme"),
              new BigDecimal("1000000000"),
              new Window(Period.TOTAL, false, ZoneOffset.UTC),
              AtLimit.REFUSE,
              null,
              List.of(),
              1));

  private final SpendGuard guard;

  /** Measures a guard. */
  public BudgetBenchmark(SpendGuard guard) {
    this.guard = guard;
  }

  /**
   * Runs for a while and returns one line of a report.
   *
   * @param callers at the same time, each with one request after the other
   * @param reserving whether requests are held before they are settled
   */
  public String run(int callers, boolean reserving, Duration time) throws InterruptedException {
    long start = System.nanoTime();
    List<Future<Caller>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < callers; i++) {
        running.add(
            threads.submit(() -> {
              Caller caller = new Caller();
              caller.call(start + time.toNanos(), reserving);
              return caller;
            }));
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    List<Caller> all = new ArrayList<>();
    for (Future<Caller> each : running) {
      all.add(result(each));
    }
    Percentiles settled = percentiles(all.stream().map(each -> each.settled));
    Percentiles reserved = percentiles(all.stream().map(each -> each.reserved));
    return ("%d callers: %,.0f settled/s, %d failed; settle p50 %.2f ms, p99 %.2f ms;"
            + " reserve p50 %.2f ms, p99 %.2f ms")
        .formatted(
            callers,
            all.stream().mapToInt(each -> each.settled.size()).sum() / seconds,
            all.stream().mapToInt(each -> each.failed).sum(),
            settled.at(0.5) / 1e3,
            settled.at(0.99) / 1e3,
            reserved.at(0.5) / 1e3,
            reserved.at(0.99) / 1e3);
  }

  private static Percentiles percentiles(Stream<List<Long>> micros) {
    return Percentiles.of(micros.flatMap(List::stream).mapToLong(Long::longValue));
  }

  private static Caller result(Future<Caller> each) throws InterruptedException {
    try {
      return each.get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a request failed", failed.getCause());
    }
  }

  /** One request after the other, and the microseconds that each call took. */
  private final class Caller {
    private final Subject subject =
        new Subject("key", "acme", "research", "prod", null, null, "ada", "model");
    private final List<Long> reserved = new ArrayList<>();
    private final List<Long> settled = new ArrayList<>();
    private int failed;

    void call(long until, boolean reserving) {
      while (System.nanoTime() < until) {
        try {
          request(UUID.randomUUID().toString(), Instant.now(), reserving);
        } catch (Failure.StoreUnavailable late) {
          failed++;
        }
      }
    }

    private void request(String id, Instant now, boolean reserving) {
      long start = System.nanoTime();
      if (reserving) {
        Reservation wanted =
            new Reservation(
                id, now, subject, HELD, 1000, BUDGETS, List.of(), Duration.ofMinutes(10));
        if (!(guard.reserve(wanted) instanceof Admission.Admitted)) {
          throw new IllegalStateException("the budget has room for everything");
        }
        reserved.add((System.nanoTime() - start) / 1000);
        start = System.nanoTime();
      }
      guard.settle(new Settlement(id, now, subject, SPENT, 400));
      settled.add((System.nanoTime() - start) / 1000);
    }
  }
}
