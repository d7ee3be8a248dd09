package dev.plumbline.admin.tools.keys;

import dev.plumbline.admin.backend.KeySpend;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.Level;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Brief;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key with how it stands; dollars.
 *
 * @param left in its tightest own budget; null without one
 * @param daily spent a day, by the last seven days
 * @param daysLeft until that budget is used up at this pace; null when unknown or when it starts
 *     anew before
 */
@Brief
public record KeyRow(
    String id,
    Untrusted name,
    String state,
    @Nullable Untrusted department,
    @Nullable Untrusted environment,
    @Nullable Untrusted user,
    List<Untrusted> models,
    @Nullable Instant expires,
    @Nullable Instant lastUsed,
    @Nullable BigDecimal month,
    @Nullable BigDecimal total,
    @Nullable BigDecimal left,
    @Nullable BigDecimal daily,
    @Nullable BigDecimal daysLeft) {
  private static final BigDecimal WEEK = BigDecimal.valueOf(7);

  static KeyRow of(
      ManagedKey key, Map<String, KeySpend> spend, List<BudgetState> states, Instant now) {
    KeySpend own = spend.getOrDefault(key.id(), KeySpend.UNKNOWN);
    BigDecimal daily = own.week() == null ? null : own.week().divide(WEEK, 6, RoundingMode.HALF_UP);
    Optional<BudgetState> tightest = tightest(key, states);
    BigDecimal left = tightest.map(BudgetState::left).orElse(null);
    BigDecimal days = null;
    if (left != null && daily != null && daily.signum() > 0) {
      days = left.divide(daily, 1, RoundingMode.HALF_UP);
      Instant resets = tightest.get().resets();
      boolean before =
          resets != null
              && now.plusSeconds(days.multiply(BigDecimal.valueOf(86_400)).longValue())
                  .isAfter(resets);
      days = before ? null : days;
    }
    return new KeyRow(
        key.id(),
        Untrusted.of(key.plan().name()),
        key.state().label(),
        text(key.plan().owner().department()),
        text(key.plan().owner().environment()),
        text(key.plan().owner().user()),
        key.plan().models().stream().map(Untrusted::of).toList(),
        key.plan().expires(),
        own.lastUsed(),
        own.month(),
        own.total(),
        left,
        daily,
        days);
  }

  private static @Nullable Untrusted text(@Nullable String value) {
    return value == null ? null : Untrusted.of(value);
  }

  private static Optional<BudgetState> tightest(ManagedKey key, List<BudgetState> states) {
    return states.stream()
        .filter(state -> state.budget().scope().level() == Level.KEY)
        .filter(state -> state.value().equals(key.id()))
        .min(Comparator.comparing(BudgetState::left));
  }
}
