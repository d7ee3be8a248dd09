package dev.plumbline.admin.setup;

import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.Profile;
import dev.plumbline.admin.backend.Support;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Level;
import dev.plumbline.control.Scope;
import dev.plumbline.kernel.Failure;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a system must be able to do for a set-up; asked before anything is changed. */
public final class Requirements {
  private final Profile profile;

  public Requirements(Profile profile) {
    this.profile = profile;
  }

  /**
   * Checks all that a set-up speaks of, and what its plan does.
   *
   * @return the bounds of what the system can do only partly, as sentences
   * @throws Failure.InvalidInput that names everything it cannot do, and what to do instead
   */
  public List<String> check(SetUp wanted, SetUpPlan plan) {
    Set<Ability> needed = EnumSet.noneOf(Ability.class);
    wanted.keys().forEach(key -> ofKey(needed, key));
    wanted.shared().forEach((scope, bounds) -> ofBounds(needed, scope, bounds));
    add(needed, !wanted.routes().isEmpty(), Ability.ROUTES);
    add(needed, !wanted.cachePolicies().isEmpty(), Ability.CACHE_POLICIES);
    plan.changes().forEach(step -> ofStep(needed, step));
    plan.removals().forEach(step -> ofStep(needed, step));
    List<String> refused = new ArrayList<>();
    List<String> bounds = new ArrayList<>();
    for (Ability ability : needed) {
      switch (profile.of(ability)) {
        case Support.Full _ -> {}
        case Support.Partly partly ->
            bounds.add("To %s: %s".formatted(ability.words(), partly.bounds()));
        case Support.None none ->
            refused.add(
                "%s cannot %s. %s".formatted(profile.name(), ability.words(), none.instead()));
      }
    }
    if (!refused.isEmpty()) {
      throw new Failure.InvalidInput(
          "Nothing was changed: " + String.join(" ", refused),
          "Leave that out of the set-up; `export_setup` writes one that fits.");
    }
    return bounds;
  }

  private static void ofKey(Set<Ability> needed, KeyEntry key) {
    add(needed, !key.plan().models().isEmpty(), Ability.KEY_MODELS);
    add(needed, key.plan().expires() != null, Ability.KEY_EXPIRY);
    ofBounds(needed, new Scope(Level.KEY, "one"), key.bounds());
  }

  private static void ofBounds(Set<Ability> needed, Scope scope, Bounds bounds) {
    Ability budgets = Live.ofKey(scope) ? Ability.KEY_BUDGETS : Ability.SHARED_BUDGETS;
    add(needed, !bounds.budgets().isEmpty(), budgets);
    add(needed, !bounds.limits().isEmpty(), Ability.RATE_LIMITS);
    for (BudgetTerms budget : bounds.budgets()) {
      add(needed, budget.atLimit() == AtLimit.WARN, Ability.BUDGET_WARNINGS);
      add(needed, budget.atLimit() == AtLimit.DEGRADE, Ability.BUDGET_DEGRADE);
    }
  }

  private static void ofStep(Set<Ability> needed, Step step) {
    switch (step) {
      case Step.OfKey key -> {
        add(needed, key.before() == null, Ability.CREATE_KEY);
        add(needed, key.before() != null && key.line() != null, Ability.UPDATE_KEY);
        add(needed, key.changesBlock(), Ability.BLOCK_KEY);
      }
      case Step.Revoke _ -> needed.add(Ability.REVOKE_KEY);
      case Step.Put _, Step.Remove _ -> {}
    }
  }

  private static void add(Set<Ability> needed, boolean condition, Ability ability) {
    if (condition) {
      needed.add(ability);
    }
  }
}
