package dev.plumbline.admin.setup;

import dev.plumbline.admin.rules.BudgetPlans;
import dev.plumbline.admin.rules.Differences.Difference;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Entry;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Scope;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the budgets and limits of one scope become what they are to be. */
final class BoundsPlanner {
  private final Scope scope;
  private final @Nullable String key;
  private final String name;
  private final List<Integer> thresholds;

  /**
   * @param key in words, when the scope is a single key
   * @param name of new budgets without a name of their own; empty for the usual one of their period
   * @param thresholds of new budgets that choose none
   */
  BoundsPlanner(Scope scope, @Nullable String key, String name, List<Integer> thresholds) {
    this.scope = scope;
    this.key = key;
    this.name = name;
    this.thresholds = thresholds;
  }

  /** What is done, and what is there and not wanted. */
  record Found(List<Step.Put> puts, List<Entry> left) {}

  Found plan(Bounds wanted, List<Budget> budgets, List<Limit> limits) {
    List<Step.Put> puts = new ArrayList<>();
    var ofLimits = Pairing.of(wanted.limits(), limits, Traits.LIMITS);
    ofLimits.found().forEach(pair -> add(puts, pair.live(), limit(pair.wanted(), pair.live())));
    var ofBudgets = Pairing.of(wanted.budgets(), budgets, Traits.BUDGETS);
    ofBudgets.found().forEach(pair -> add(puts, pair.live(), budget(pair.wanted(), pair.live())));
    List<Entry> left = new ArrayList<>(ofLimits.left());
    left.addAll(ofBudgets.left());
    return new Found(puts, left);
  }

  private void add(List<Step.Put> puts, @Nullable Entry before, Entry after) {
    Step.Put put = put(before, after, key);
    if (put != null) {
      puts.add(put);
    }
  }

  /** The step from one version to the next; null when nothing differs. */
  static Step.@Nullable Put put(@Nullable Entry before, Entry after, @Nullable String key) {
    String kind = Words.kind(after);
    String title = Words.title(after, key);
    if (before == null) {
      return new Step.Put(
          null, after, new Line(Line.Action.ADD, kind, title, Words.details(after)));
    }
    List<Difference> differences = Words.differences(before, after);
    return differences.isEmpty()
        ? null
        : new Step.Put(
            before, after, new Line(Line.Action.CHANGE, kind, title, Words.details(differences)));
  }

  private Budget budget(BudgetTerms terms, @Nullable Budget before) {
    if (before == null) {
      Budget made = BudgetPlans.make(terms.on(scope, thresholds), named(terms), "");
      return terms.id() == null ? made : renamed(made, terms.id(), made.name());
    }
    Budget next = BudgetPlans.change(before, terms.on(before.scope(), before.thresholds()));
    return terms.name() == null ? next : renamed(next, next.id(), terms.name());
  }

  private String named(BudgetTerms terms) {
    if (terms.name() != null) {
      return terms.name();
    }
    return name.isEmpty() ? Names.usual(scope, terms.window().period()) : name;
  }

  /** The same with another id and name. */
  static Budget renamed(Budget budget, String id, String name) {
    return new Budget(
        id,
        name,
        budget.scope(),
        budget.limit(),
        budget.window(),
        budget.atLimit(),
        budget.degradeTo(),
        budget.thresholds(),
        budget.extras(),
        budget.version());
  }

  private Limit limit(LimitTerms terms, @Nullable Limit before) {
    if (before == null) {
      String id = terms.id() == null ? id(scope, terms.kind()) : terms.id();
      return new Limit(id, scope, terms.kind(), terms.amount(), terms.per(), 1);
    }
    boolean timeless = terms.kind() == Limit.Kind.PARALLEL;
    return new Limit(
        before.id(),
        before.scope(),
        terms.kind(),
        terms.amount(),
        timeless ? before.per() : terms.per(),
        before.version() + 1);
  }

  /** The id of a new limit. */
  static String id(Scope scope, Limit.Kind kind) {
    String value = scope.each() ? "each" : scope.value().replaceAll("[^A-Za-z0-9._-]+", "-");
    String shortened = value.length() > 80 ? value.substring(0, 80) : value;
    return "%s-%s-%s".formatted(scope.level().label(), shortened, Words.lower(kind));
  }
}
