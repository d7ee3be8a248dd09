package dev.plumbline.gateway.budget;

import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.ControlView;
import dev.plumbline.control.Route;
import dev.plumbline.control.Scope;
import dev.plumbline.control.SpendGuard;
import dev.plumbline.control.Subject;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.gateway.access.Access;
import dev.plumbline.gateway.access.Caller;
import dev.plumbline.gateway.access.Plan;
import dev.plumbline.gateway.call.CallRefused;
import dev.plumbline.gateway.call.Demand;
import dev.plumbline.gateway.call.LlmCall;
import dev.plumbline.usage.UsageEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a request would be admitted now, by the rules of {@link Admissions}, and holds and
 * counts nothing. Rate limits are not looked at: they change from second to second.
 */
public final class Rehearsal {
  private final SpendGuard guard;
  private final Plan plan;
  private final WorstCase worstCase;

  /** Asks the guard that admits real requests. */
  public Rehearsal(SpendGuard guard, Plan plan, WorstCase worstCase) {
    this.guard = guard;
    this.plan = plan;
    this.worstCase = worstCase;
  }

  /**
   * How it would go.
   *
   * @param refusal why it would be refused; null when it passes
   * @param cost the most it may cost; null when it cannot be priced
   * @param route where it would go; null when nowhere
   * @param budgets as they stand, all that would count it
   */
  public record Rehearsed(
      @Nullable CallRefused refusal,
      @Nullable BigDecimal cost,
      @Nullable String route,
      List<BudgetState> budgets) {}

  /** Tries a request. */
  public Rehearsed of(LlmCall call, Demand demand, Caller caller, ControlView view, Instant now) {
    Subject subject = caller.subject(call.model());
    List<Budget> budgets = new ArrayList<>(view.budgets(subject));
    List<BudgetState> states = states(budgets, subject, now);
    Route chosen;
    try {
      chosen = plan.route(call, caller.key(), view);
    } catch (CallRefused refused) {
      return new Rehearsed(refused, null, null, states);
    }
    while (true) {
      WorstCase.Bound bound = worstCase.of(demand, chosen, view, caller, null, now);
      try {
        Admissions.checkPriced(bound, budgets, caller);
      } catch (CallRefused unpriced) {
        return new Rehearsed(unpriced, bound.cost(), chosen.id(), states);
      }
      BudgetState full = full(states, budgets, bound.cost());
      if (full == null) {
        return new Rehearsed(null, bound.cost(), chosen.id(), states);
      }
      Route cheaper = Admissions.cheaper(full.budget(), view);
      if (cheaper == null) {
        CallRefused refused = Admissions.overBudget(full, bound);
        return new Rehearsed(refused, bound.cost(), chosen.id(), states);
      }
      budgets.remove(full.budget());
      chosen = cheaper;
    }
  }

  /**
   * What a past request would have cost on the route that a budget degrades to, in US dollars; null
   * when there is no such route, or nobody knows.
   */
  public @Nullable BigDecimal cheaper(UsageEvent event, Budget budget, ControlView view) {
    Route route = Admissions.cheaper(budget, view);
    return route == null ? null : worstCase.of(event, route, view);
  }

  /** Why a key does not let in; null when it does. */
  public @Nullable CallRefused keptOut(VirtualKey key, Instant now) {
    try {
      Access.checkState(key, now);
      return null;
    } catch (CallRefused refused) {
      return refused;
    }
  }

  /** Asked for one value each, which is quick where asking for all is not. */
  private List<BudgetState> states(List<Budget> budgets, Subject subject, Instant now) {
    List<BudgetState> states = new ArrayList<>();
    for (Budget budget : budgets) {
      Scope own =
          new Scope(
              budget.scope().level(),
              Objects.requireNonNull(subject.value(budget.scope().level()), "counts it"));
      BudgetState state = guard.states(List.of(budget.on(own)), now).getFirst();
      states.add(BudgetState.of(budget, state.value(), state.spent(), state.reserved(), now));
    }
    return states;
  }

  private static @Nullable BudgetState full(
      List<BudgetState> states, List<Budget> budgets, @Nullable BigDecimal cost) {
    BudgetState refusing = null;
    for (BudgetState state : states) {
      Budget budget = state.budget();
      if (cost == null || budget.atLimit() == AtLimit.WARN || !budgets.contains(budget)) {
        continue;
      }
      boolean over = state.spent().add(state.reserved()).add(cost).compareTo(state.limit()) > 0;
      if (over && budget.atLimit() == AtLimit.DEGRADE) {
        return state;
      }
      refusing = over && refusing == null ? state : refusing;
    }
    return refusing;
  }
}
