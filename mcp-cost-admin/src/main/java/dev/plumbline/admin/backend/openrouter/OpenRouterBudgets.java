package dev.plumbline.admin.backend.openrouter;

import dev.plumbline.admin.backend.Profile;
import dev.plumbline.admin.backend.http.BudgetBounds;
import dev.plumbline.admin.backend.http.Fields;
import dev.plumbline.admin.backend.http.ForeignTexts;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.Level;
import dev.plumbline.control.Period;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Window;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The limits of keys as budgets; their ids are {@code key-} and the hash of the key. */
final class OpenRouterBudgets {
  private static final String PREFIX = "key-";
  private static final Map<Period, String> RESETS =
      Map.of(Period.DAY, "daily", Period.WEEK, "weekly", Period.MONTH, "monthly");

  private final OpenRouterKeys keys;
  private final BudgetBounds bounds;

  OpenRouterBudgets(OpenRouterKeys keys, Profile profile) {
    this.keys = keys;
    this.bounds =
        new BudgetBounds(profile, Set.of(Period.DAY, Period.WEEK, Period.MONTH, Period.TOTAL), 0);
  }

  List<Budget> all() {
    return keys.all().stream().flatMap(key -> budget(key).stream()).toList();
  }

  List<BudgetState> states(Instant now) {
    return keys.all().stream().flatMap(key -> state(key, now).stream()).toList();
  }

  private Optional<BudgetState> state(JsonNode key, Instant now) {
    return budget(key)
        .map(budget ->
            BudgetState.of(budget, budget.scope().value(), spent(key, budget), Money.ZERO, now));
  }

  private static BigDecimal spent(JsonNode key, Budget budget) {
    BigDecimal left = Fields.dollars(key, "limit_remaining");
    if (left != null) {
      return budget.limit().subtract(left);
    }
    String reset = RESETS.get(budget.window().period());
    BigDecimal usage = Fields.dollars(key, reset == null ? "usage" : "usage_" + reset);
    return Objects.requireNonNullElse(usage, Money.ZERO);
  }

  private Optional<Budget> budget(JsonNode key) {
    BigDecimal limit = Fields.dollars(key, "limit");
    if (limit == null) {
      return Optional.empty();
    }
    String reset = Fields.textOrEmpty(key, "limit_reset");
    Period period =
        RESETS.entrySet().stream()
            .filter(each -> each.getValue().equals(reset))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(Period.TOTAL);
    String hash = keys.managed(key).id();
    return Optional.of(
        new Budget(
            PREFIX + hash,
            keys.managed(key).plan().name(),
            new Scope(Level.KEY, hash),
            limit,
            new Window(period, false, ZoneOffset.UTC),
            AtLimit.REFUSE,
            null,
            List.of(),
            0));
  }

  Budget put(Budget budget) {
    bounds.check(budget);
    if (budget.scope().each()) {
      throw bounds.level(budget.scope(), "Budget the keys one by one.");
    }
    String hash = budget.scope().value();
    Optional<Budget> there = budget(keys.one(hash));
    if (there.isPresent() && !there.get().id().equals(budget.id()) && !same(there.get(), budget)) {
      throw new Failure.Conflict(
          "The key %s has a budget already, and OpenRouter keeps one a key."
              .formatted(ForeignTexts.shown(hash)),
          "Change or remove the budget %s.".formatted(there.get().id()));
    }
    ObjectNode fields =
        Fields.object()
            .put("limit", Fields.wire(budget.limit()))
            .put("limit_reset", RESETS.get(budget.window().period()));
    return budget(keys.change(hash, fields)).orElseThrow(() -> lost(hash));
  }

  private static boolean same(Budget one, Budget other) {
    return one.limit().compareTo(other.limit()) == 0
        && one.window().period() == other.window().period();
  }

  private static Failure.Upstream lost(String hash) {
    return new Failure.Upstream(
        "OpenRouter did not keep the budget of the key %s.".formatted(ForeignTexts.shown(hash)),
        "Look at the key in OpenRouter's settings.",
        null);
  }

  void remove(Budget budget) {
    String hash = budget.scope().value();
    if (budget(keys.one(hash)).isEmpty()) {
      throw new Failure.NotFound(
          "The key %s has no budget.".formatted(ForeignTexts.shown(hash)), "List the budgets.");
    }
    keys.change(hash, Fields.object().putNull("limit").putNull("limit_reset"));
  }
}
