package dev.plumbline.admin.setup;

import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.backend.IssuedKey;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.admin.rules.BudgetPlans;
import dev.plumbline.admin.setup.Applied.Outcome;
import dev.plumbline.admin.setup.Applied.Result;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Entry;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Scope;
import dev.plumbline.kernel.Failure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes and changes keys with their own budgets and limits. The secret of a new key is handed over
 * when it is bounded as wanted; if it cannot be, the key is revoked again.
 */
final class KeyWork {
  private static final String UNBOUNDED =
      "A budget or limit that bounds it failed: mend that, then call again.";

  private final ControlBackend backend;
  private final Entries entries;
  private final Function<IssuedKey, String> handOver;
  private final List<String> secrets = new ArrayList<>();
  private @Nullable Set<Object> names;
  private boolean outage;

  KeyWork(ControlBackend backend, Entries entries, Function<IssuedKey, String> handOver) {
    this.backend = backend;
    this.entries = entries;
    this.handOver = handOver;
  }

  /** Where the secrets of new keys are, in Markdown. */
  List<String> secrets() {
    return secrets;
  }

  /** Whether the last failure was that the system does not answer. */
  boolean wasOutage() {
    return outage;
  }

  /**
   * Does one key.
   *
   * @param bounded whether the shared budgets and limits that count it are as wanted
   */
  List<Result> apply(Step.OfKey step, boolean bounded) {
    outage = false;
    ManagedKey before = step.before();
    if (before != null) {
      return change(step, before, bounded);
    }
    String reason = bounded ? taken(step.wanted()) : UNBOUNDED;
    return reason == null ? make(step) : notMade(step, reason);
  }

  private List<Result> change(Step.OfKey step, ManagedKey before, boolean bounded) {
    List<Result> results = new ArrayList<>();
    boolean safe = bounded;
    for (Step.Put put : step.bounds()) {
      String why = trying(() -> entries.put(put.after(), put.before() == null));
      results.add(result(put.line(), why));
      safe &= why == null;
    }
    Line line = step.line();
    if (line != null) {
      String why = safe ? trying(() -> update(step, before)) : blockAtLeast(step, before);
      results.add(result(line, why));
    }
    return results;
  }

  private void update(Step.OfKey step, ManagedKey before) {
    ManagedKey now = before;
    boolean block = Boolean.TRUE.equals(step.wanted().blocked());
    if (step.changesBlock() && block) {
      now = backend.block(now, true);
    }
    if (!KeyPlanner.next(before, step.wanted()).equals(before.plan())) {
      now = backend.update(now, KeyPlanner.next(before, step.wanted()));
    }
    if (step.changesBlock() && !block) {
      backend.block(now, false);
    }
  }

  private String blockAtLeast(Step.OfKey step, ManagedKey before) {
    if (!step.changesBlock() || !Boolean.TRUE.equals(step.wanted().blocked())) {
      return UNBOUNDED;
    }
    String why = trying(() -> backend.block(before, true));
    return (why == null ? "It is blocked, and no more than that. " : why + " ") + UNBOUNDED;
  }

  private List<Result> make(Step.OfKey step) {
    List<IssuedKey> made = new ArrayList<>();
    String why = trying(() -> made.add(backend.create(step.wanted().plan())));
    if (why != null) {
      return notMade(step, why);
    }
    IssuedKey issued = made.getFirst();
    List<Result> results = new ArrayList<>();
    boolean bounded = true;
    for (Step.Put put : step.bounds()) {
      String failure = trying(() -> entries.put(onKey(put.after(), issued.key()), true));
      results.add(result(put.line(), failure));
      bounded &= failure == null;
    }
    if (!bounded) {
      results.replaceAll(KeyWork::inVain);
    }
    String unfinished = bounded ? trying(() -> finish(step, issued)) : takeBack(issued.key());
    Stream.ofNullable(step.line()).forEach(line -> results.add(result(line, unfinished)));
    return results;
  }

  private static Result inVain(Result result) {
    return result.outcome() == Outcome.DONE
        ? new Result(result.line(), Outcome.SKIPPED, "Its key was revoked again.")
        : result;
  }

  private void finish(Step.OfKey step, IssuedKey issued) {
    if (Boolean.TRUE.equals(step.wanted().blocked())) {
      backend.block(issued.key(), true);
    }
    secrets.add(
        Words.key(issued.key().plan().name(), issued.key().plan().owner())
            + " (`"
            + issued.key().id()
            + "`). "
            + handOver.apply(issued));
  }

  /** Why a key is not made: somebody else has just made one of that name and owner. */
  private @Nullable String taken(KeyEntry wanted) {
    if (wanted.id() != null) {
      return null;
    }
    Set<Object> known = names;
    if (known == null) {
      Set<Object> now = new HashSet<>();
      String why =
          trying(() ->
              backend.keys().stream()
                  .filter(key -> key.state() != ManagedKey.State.REVOKED)
                  .forEach(key -> now.add(named(key.plan()))));
      if (why != null) {
        return why;
      }
      known = now;
      names = now;
    }
    return known.contains(named(wanted.plan()))
        ? "Somebody else has just made a key of that name and owner. Call again."
        : null;
  }

  private static Object named(ManagedKey.KeyPlan plan) {
    return Traits.named(plan.name(), plan.owner());
  }

  private static List<Result> notMade(Step.OfKey step, String why) {
    List<Result> results = new ArrayList<>();
    Stream.ofNullable(step.line())
        .forEach(line -> results.add(new Result(line, Outcome.FAILED, why)));
    step.bounds()
        .forEach(
            put -> results.add(new Result(put.line(), Outcome.SKIPPED, "Its key was not made.")));
    return results;
  }

  private String takeBack(ManagedKey key) {
    String why = trying(() -> backend.revoke(key));
    if (why == null) {
      trying(() -> forget(Live.scope(key)));
    }
    return why == null
        ? "It could not be bounded as wanted, so it was revoked again and no secret was handed"
            + " over. Mend that, then call again."
        : "**The key `%s` is there without its budget**, though nobody has its secret: revoke it. %s"
            .formatted(key.id(), why);
  }

  /** Removes what bounded a key that is no more. */
  private void forget(Scope scope) {
    Live live = Live.of(backend);
    live.limits().stream().filter(it -> it.scope().equals(scope)).forEach(entries::remove);
    live.budgets().stream().filter(it -> it.scope().equals(scope)).forEach(entries::remove);
  }

  /** The entry for a key that has its id now. */
  private static Entry onKey(Entry entry, ManagedKey key) {
    Scope scope = Live.scope(key);
    return switch (entry) {
      case Budget budget -> {
        Budget own = budget.on(scope);
        yield BoundsPlanner.renamed(own, idOf(budget, own), own.name());
      }
      case Limit limit ->
          new Limit(
              limit.id().equals(BoundsPlanner.id(limit.scope(), limit.kind()))
                  ? BoundsPlanner.id(scope, limit.kind())
                  : limit.id(),
              scope,
              limit.kind(),
              limit.amount(),
              limit.per(),
              1);
      default -> throw new IllegalArgumentException(entry.id());
    };
  }

  private static String idOf(Budget planned, Budget own) {
    return planned.id().equals(BudgetPlans.id(planned.scope(), planned.window()))
        ? BudgetPlans.id(own.scope(), own.window())
        : planned.id();
  }

  private @Nullable String trying(Runnable work) {
    try {
      work.run();
      return null;
    } catch (Failure failure) {
      outage = Applier.isOutage(failure);
      return failure.text();
    }
  }

  private static Result result(Line line, @Nullable String why) {
    return why == null ? new Result(line, Outcome.DONE, "") : new Result(line, Outcome.FAILED, why);
  }
}
