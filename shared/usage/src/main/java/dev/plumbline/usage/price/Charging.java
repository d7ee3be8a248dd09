package dev.plumbline.usage.price;

import dev.plumbline.kernel.Money;
import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.CacheOutcome;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.Status;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.price.catalog.Line;
import dev.plumbline.usage.price.catalog.Meter;
import dev.plumbline.usage.price.catalog.PriceSet;
import dev.plumbline.usage.price.catalog.Unit;
import dev.plumbline.usage.price.catalog.Units;
import dev.plumbline.usage.price.catalog.Usage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Charges events: what they cost by part, at list prices, and what the prompt cache saved. */
final class Charging {
  private final Units units;
  private final Meter meter;
  private final String version;

  Charging(Units units, String version) {
    this.units = units;
    this.meter = new Meter(units);
    this.version = version;
  }

  Charge charge(UsageEvent event, Tariff tariff) {
    Usage used = usage(event);
    if (event.delivery().status() == Status.BLOCKED || used.requests() == 0) {
      return new Charge(Cost.FREE, Money.ZERO, version, Money.ZERO);
    }
    boolean ownCache = answeredByOurCache(event.cache().outcome());
    if (!(tariff instanceof Tariff.Known known)) {
      return ownCache ? new Charge(Cost.FREE, null, version, Money.ZERO) : Charge.UNKNOWN;
    }
    Usage usage = Minimums.apply(known.provider(), known.model(), used);
    PriceSet listed = known.list().orElse(null);
    if (ownCache) {
      return new Charge(Cost.FREE, total(listed, usage, event.tokens()), version, Money.ZERO);
    }
    if (!covered(known.paid(), usage)) {
      return Charge.UNKNOWN;
    }
    List<Line> lines = meter.measure(known.paid(), usage);
    Cost cost = CostParts.of(lines, event.tokens());
    BigDecimal list = listed == known.paid() ? cost.total() : total(listed, usage, event.tokens());
    return new Charge(cost, list, version, saving(known.paid(), usage, lines));
  }

  /** A request that failed without using anything is not billed, not even as a request. */
  private static Usage usage(UsageEvent event) {
    Usage usage = Usage.of(event.tokens(), event.extras(), event.requests());
    boolean nothing = usage.isEmpty() && event.delivery().status() != Status.OK;
    return nothing ? new Usage(usage.amounts(), 0) : usage;
  }

  private static boolean answeredByOurCache(@Nullable CacheOutcome outcome) {
    return outcome == CacheOutcome.EXACT
        || outcome == CacheOutcome.SEMANTIC
        || outcome == CacheOutcome.COALESCED;
  }

  private @Nullable BigDecimal total(@Nullable PriceSet prices, Usage usage, TokenCounts tokens) {
    return prices != null && covered(prices, usage)
        ? CostParts.of(meter.measure(prices, usage), tokens).total()
        : null;
  }

  private BigDecimal saving(PriceSet prices, Usage usage, List<Line> lines) {
    if (usage.amount(Units.CACHE_READ) == null && usage.amount(Units.CACHE_WRITE) == null) {
      return Money.ZERO;
    }
    return Money.exact(meter.total(prices, usage.uncached()).subtract(Meter.sum(lines)));
  }

  /**
   * Whether the prices say what this costs. A model without any prices is free. Otherwise tokens
   * need a price in each direction, unless the model is billed by something else that was used;
   * searches and images that have no price of their own are in the tokens.
   */
  private boolean covered(PriceSet prices, Usage usage) {
    if (prices.isEmpty()) {
      return true;
    }
    boolean tokens = false;
    boolean allTokens = true;
    boolean others = false;
    boolean otherPriced = prices.units().stream().anyMatch(unit -> unit.key().equals("requests"));
    for (Map.Entry<String, BigDecimal> amount : usage.amounts().entrySet()) {
      Unit unit = units.find(amount.getKey()).orElse(null);
      if (unit == null || amount.getValue().signum() == 0) {
        continue;
      }
      boolean priced = prices.covers(unit);
      if (unit.tokens()) {
        tokens = true;
        allTokens &= priced;
      } else {
        others = true;
        otherPriced |= priced;
      }
    }
    return otherPriced || (tokens ? allTokens : !others);
  }
}
