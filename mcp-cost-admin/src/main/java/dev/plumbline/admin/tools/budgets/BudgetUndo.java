package dev.plumbline.admin.tools.budgets;

import dev.plumbline.admin.answer.Undo;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Period;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** How changes of budgets are undone. */
final class BudgetUndo {
  private BudgetUndo() {}

  /** The call that sets a budget to what it was. */
  static String set(Budget old) {
    boolean endless = old.window().period() == Period.TOTAL;
    return new Undo()
        .call(
            "set_budget",
            "level",
            old.scope().level().label(),
            "value",
            old.scope().each() ? null : old.scope().value(),
            "limit_usd",
            old.limit(),
            "period",
            lower(old.window().period().name()),
            "rolling",
            old.window().rolling() ? true : null,
            "at_limit",
            lower(old.atLimit().name()),
            "degrade_to",
            old.degradeTo(),
            "warn_at",
            old.thresholds(),
            "zone",
            endless ? null : old.window().zone().getId())
        .toString();
  }

  /** The call that ends the newest raise, and those that grant again what it ends beside that. */
  static String end(Budget before, Instant now) {
    Undo undo =
        new Undo().call("grant_extra", "budget", before.id(), "amount_usd", 0, "reason", "undone");
    grant(undo, before, holding(before, now));
    return undo.toString();
  }

  /** The calls that grant raises again. */
  static String grant(Budget before, Instant now) {
    Undo undo = new Undo();
    grant(undo, before, holding(before, now));
    return undo.toString();
  }

  private static void grant(Undo undo, Budget budget, List<Budget.Extra> extras) {
    for (Budget.Extra extra : extras) {
      undo.call(
          "grant_extra",
          "budget",
          budget.id(),
          "amount_usd",
          extra.amount(),
          "reason",
          extra.reason(),
          "until",
          extra.until(),
          "value",
          extra.value());
    }
  }

  /** The raises that hold at a moment. */
  static List<Budget.Extra> holding(Budget budget, Instant now) {
    return budget.extras().stream().filter(extra -> extra.until().isAfter(now)).toList();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
