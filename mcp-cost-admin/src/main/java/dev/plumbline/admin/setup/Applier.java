package dev.plumbline.admin.setup;

import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.backend.IssuedKey;
import dev.plumbline.admin.setup.Applied.Outcome;
import dev.plumbline.admin.setup.Applied.Result;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Scope;
import dev.plumbline.kernel.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes what is there as wanted, step by step; what fails is told and does not stop the rest, but
 * no key is made or changed whose budget or limit failed, and nothing is removed after a failure.
 * For one plan.
 */
public final class Applier {
  /** After so many steps in a row that the system did not answer, the rest is not tried. */
  private static final int MOST_OUTAGES = 3;

  private final ControlBackend backend;
  private final Entries entries;
  private final KeyWork keys;
  private final List<Result> results = new ArrayList<>();
  private final List<Scope> failed = new ArrayList<>();
  private int outages;

  /**
   * @param secrets hands a secret over, and says in Markdown where it is
   */
  public Applier(ControlBackend backend, Function<IssuedKey, String> secrets) {
    this.backend = backend;
    this.entries = new Entries(backend);
    this.keys = new KeyWork(backend, entries, secrets);
  }

  /** Does it all. */
  public Applied apply(SetUpPlan plan) {
    plan.changes().forEach(this::attempt);
    boolean clean = results.stream().allMatch(result -> result.outcome() == Outcome.DONE);
    for (Step step : plan.removals()) {
      if (clean) {
        clean = attempt(step);
      } else {
        skip(step, "Nothing is removed after a failure: mend that, then call again.");
      }
    }
    return new Applied(results, keys.secrets());
  }

  /** Whether all of it was done. */
  private boolean attempt(Step step) {
    if (outages >= MOST_OUTAGES) {
      skip(step, "Not tried: the system does not answer. Call again later.");
      return false;
    }
    if (step instanceof Step.OfKey key) {
      return key(key);
    }
    Line line = step.lines().getFirst();
    Failure failure = run(step);
    outages = failure != null && isOutage(failure) ? outages + 1 : 0;
    if (failure == null) {
      results.add(new Result(line, Outcome.DONE, ""));
      return true;
    }
    results.add(new Result(line, Outcome.FAILED, failure.text()));
    remember(step);
    return false;
  }

  private boolean key(Step.OfKey key) {
    boolean bounded =
        failed.stream().noneMatch(it -> Shared.mayCount(it, key.wanted().plan().owner()));
    List<Result> own = keys.apply(key, bounded);
    results.addAll(own);
    outages = keys.wasOutage() ? outages + 1 : 0;
    return own.stream().allMatch(result -> result.outcome() == Outcome.DONE);
  }

  private @Nullable Failure run(Step step) {
    try {
      switch (step) {
        case Step.Put put -> entries.put(put.after(), put.before() == null);
        case Step.Remove remove -> entries.remove(remove.entry());
        case Step.Revoke revoke -> backend.revoke(revoke.key());
        case Step.OfKey key -> throw new IllegalArgumentException(key.wanted().plan().name());
      }
      return null;
    } catch (Failure failure) {
      return failure;
    }
  }

  private void remember(Step step) {
    if (step instanceof Step.Put put) {
      switch (put.after()) {
        case Budget budget -> failed.add(budget.scope());
        case Limit limit -> failed.add(limit.scope());
        default -> {}
      }
    }
  }

  private void skip(Step step, String why) {
    step.lines().forEach(line -> results.add(new Result(line, Outcome.SKIPPED, why)));
  }

  /** Whether trying anything else is likely to fail as well. */
  static boolean isOutage(Failure failure) {
    return failure instanceof Failure.Upstream || failure instanceof Failure.StoreUnavailable;
  }
}
