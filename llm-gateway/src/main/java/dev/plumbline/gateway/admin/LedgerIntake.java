package dev.plumbline.gateway.admin;

import dev.plumbline.control.SpendGuard;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.Written;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Prices events that come without a cost and writes them down; budgets count those among them that
 * name the gateway as their source.
 */
public final class LedgerIntake implements EventIntake {
  private final LedgerWriter ledger;
  private final SpendGuard guard;
  private final UnaryOperator<UsageEvent> pricing;

  /** Writes into a ledger that others may write to at the same time. */
  public LedgerIntake(LedgerWriter ledger, SpendGuard guard, UnaryOperator<UsageEvent> pricing) {
    this.ledger = ledger;
    this.guard = guard;
    this.pricing = pricing;
  }

  @Override
  public Written add(List<UsageEvent> events) {
    List<UsageEvent> priced =
        events.stream()
            .map(event -> event.charge().cost() == null ? pricing.apply(event) : event)
            .toList();
    Written written = ledger.append(priced);
    if (written.added() > 0) {
      guard.refresh();
    }
    return written;
  }
}
