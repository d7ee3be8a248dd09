package dev.plumbline.control.guard;

import dev.plumbline.control.Admission;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.Reservation;
import dev.plumbline.control.Settlement;
import dev.plumbline.control.SpendGuard;
import dev.plumbline.control.SpendHistory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The guard of one process. A sum is made when first needed: what the ledger has, what is settled
 * and not recorded yet, what is held. Reservations last by the time of the process; budgets count
 * by the requests' own times.
 */
public final class MemoryGuard implements SpendGuard {
  private static final int MAKERS = 32;

  private final SpendHistory history;

  /** Held for a few microseconds by every call; never while the ledger is read. */
  private final ReentrantLock lock = new ReentrantLock();

  /** Sums are made under its read lock, requests recorded under its write lock. */
  private final ReentrantReadWriteLock ledger = new ReentrantReadWriteLock(true);

  /** So that many threads that miss the same sum read the ledger once. */
  private final List<ReentrantLock> making =
      Stream.generate(ReentrantLock::new).limit(MAKERS).toList();

  private final Sums sums = new Sums();
  private final Rates rates = new Rates();
  private final Open open = new Open();
  private final Settled settled = new Settled();

  /** A guard whose sums come from this history. */
  public MemoryGuard(SpendHistory history) {
    this.history = history;
  }

  @Override
  public Admission reserve(Reservation wanted) {
    List<SumKey> keys = SumKey.of(wanted);
    while (true) {
      List<SumKey> missing = new ArrayList<>();
      lock.lock();
      try {
        expire();
        Admission admission = decide(wanted, keys, missing);
        if (admission != null) {
          return admission;
        }
      } finally {
        lock.unlock();
      }
      missing.forEach(key -> make(key, wanted.time()));
    }
  }

  @Override
  public void settle(Settlement done) {
    lock.lock();
    try {
      if (settled.has(done.id())) {
        return;
      }
      Open.Held held = open.remove(done.id());
      if (held != null) {
        release(held);
        rates.settle(held.taken(), done.tokens());
      }
      settled.add(done);
      sums.spend(done);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void recording(Collection<String> ids, Runnable append) {
    ledger.writeLock().lock();
    boolean done = false;
    try {
      append.run();
      done = true;
    } finally {
      recorded(ids, done);
      ledger.writeLock().unlock();
    }
  }

  @Override
  public void refresh() {
    ledger.writeLock().lock();
    lock.lock();
    try {
      sums.clear();
    } finally {
      lock.unlock();
      ledger.writeLock().unlock();
    }
  }

  @Override
  public List<BudgetState> states(Collection<Budget> budgets, Instant now) {
    List<BudgetState> states = new ArrayList<>();
    for (Budget budget : budgets) {
      if (budget.scope().each()) {
        states.addAll(each(budget, now));
      } else {
        states.add(one(budget, now));
      }
    }
    return states;
  }

  @Override
  public List<Reservation> open() {
    lock.lock();
    try {
      expire();
      return open.all().stream().map(Open.Held::wanted).toList();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing of it outlives the process. */
  @Override
  public void close() {}

  /** The decision; null when sums are missing. */
  private @Nullable Admission decide(Reservation wanted, List<SumKey> keys, List<SumKey> missing) {
    if (open.holds(wanted.id()) || settled.has(wanted.id())) {
      throw new IllegalArgumentException("the request " + wanted.id() + " was reserved before");
    }
    List<Sum> found = new ArrayList<>(keys.size());
    for (SumKey key : keys) {
      Sum sum = sums.find(key);
      if (sum == null || !sum.knows(wanted.time())) {
        missing.add(key);
      } else {
        found.add(sum);
      }
    }
    if (!missing.isEmpty()) {
      return null;
    }
    BudgetState full = full(wanted, found);
    if (full != null) {
      return new Admission.OverBudget(full);
    }
    Admission.OverLimit refusal = rates.refusal(wanted);
    return refusal == null ? admit(wanted, keys, found) : refusal;
  }

  /** A budget without room; one that degrades first, because a cheaper route may fit the others. */
  private static @Nullable BudgetState full(Reservation wanted, List<Sum> found) {
    BigDecimal cost = wanted.cost();
    BudgetState refusing = null;
    for (int i = 0; cost != null && i < found.size(); i++) {
      Budget budget = wanted.budgets().get(i);
      Sum sum = found.get(i);
      if (budget.atLimit() == AtLimit.WARN
          || (budget.atLimit() == AtLimit.REFUSE && refusing != null)) {
        continue;
      }
      BigDecimal after = sum.spent(wanted.time()).add(sum.held()).add(cost);
      if (after.compareTo(budget.limit(sum.key().value(), wanted.time())) > 0) {
        BudgetState state = state(budget, sum, wanted.time());
        if (budget.atLimit() == AtLimit.DEGRADE) {
          return state;
        }
        refusing = state;
      }
    }
    return refusing;
  }

  private Admission admit(Reservation wanted, List<SumKey> keys, List<Sum> found) {
    Set<SumKey> distinct = new LinkedHashSet<>(keys);
    open.add(wanted, distinct, rates.take(wanted));
    long nanos = System.nanoTime();
    for (SumKey key : distinct) {
      Sum sum = sums.find(key);
      if (sum != null) {
        sum.touch(nanos);
        if (wanted.cost() != null) {
          sum.hold(wanted.cost());
        }
      }
    }
    List<BudgetState> states = new ArrayList<>(found.size());
    for (int i = 0; i < found.size(); i++) {
      states.add(state(wanted.budgets().get(i), found.get(i), wanted.time()));
    }
    sums.sweep(nanos);
    rates.sweep();
    return new Admission.Admitted(states);
  }

  private void expire() {
    open.expire(held -> {
      release(held);
      rates.free(held.taken());
    });
  }

  private void release(Open.Held held) {
    for (SumKey key : held.keys()) {
      Sum sum = sums.find(key);
      if (sum != null) {
        sum.release(held.cost());
      }
    }
  }

  private void recorded(Collection<String> ids, boolean done) {
    lock.lock();
    try {
      if (!done) {
        settled.failed(ids);
      } else if (settled.recorded(ids)) {
        sums.dropDoubtful();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Makes a sum unless another thread has just made it. */
  private Sum make(SumKey key, Instant time) {
    ReentrantLock own = making.get(Math.floorMod(key.hashCode(), MAKERS));
    own.lock();
    ledger.readLock().lock();
    try {
      Sum there = found(key, time);
      if (there != null) {
        return there;
      }
      Instant from = key.from(time);
      Map<Instant, BigDecimal> spent = history.spent(key.level(), key.value(), from, key.until());
      return install(key, from, spent);
    } finally {
      ledger.readLock().unlock();
      own.unlock();
    }
  }

  private @Nullable Sum found(SumKey key, Instant time) {
    lock.lock();
    try {
      Sum sum = sums.find(key);
      return sum == null || !sum.knows(time) ? null : sum;
    } finally {
      lock.unlock();
    }
  }

  private Sum install(SumKey key, Instant from, Map<Instant, BigDecimal> spent) {
    lock.lock();
    try {
      Sum sum = new Sum(key, from, settled.doubtful());
      spent.forEach(sum::spend);
      for (Settlement done : settled.waiting()) {
        if (done.cost() != null && key.value().equals(done.subject().value(key.level()))) {
          sum.spend(done.time(), done.cost());
        }
      }
      for (Open.Held held : open.each()) {
        if (held.keys().contains(key)) {
          sum.hold(held.cost());
        }
      }
      sums.add(sum);
      return sum;
    } finally {
      lock.unlock();
    }
  }

  private BudgetState one(Budget budget, Instant now) {
    SumKey key = SumKey.of(budget, budget.scope().value(), now);
    Sum sum = make(key, now);
    lock.lock();
    try {
      expire();
      return state(budget, sum, now);
    } finally {
      lock.unlock();
    }
  }

  private List<BudgetState> each(Budget budget, Instant now) {
    SumKey key = SumKey.of(budget, budget.scope().value(), now);
    Instant from = key.from(now);
    ledger.readLock().lock();
    try {
      Map<String, BigDecimal> spent = new TreeMap<>(history.totals(key.level(), from, key.until()));
      Map<String, BigDecimal> held = new TreeMap<>();
      lock.lock();
      try {
        expire();
        for (Settlement done : settled.waiting()) {
          String value = done.subject().value(key.level());
          boolean counts = !done.time().isBefore(from) && key.covers(done.time());
          if (value != null && done.cost() != null && counts) {
            spent.merge(value, done.cost(), BigDecimal::add);
          }
        }
        for (Open.Held one : open.each()) {
          String value = one.wanted().subject().value(key.level());
          if (value != null && one.keys().contains(SumKey.of(budget, value, now))) {
            held.merge(value, one.cost(), BigDecimal::add);
          }
        }
      } finally {
        lock.unlock();
      }
      return BudgetStates.of(budget, spent, held, now);
    } finally {
      ledger.readLock().unlock();
    }
  }

  private static BudgetState state(Budget budget, Sum sum, Instant now) {
    return BudgetState.of(budget, sum.key().value(), sum.spent(now), sum.held(), now);
  }
}
