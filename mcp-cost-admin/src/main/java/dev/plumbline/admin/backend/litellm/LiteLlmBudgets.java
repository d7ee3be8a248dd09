package dev.plumbline.admin.backend.litellm;

import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.Profile;
import dev.plumbline.admin.backend.http.BudgetBounds;
import dev.plumbline.admin.backend.http.Fields;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.Level;
import dev.plumbline.control.Period;
import dev.plumbline.control.Window;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The budgets of keys, teams and users: {@code max_budget} refuses, {@code soft_budget} of a key
 * warns.
 */
final class LiteLlmBudgets {
  private static final String WARNING = "-warning";
  private static final Set<Level> LEVELS = Set.of(Level.KEY, Level.DEPARTMENT, Level.USER);
  private static final Map<Period, String> DURATIONS =
      Map.of(Period.HOUR, "1h", Period.DAY, "1d", Period.WEEK, "7d", Period.MONTH, "30d");
  private static final Map<String, Period> PERIODS =
      Map.of(
          "1h", Period.HOUR,
          "60m", Period.HOUR,
          "1d", Period.DAY,
          "24h", Period.DAY,
          "7d", Period.WEEK,
          "1w", Period.WEEK,
          "30d", Period.MONTH,
          "1mo", Period.MONTH);

  private final Holders holders;
  private final Profile profile;
  private final BudgetBounds bounds;

  LiteLlmBudgets(Holders holders, Profile profile) {
    this.holders = holders;
    this.profile = profile;
    this.bounds = new BudgetBounds(profile, Set.of(Period.values()), 0);
  }

  List<Budget> all() {
    return holders.all().stream().flatMap(holder -> of(holder).stream()).toList();
  }

  List<BudgetState> states(Instant now) {
    List<BudgetState> all = new ArrayList<>();
    for (Holder holder : holders.all()) {
      BigDecimal spent =
          Objects.requireNonNullElse(Fields.dollars(holder.json(), "spend"), Money.ZERO);
      Instant told = Fields.time(holder.json(), "budget_reset_at");
      for (Budget budget : of(holder)) {
        BudgetState state = BudgetState.of(budget, holder.value(), spent, Money.ZERO, now);
        all.add(
            new BudgetState(
                budget,
                holder.value(),
                state.limit(),
                state.spent(),
                state.reserved(),
                told == null ? state.resets() : told));
      }
    }
    return all;
  }

  private static List<Budget> of(Holder holder) {
    List<Budget> all = new ArrayList<>();
    BigDecimal most = Fields.dollars(holder.json(), "max_budget");
    if (most != null) {
      all.add(budget(holder, most, AtLimit.REFUSE));
    }
    BigDecimal soft = soft(holder);
    if (soft != null) {
      all.add(budget(holder, soft, AtLimit.WARN));
    }
    return all;
  }

  private static @Nullable BigDecimal soft(Holder holder) {
    BigDecimal own = Fields.dollars(holder.json(), "soft_budget");
    return own == null ? Fields.dollars(holder.json(), "litellm_budget_table", "soft_budget") : own;
  }

  private static Budget budget(Holder holder, BigDecimal limit, AtLimit atLimit) {
    String duration = Fields.text(holder.json(), "budget_duration");
    Period period = duration == null ? Period.TOTAL : PERIODS.get(duration);
    String alias = Fields.text(holder.json(), "key_alias");
    String name = alias == null ? holder.value() : alias;
    return new Budget(
        holder.prefix() + (atLimit == AtLimit.WARN ? WARNING : ""),
        period == null ? name + " (LiteLLM starts it anew every " + duration + ")" : name,
        holder.scope(),
        limit,
        new Window(period == null ? Period.TOTAL : period, false, ZoneOffset.UTC),
        atLimit,
        null,
        List.of(),
        0);
  }

  Budget put(Budget budget) {
    bounds.check(budget);
    checkLevel(budget);
    Holder holder = holders.ensure(budget.scope());
    List<Budget> there = of(holder);
    for (Budget other : there) {
      checkBeside(budget, other);
    }
    ObjectNode fields = Fields.object();
    fields.put(field(budget.atLimit()), Fields.wire(budget.limit()));
    fields.put("budget_duration", DURATIONS.get(budget.window().period()));
    return of(holders.change(holder, fields)).stream()
        .filter(kept -> kept.atLimit() == budget.atLimit())
        .filter(kept -> kept.limit().compareTo(budget.limit()) == 0)
        .findFirst()
        .orElseThrow(() -> notKept(budget));
  }

  private void checkLevel(Budget budget) {
    if (!LEVELS.contains(budget.scope().level()) || budget.scope().each()) {
      throw bounds.level(budget.scope(), "Budget keys, departments (teams) or users, one by one.");
    }
    if (budget.atLimit() == AtLimit.WARN && budget.scope().level() != Level.KEY) {
      throw profile.cannot(
          Ability.BUDGET_WARNINGS, "Let the budget refuse, or put a warning on its keys.");
    }
  }

  private static void checkBeside(Budget budget, Budget other) {
    boolean samePeriod = other.window().period() == budget.window().period();
    if (other.atLimit() != budget.atLimit() && !samePeriod) {
      throw new Failure.InvalidInput(
          "LiteLLM counts the warning and the limit of a key over the same time.",
          "Choose the time of the budget %s, or remove it first.".formatted(other.id()));
    }
    boolean same = samePeriod && other.limit().compareTo(budget.limit()) == 0;
    if (other.atLimit() == budget.atLimit() && !other.id().equals(budget.id()) && !same) {
      throw new Failure.Conflict(
          "There is a budget already, and LiteLLM keeps one of a kind.",
          "Change or remove the budget %s.".formatted(other.id()));
    }
  }

  private static String field(AtLimit atLimit) {
    return atLimit == AtLimit.WARN ? "soft_budget" : "max_budget";
  }

  private static Failure.Upstream notKept(Budget budget) {
    return new Failure.Upstream(
        "LiteLLM took the budget, but does not show it.",
        budget.atLimit() == AtLimit.WARN
            ? "Update LiteLLM: older versions cannot change soft budgets."
            : "Look at it in LiteLLM's console.",
        null);
  }

  void remove(Budget budget) {
    Optional<Holder> holder = holders.find(budget.scope());
    List<Budget> there = holder.map(LiteLlmBudgets::of).orElse(List.of());
    if (holder.isEmpty()
        || there.stream().noneMatch(other -> other.atLimit() == budget.atLimit())) {
      throw new Failure.NotFound("There is no budget %s.".formatted(budget.id()), "List them.");
    }
    ObjectNode fields = Fields.object().putNull(field(budget.atLimit()));
    if (there.size() == 1) {
      fields.putNull("budget_duration");
    }
    holders.change(holder.get(), fields);
  }
}
