package dev.plumbline.admin.setup;

import dev.plumbline.admin.backend.ManagedKey.KeyPlan;
import dev.plumbline.admin.rules.Thresholds;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Level;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Scope;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.control.rules.EntryRules;
import dev.plumbline.kernel.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks what is wanted before anything is made; an {@code InvalidInput} names the field. */
public final class EntryChecks {
  private static final String SOME_ID = "000000000000";

  /** Stands for whose they are while that does not matter. */
  private static final Scope ANY = new Scope(Level.ORGANISATION, "any");

  private EntryChecks() {}

  /** Checks a key. */
  public static void key(KeyPlan plan) {
    VirtualKey whole =
        new VirtualKey(
            SOME_ID,
            plan.name(),
            List.of(),
            VirtualKey.State.ACTIVE,
            plan.owner(),
            plan.models(),
            plan.providers(),
            VirtualKey.Rules.USUAL,
            plan.expires(),
            Instant.EPOCH,
            plan.metadata(),
            1);
    try {
      EntryRules.check(whole);
    } catch (Failure.InvalidInput wrong) {
      String message = String.valueOf(wrong.getMessage()).replace(" " + SOME_ID, "");
      throw new Failure.InvalidInput(message, wrong.next());
    }
  }

  /** Checks a budget. */
  public static void budget(BudgetTerms terms) {
    String name = terms.name();
    EntryRules.check(
        new Budget(
            here(terms.id()),
            name == null ? "budget" : name,
            ANY,
            terms.limit(),
            terms.window(),
            terms.atLimit(),
            terms.degradeTo(),
            Thresholds.of(terms.thresholds(), List.of()),
            1));
  }

  /** Checks a limit. */
  public static void limit(LimitTerms terms) {
    EntryRules.check(
        new Limit(here(terms.id()), ANY, terms.kind(), terms.amount(), terms.per(), 1));
  }

  /** Checks whose budgets or limits there may be. */
  public static void scope(Scope scope) {
    EntryRules.check(new Limit("here", scope, Limit.Kind.PARALLEL, 1, Duration.ofMinutes(1), 1));
  }

  /** Checks all keys, budgets and limits of a set-up. */
  public static void all(SetUp setUp) {
    setUp
        .keys()
        .forEach(key -> {
          key(key.plan());
          bounds(key.bounds());
        });
    setUp
        .shared()
        .forEach((scope, bounds) -> {
          scope(scope);
          bounds(bounds);
        });
  }

  private static void bounds(Bounds bounds) {
    bounds.budgets().forEach(EntryChecks::budget);
    bounds.limits().forEach(EntryChecks::limit);
  }

  private static String here(@Nullable String id) {
    return id == null ? "here" : id;
  }
}
