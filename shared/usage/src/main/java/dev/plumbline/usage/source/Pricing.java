package dev.plumbline.usage.source;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.UsageEvent;
import java.util.function.UnaryOperator;

/** Gives events charges where their source states none. */
public final class Pricing {
  private Pricing() {}

  /** The event charged; one whose counts no price fits stays without a charge. */
  public static UsageEvent of(UsageEvent event, UnaryOperator<UsageEvent> prices) {
    if (event.charge().cost() != null) {
      return event;
    }
    try {
      return prices.apply(event);
    } catch (Failure.InvalidInput unfitting) {
      return event;
    }
  }
}
