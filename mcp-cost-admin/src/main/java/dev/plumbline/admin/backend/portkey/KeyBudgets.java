package dev.plumbline.admin.backend.portkey;

import dev.plumbline.admin.backend.http.Fields;
import dev.plumbline.admin.backend.http.ForeignTexts;
import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.Level;
import dev.plumbline.control.Scope;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The usage limits of keys; their ids are {@code key-} and the id of the key. */
final class KeyBudgets {
  private static final String PREFIX = "key-";
  private static final String FIELD = "usage_limits";

  private final PortkeyKeys keys;
  private final PortkeySpend spend;

  KeyBudgets(PortkeyKeys keys, PortkeySpend spend) {
    this.keys = keys;
    this.spend = spend;
  }

  List<Budget> all() {
    List<Budget> all = new ArrayList<>();
    for (JsonNode key : keys.all()) {
      Budget budget = of(key);
      if (budget != null) {
        all.add(budget);
      }
    }
    return all;
  }

  private @Nullable Budget of(JsonNode key) {
    String id = keys.managed(key).id();
    return Credit.read(
        PREFIX + id, Fields.textOrEmpty(key, "name"), new Scope(Level.KEY, id), key.path(FIELD));
  }

  List<BudgetState> states(Instant now) {
    List<BudgetState> all = new ArrayList<>();
    for (JsonNode key : keys.all()) {
      Budget budget = of(key);
      if (budget != null) {
        all.add(state(key, budget, now));
      }
    }
    return all;
  }

  private BudgetState state(JsonNode key, Budget budget, Instant now) {
    Instant told = Fields.time(key, FIELD, "next_usage_reset_at");
    Instant start = Resets.start(budget.window().period(), now);
    Instant created = Fields.time(key, "created_at");
    Instant reset = Fields.time(key, "last_reset_at");
    Instant from = later(later(start, created), reset);
    BigDecimal spent = spend.since(budget.scope().value(), from, now);
    return new BudgetState(
        budget,
        budget.scope().value(),
        budget.limit(),
        spent,
        Money.ZERO,
        told == null ? Resets.next(budget.window().period(), now) : told);
  }

  private static Instant later(Instant one, @Nullable Instant other) {
    return other != null && other.isAfter(one) ? other : one;
  }

  Budget put(Budget budget) {
    Credit.checkWhole(budget);
    String id = budget.scope().value();
    JsonNode key = keys.one(id);
    Budget there = of(key);
    if (there == null && Fields.textOrEmpty(key, FIELD, "type").equals("tokens")) {
      throw new Failure.Conflict(
          "The key %s has a limit of tokens, beside which Portkey keeps no budget."
              .formatted(ForeignTexts.shown(id)),
          "Remove that limit in Portkey's console first.");
    }
    if (there != null && !there.id().equals(budget.id()) && !same(there, budget)) {
      throw new Failure.Conflict(
          "The key %s has a budget already, and Portkey keeps one a key."
              .formatted(ForeignTexts.shown(id)),
          "Change or remove the budget %s.".formatted(there.id()));
    }
    ObjectNode body = Fields.object();
    Credit.write(budget, body.putObject(FIELD).put("type", "cost"));
    Budget kept = of(keys.change(id, body));
    if (kept == null || !same(kept, budget)) {
      throw keptNot(id);
    }
    return kept;
  }

  private static boolean same(Budget one, Budget other) {
    return one.limit().compareTo(other.limit()) == 0
        && one.window().period() == other.window().period();
  }

  private static Failure.Upstream keptNot(String id) {
    return new Failure.Upstream(
        "Portkey took the budget of the key %s, but does not show it."
            .formatted(ForeignTexts.shown(id)),
        "Look at the key in Portkey's console; budgets of keys need its Enterprise or Pro plan.",
        null);
  }

  void remove(Budget budget) {
    String id = budget.scope().value();
    JsonNode key = keys.one(id);
    if (of(key) == null) {
      throw new Failure.NotFound(
          "The key %s has no budget.".formatted(ForeignTexts.shown(id)), "List the budgets.");
    }
    ObjectNode body = Fields.object().putNull(FIELD);
    if (Fields.textOrEmpty(key, "status").equals("exhausted")) {
      body.put("reset_usage", true);
    }
    keys.change(id, body);
  }
}
