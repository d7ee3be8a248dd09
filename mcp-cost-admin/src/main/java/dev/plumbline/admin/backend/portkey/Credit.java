package dev.plumbline.admin.backend.portkey;

import dev.plumbline.admin.backend.http.Fields;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Level;
import dev.plumbline.control.Scope;
import dev.plumbline.kernel.Failure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The amounts of usage limits: a credit, and an alert at a part of it. */
final class Credit {
  private static final BigDecimal HUNDRED = new BigDecimal(100);

  private Credit() {}

  /** Refuses amounts that are not whole dollars, as keys need them. */
  static void checkWhole(Budget budget) {
    if (Fields.wire(budget.limit()).scale() > 0) {
      throw new Failure.InvalidInput(
          "Portkey budgets keys in whole dollars, not with $%s."
              .formatted(Fields.wire(budget.limit()).toPlainString()),
          "Choose $%s or $%s."
              .formatted(
                  budget.limit().setScale(0, RoundingMode.FLOOR).max(BigDecimal.ONE),
                  budget.limit().setScale(0, RoundingMode.CEILING)));
    }
    BigDecimal alert = alert(budget);
    if (alert != null && alert.scale() > 0) {
      throw new Failure.InvalidInput(
          "%d %% of the budget is $%s, and Portkey tells at whole dollars."
              .formatted(budget.thresholds().getFirst(), alert.toPlainString()),
          "Choose a percentage that is a whole number of dollars, or none.");
    }
  }

  private static @Nullable BigDecimal alert(Budget budget) {
    if (budget.thresholds().isEmpty()) {
      return null;
    }
    int percent = budget.thresholds().getFirst();
    if (percent < 1 || percent > 99) {
      throw new Failure.InvalidInput(
          "Portkey cannot tell at %d %% of a budget.".formatted(percent), "Choose 1 to 99.");
    }
    return Fields.wire(budget.limit().multiply(new BigDecimal(percent)).movePointLeft(2));
  }

  /** Writes the amounts and when they start anew. */
  static ObjectNode write(Budget budget, ObjectNode limits) {
    return limits
        .put("credit_limit", Fields.wire(budget.limit()))
        .put("alert_threshold", alert(budget))
        .put("periodic_reset", Resets.name(budget.window().period()));
  }

  /** The budget that limits of cost are; null where they are of tokens. */
  static @Nullable Budget read(String id, String name, Scope scope, JsonNode limits) {
    BigDecimal credit = Fields.dollars(limits, "credit_limit");
    if (credit == null || Fields.textOrEmpty(limits, "type").equals("tokens")) {
      return null;
    }
    BigDecimal alert = Fields.number(limits, "alert_threshold");
    List<Integer> thresholds =
        alert == null || credit.signum() <= 0
            ? List.of()
            : List.of(alert.multiply(HUNDRED).divide(credit, 0, RoundingMode.HALF_EVEN).intValue());
    return new Budget(
        id, name, scope, credit, Resets.window(limits), AtLimit.REFUSE, null, thresholds, 0);
  }

  /** Whether a budget goes on a key itself rather than into a policy. */
  static boolean ofKey(Scope scope) {
    return scope.level() == Level.KEY && !scope.each();
  }
}
