package dev.plumbline.usage.sample;

import dev.plumbline.usage.CacheOutcome;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.UsageEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the organisation pays: list prices, less its discount and what its cache answers. */
final class Charges {
  private static final BigDecimal DISCOUNTED = new BigDecimal("0.85");

  private final SampleStory story;
  private final Instant discountSince;
  private final UnaryOperator<UsageEvent> pricing;

  Charges(SampleStory story, UnaryOperator<UsageEvent> pricing) {
    this.story = story;
    this.discountSince = story.discountSince().atStartOfDay(ZoneOffset.UTC).toInstant();
    this.pricing = pricing;
  }

  UsageEvent charged(UsageEvent event) {
    UsageEvent priced = pricing.apply(event);
    Charge charge = priced.charge();
    Cost cost = charge.cost();
    if (cost == null) {
      return priced;
    }
    if (answeredByCache(event.cache().outcome())) {
      BigDecimal list = charge.listCost() == null ? cost.total() : charge.listCost();
      return priced.withCharge(new Charge(Cost.FREE, list, charge.catalog(), null));
    }
    boolean discounted =
        event.provider().equals(story.discountProvider()) && !event.time().isBefore(discountSince);
    return discounted ? priced.withCharge(discounted(charge, cost)) : priced;
  }

  private static boolean answeredByCache(@Nullable CacheOutcome outcome) {
    return outcome == CacheOutcome.EXACT
        || outcome == CacheOutcome.SEMANTIC
        || outcome == CacheOutcome.COALESCED;
  }

  private static Charge discounted(Charge charge, Cost cost) {
    Cost less =
        new Cost(
            cost.uncachedInput().multiply(DISCOUNTED),
            cost.cacheRead().multiply(DISCOUNTED),
            cost.cacheWrite().multiply(DISCOUNTED),
            cost.output().multiply(DISCOUNTED),
            cost.other().multiply(DISCOUNTED));
    BigDecimal saving = charge.promptCacheSaving();
    return new Charge(
        less,
        charge.listCost() == null ? cost.total() : charge.listCost(),
        Objects.requireNonNullElse(charge.catalog(), "stated")
            + ", less the sample discount of 15%",
        saving == null ? null : saving.multiply(DISCOUNTED));
  }
}
