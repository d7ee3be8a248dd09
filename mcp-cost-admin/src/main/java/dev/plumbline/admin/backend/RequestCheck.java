package dev.plumbline.admin.backend;

import dev.plumbline.control.AtLimit;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request would pass now.
 *
 * @param refusal the code of what would refuse it, such as {@code budget_exceeded}; null when it
 *     passes
 * @param why the refusal in words; empty when it passes
 * @param cost the most it may cost, in US dollars; null when it cannot be priced
 * @param route the alias or model that it would go to
 * @param budgets all that would hold its cost
 */
public record RequestCheck(
    @Nullable String refusal,
    String why,
    @Nullable BigDecimal cost,
    @Nullable String route,
    List<Room> budgets) {
  public RequestCheck {
    budgets = List.copyOf(budgets);
  }

  /**
   * The room in one budget.
   *
   * @param value whose budget it is
   * @param left US dollars before this request
   */
  public record Room(
      String budget, String name, String level, String value, BigDecimal left, AtLimit atLimit) {}

  /**
   * What is asked.
   *
   * @param outputTokens the most that the answer may have; null where the request sets no bound
   * @param user and task: as the request's headers would name them
   */
  public record Wanted(
      String key,
      String model,
      long inputTokens,
      @Nullable Long outputTokens,
      @Nullable String user,
      @Nullable String task) {}
}
