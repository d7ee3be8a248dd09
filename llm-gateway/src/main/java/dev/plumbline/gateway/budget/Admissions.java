package dev.plumbline.gateway.budget;

import dev.plumbline.control.Admission;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.ControlView;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Reservation;
import dev.plumbline.control.Route;
import dev.plumbline.control.SpendGuard;
import dev.plumbline.control.Subject;
import dev.plumbline.gateway.access.Caller;
import dev.plumbline.gateway.call.CallRefused;
import dev.plumbline.gateway.call.Demand;
import dev.plumbline.gateway.call.LlmCall;
import dev.plumbline.kernel.Failure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Admits calls, or refuses them and says which budget or limit has no room. */
public final class Admissions {
  private final SpendGuard guard;
  private final WorstCase worstCase;

  /** Admits by a guard. */
  public Admissions(SpendGuard guard, WorstCase worstCase) {
    this.guard = guard;
    this.worstCase = worstCase;
  }

  /**
   * Holds the worst case of a call in all its budgets.
   *
   * @throws CallRefused when a budget or a limit has no room, or when the cost cannot be bounded
   */
  public Admitted admit(
      LlmCall call, Demand demand, Caller caller, Route route, ControlView view, Instant now) {
    Subject subject = caller.subject(call.model());
    List<Budget> budgets = new ArrayList<>(view.budgets(subject));
    Route chosen = route;
    while (true) {
      WorstCase.Bound bound = worstCase.of(demand, chosen, view, caller, serviceTier(call), now);
      checkPriced(bound, budgets, caller);
      Reservation wanted =
          new Reservation(
              call.id(),
              now,
              subject,
              bound.cost(),
              bound.tokens(),
              budgets,
              view.limits(subject),
              lasts(chosen));
      switch (reserve(wanted, caller)) {
        case Admission.Admitted admitted -> {
          return new Admitted(chosen, bound, admitted.states());
        }
        case Admission.OverLimit over -> throw overLimit(over);
        case Admission.OverBudget over -> {
          Route cheaper = cheaper(over.state().budget(), view);
          if (cheaper == null) {
            throw overBudget(over.state(), bound);
          }
          budgets.remove(over.state().budget());
          chosen = cheaper;
        }
      }
    }
  }

  /**
   * Holds what limits want of a request whose cost nobody knows.
   *
   * @param lasts how long it is held when nobody settles it
   * @throws CallRefused when a budget would have to hold its cost, or a limit has no room
   */
  public void admitUnpriced(
      String id, Caller caller, Subject subject, ControlView view, Duration lasts, Instant now) {
    List<Budget> budgets = view.budgets(subject);
    boolean held = budgets.stream().anyMatch(budget -> budget.atLimit() != AtLimit.WARN);
    if (held && !caller.key().rules().unpriced()) {
      throw new CallRefused(
          403,
          "unpriced_endpoint",
          ("What this endpoint costs is not known, and the key %s has a budget. Use another one, or"
                  + " let its operator allow unpriced requests.")
              .formatted(caller.key().id()));
    }
    Reservation wanted =
        new Reservation(id, now, subject, null, 0, budgets, view.limits(subject), lasts);
    if (reserve(wanted, caller) instanceof Admission.OverLimit over) {
      throw overLimit(over);
    }
  }

  private Admission reserve(Reservation wanted, Caller caller) {
    try {
      return guard.reserve(wanted);
    } catch (Failure.StoreUnavailable down) {
      if (caller.key().rules().whenStoreDown()) {
        return new Admission.Admitted(List.of());
      }
      throw new CallRefused(
          503,
          "store_unavailable",
          "Budgets cannot be checked now. Try again in a moment.",
          Map.of("retry-after", "2"));
    }
  }

  private static Duration lasts(Route route) {
    return route.timeouts().total().multipliedBy(route.targets().size()).plusMinutes(1);
  }

  private static @Nullable String serviceTier(LlmCall call) {
    JsonNode tier = call.body().get("service_tier");
    return tier == null || !tier.isString() || List.of("auto", "default").contains(tier.asString())
        ? null
        : tier.asString();
  }

  static @Nullable Route cheaper(Budget budget, ControlView view) {
    return budget.atLimit() == AtLimit.DEGRADE && budget.degradeTo() != null
        ? view.route(budget.degradeTo()).orElse(null)
        : null;
  }

  static void checkPriced(WorstCase.Bound bound, List<Budget> budgets, Caller caller) {
    boolean held = budgets.stream().anyMatch(budget -> budget.atLimit() != AtLimit.WARN);
    if (held && bound.unpriced() != null && !caller.key().rules().unpriced()) {
      throw new CallRefused(
          403,
          "unpriced_model",
          ("The model '%s' has no known price, and the key %s has a budget. Add its price to the"
                  + " price file, or allow unpriced models for this key.")
              .formatted(bound.unpriced(), caller.key().id()));
    }
  }

  static CallRefused overBudget(BudgetState state, WorstCase.Bound bound) {
    Budget budget = state.budget();
    String reset =
        state.resets() == null
            ? ""
            : " It starts anew at "
                + state.resets().atZone(budget.window().zone()).toOffsetDateTime()
                + ".";
    return new CallRefused(
        402,
        "budget_exceeded",
        ("The budget '%s' (%s %s) has no room for this request, which may cost $%s: $%s of $%s is"
                + " spent, $%s held for requests under way.%s")
            .formatted(
                budget.name(),
                budget.scope().level().label(),
                state.value(),
                dollars(bound.cost()),
                dollars(state.spent()),
                dollars(state.limit()),
                dollars(state.reserved()),
                reset),
        Map.of("x-plumbline-budget", budget.id()));
  }

  private static CallRefused overLimit(Admission.OverLimit over) {
    Limit limit = over.limit();
    long seconds = Math.max(1, over.retryAfter().plusMillis(999).toSeconds());
    String what =
        switch (limit.kind()) {
          case PARALLEL -> "%d requests at the same time".formatted(limit.amount());
          case REQUESTS, TOKENS ->
              "%d %s in %s"
                  .formatted(
                      limit.amount(), limit.kind().name().toLowerCase(Locale.ROOT), limit.per());
        };
    return new CallRefused(
        429,
        "rate_limit_exceeded",
        "The limit %s (%s %s) allows %s. Try again in %d s."
            .formatted(limit.id(), limit.scope().level().label(), over.value(), what, seconds),
        Map.of("retry-after", String.valueOf(seconds)));
  }

  private static String dollars(@Nullable BigDecimal amount) {
    if (amount == null) {
      return "?";
    }
    BigDecimal short6 = amount.setScale(6, RoundingMode.HALF_UP).stripTrailingZeros();
    return short6.scale() < 2 ? short6.setScale(2).toPlainString() : short6.toPlainString();
  }
}
