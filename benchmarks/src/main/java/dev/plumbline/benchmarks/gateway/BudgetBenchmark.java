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
import java.util.stream.LongStream;

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

  /** The microseconds that calls took. */
  private record Times(List<Long> reserved, List<Long> settled) {
    Times() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  /**
   * Runs for a while and returns one line of a report.
   *
   * @param callers at the same time, each with one request after the other
   * @param reserving whether requests are held before they are settled
   */
  public String run(int callers, boolean reserving, Duration time) throws InterruptedException {
    long start = System.nanoTime();
    List<Future<Times>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < callers; i++) {
        running.add(threads.submit(() -> call(start + time.toNanos(), reserving)));
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    List<Times> all = new ArrayList<>();
    for (Future<Times> each : running) {
      all.add(result(each));
    }
    Percentiles settles = percentiles(all.stream().map(Times::settled).toList());
    long count = all.stream().mapToLong(each -> each.settled().size()).sum();
    String line =
        "%d callers: %,.0f settled/s; settle p50 %.2f ms, p99 %.2f ms"
            .formatted(callers, count / seconds, settles.at(0.5) / 1e3, settles.at(0.99) / 1e3);
    if (!reserving) {
      return line;
    }
    Percentiles reserves = percentiles(all.stream().map(Times::reserved).toList());
    return "%s; reserve p50 %.2f ms, p99 %.2f ms"
        .formatted(line, reserves.at(0.5) / 1e3, reserves.at(0.99) / 1e3);
  }

  private Times call(long until, boolean reserving) {
    Subject subject = new Subject("key", "acme", "research", "prod", null, null, "ada", "model");
    Times times = new Times();
    while (System.nanoTime() < until) {
      String id = UUID.randomUUID().toString();
      Instant now = Instant.now();
      long start = System.nanoTime();
      if (reserving) {
        Reservation wanted =
            new Reservation(
                id, now, subject, HELD, 1000, BUDGETS, List.of(), Duration.ofMinutes(10));
        if (!(guard.reserve(wanted) instanceof Admission.Admitted)) {
          throw new IllegalStateException("the budget has room for everything");
        }
        times.reserved().add((System.nanoTime() - start) / 1000);
        start = System.nanoTime();
      }
      guard.settle(new Settlement(id, now, subject, SPENT, 400));
      times.settled().add((System.nanoTime() - start) / 1000);
    }
    return times;
  }

  private static Percentiles percentiles(List<List<Long>> micros) {
    return Percentiles.of(
        micros.stream().flatMapToLong(each -> LongStream.of(each.stream().mapToLong(x -> x).toArray())));
  }

  private static Times result(Future<Times> each) throws InterruptedException {
    try {
      return each.get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a request failed", failed.getCause());
    }
  }
}
