package dev.plumbline.control.replay;

import dev.plumbline.control.Admission;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.Reservation;
import dev.plumbline.control.Settlement;
import dev.plumbline.control.Subject;
import dev.plumbline.control.guard.MemoryGuard;
import dev.plumbline.control.ledger.EventSubject;
import dev.plumbline.control.ledger.LedgerHistory;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Money;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.Status;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.query.By;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.EventSearch;
import dev.plumbline.usage.query.Filter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts the requests of a ledger before the guard that admits real ones, in the order and with the
 * overlaps that they had. Each is held at what it did cost, because the bound that it was admitted
 * with is not written down; so the gateway may refuse up to one request's bound earlier. One that
 * is degraded spends what it costs on the cheaper route. Requests that were refused back then are
 * not among them. For one thread.
 */
public final class BudgetReplay {
  private static final int PAGE = 10_000;
  private static final int MOST_HITS = 50;

  private final Budget budget;
  private final TimeRange range;
  private final ReplayHistory history;
  private final Function<UsageEvent, @Nullable BigDecimal> cheaper;
  private final MemoryGuard guard;
  private final PriorityQueue<End> underWay = new PriorityQueue<>(Comparator.comparing(End::at));
  private final Map<Who, Hit> hits = new LinkedHashMap<>();
  private long requests;
  private long unpriced;
  private BigDecimal cost = Money.ZERO;
  private @Nullable Instant first;

  /** A request that was let in, and when it ended. */
  private record End(Instant at, Settlement settlement) {}

  private record Who(String value, String key, @Nullable String user) {}

  private record Hit(long requests, BigDecimal cost) {}

  private BudgetReplay(
      Budget budget,
      TimeRange range,
      ReplayHistory history,
      Function<UsageEvent, @Nullable BigDecimal> cheaper) {
    this.budget = budget;
    this.range = range;
    this.history = history;
    this.cheaper = cheaper;
    this.guard = new MemoryGuard(history);
  }

  /**
   * What a budget would have done, had it been set when the window began in which the range begins;
   * an endless one when the range begins.
   *
   * @param sources of the events that count; empty for all
   * @param cheaper what a request costs on the route that the budget degrades to, in US dollars;
   *     null where that is unknown
   */
  public static Replayed run(
      LedgerReader ledger,
      Budget budget,
      TimeRange range,
      List<String> sources,
      Function<UsageEvent, @Nullable BigDecimal> cheaper) {
    // The window that the range begins in has begun before.
    Instant from = budget.window().start(range.from());
    Instant begin = from.equals(Instant.EPOCH) ? range.from() : from;
    BudgetReplay replay =
        new BudgetReplay(
            budget,
            range,
            new ReplayHistory(budget.scope().level(), new LedgerHistory(ledger, sources), begin),
            cheaper);
    List<Filter> filters =
        sources.isEmpty()
            ? List.of()
            : List.of(new Filter(By.of(Dimension.SOURCE), List.copyOf(sources), false));
    try {
      replay.read(ledger, new TimeRange(begin, range.to(), ZoneOffset.UTC), filters);
    } catch (Failure.NotFound noLedgerYet) {
      return replay.result();
    }
    return replay.result();
  }

  /** Day by day, because a ledger skips many events slowly. */
  private void read(LedgerReader ledger, TimeRange all, List<Filter> filters) {
    LocalDate day = all.firstDay();
    while (day.atStartOfDay(ZoneOffset.UTC).toInstant().isBefore(all.to())) {
      Instant from = later(all.from(), day.atStartOfDay(ZoneOffset.UTC).toInstant());
      Instant next = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      TimeRange part =
          new TimeRange(from, next.isBefore(all.to()) ? next : all.to(), ZoneOffset.UTC);
      List<UsageEvent> some;
      int read = 0;
      do {
        some = ledger.events(new EventSearch(part, filters, EventSearch.Order.OLDEST, PAGE, read));
        read += some.size();
        some.forEach(this::put);
      } while (some.size() == PAGE);
      day = day.plusDays(1);
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private void put(UsageEvent event) {
    Subject subject = EventSubject.of(event);
    if (event.delivery().status() == Status.BLOCKED || !budget.scope().covers(subject)) {
      return;
    }
    settleUntil(event.time());
    boolean counts = !event.time().isBefore(range.from());
    requests += counts ? 1 : 0;
    Cost known = event.charge().cost();
    if (known == null) {
      unpriced += counts ? 1 : 0;
      return;
    }
    cost = counts ? cost.add(known.total()) : cost;
    Reservation wanted =
        new Reservation(
            event.id(),
            event.time(),
            subject,
            known.total(),
            event.tokens().total(),
            List.of(budget),
            List.of(),
            Duration.ofDays(36_500));
    switch (guard.reserve(wanted)) {
      case Admission.Admitted admitted -> {
        BudgetState state = admitted.states().getFirst();
        if (counts && state.spent().add(state.reserved()).compareTo(state.limit()) > 0) {
          over(state.value(), subject, event.time(), known.total());
        }
        letIn(event, subject, known.total());
      }
      case Admission.OverBudget full -> {
        if (counts) {
          over(full.state().value(), subject, event.time(), known.total());
        }
        BigDecimal instead = budget.atLimit() == AtLimit.DEGRADE ? cheaper.apply(event) : null;
        if (instead != null) {
          letIn(event, subject, instead);
        }
      }
      case Admission.OverLimit limited ->
          throw new IllegalStateException("a limit that nobody gave: " + limited.limit().id());
    }
  }

  private void letIn(UsageEvent event, Subject subject, BigDecimal spent) {
    Long millis = event.delivery().latencyMillis();
    Settlement settlement =
        new Settlement(event.id(), event.time(), subject, spent, event.tokens().total());
    underWay.add(new End(event.time().plusMillis(millis == null ? 0 : millis), settlement));
  }

  private void settleUntil(Instant now) {
    while (!underWay.isEmpty() && !underWay.peek().at().isAfter(now)) {
      Settlement done = underWay.remove().settlement();
      guard.settle(done);
      guard.recording(List.of(done.id()), () -> history.add(done));
    }
  }

  private void over(String value, Subject subject, Instant time, BigDecimal spent) {
    first = first == null ? time : first;
    hits.merge(
        new Who(value, subject.key(), subject.user()),
        new Hit(1, spent),
        (one, two) -> new Hit(one.requests() + two.requests(), one.cost().add(two.cost())));
  }

  private Replayed result() {
    List<Replayed.Hit> all = new ArrayList<>();
    hits.forEach((who, hit) ->
        all.add(new Replayed.Hit(who.value(), who.key(), who.user(), hit.requests(), hit.cost())));
    all.sort(Comparator.comparingLong(Replayed.Hit::requests).reversed());
    return new Replayed(
        budget,
        range,
        requests,
        cost,
        all.stream().mapToLong(Replayed.Hit::requests).sum(),
        all.stream().map(Replayed.Hit::cost).reduce(Money.ZERO, BigDecimal::add),
        unpriced,
        first,
        all.subList(0, Math.min(MOST_HITS, all.size())));
  }
}
