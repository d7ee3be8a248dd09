package dev.plumbline.gateway.budget;

import dev.plumbline.control.ControlView;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Route;
import dev.plumbline.gateway.access.Caller;
import dev.plumbline.gateway.call.Demand;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Extras;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.price.ModelUse;
import dev.plumbline.usage.price.Prices;
import dev.plumbline.usage.price.catalog.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The most that a call can come to cost on a route. Safe for many threads. */
public final class WorstCase {
  private final Prices prices;
  private final long unboundedOutput;

  /**
   * Prices calls.
   *
   * @param unboundedOutput output tokens held for a call that sets no bound
   */
  public WorstCase(Prices prices, long unboundedOutput) {
    this.prices = prices;
    this.unboundedOutput = unboundedOutput;
  }

  /**
   * What a call may cost.
   *
   * @param cost on the dearest target; null when no target has a price
   * @param unpriced the model of a target without a price; null when all have one
   * @param tokens input and output
   */
  public record Bound(@Nullable BigDecimal cost, @Nullable String unpriced, long tokens) {}

  /** Bounds the cost of a call on the dearest of a route's targets. */
  public Bound of(
      Demand demand,
      Route route,
      ControlView view,
      Caller caller,
      @Nullable String serviceTier,
      Instant now) {
    long output = demand.maxOutputTokens() < 0 ? unboundedOutput : demand.maxOutputTokens();
    // Writing all input to a prompt cache can cost more than plain input.
    List<Usage> ways =
        List.of(
            used(new TokenCounts(demand.inputTokens(), 0, 0, 0, output, 0)),
            used(new TokenCounts(0, 0, demand.inputTokens(), 0, output, 0)));
    BigDecimal dearest = null;
    String unpriced = null;
    for (Route.Target target : route.targets()) {
      Optional<Provider> provider = view.provider(target.provider());
      if (provider.isEmpty()) {
        continue;
      }
      ModelUse use =
          new ModelUse(
              provider.get().pricedAs(),
              target.model(),
              now,
              serviceTier,
              caller.key().owner().department(),
              caller.key().id());
      BigDecimal cost = cost(use, ways);
      unpriced = cost == null ? target.model() : unpriced;
      dearest = dearer(dearest, cost);
    }
    return new Bound(dearest, unpriced, demand.inputTokens() + output);
  }

  /** The cost of a past request on the dearest of a route's targets; null when none has a price. */
  @Nullable BigDecimal of(UsageEvent event, Route route, ControlView view) {
    BigDecimal dearest = null;
    for (Route.Target target : route.targets()) {
      Optional<Provider> provider = view.provider(target.provider());
      if (provider.isPresent()) {
        ModelUse use =
            new ModelUse(
                provider.get().pricedAs(),
                target.model(),
                event.time(),
                event.serviceTier(),
                event.attribution().department(),
                event.attribution().key());
        dearest = dearer(dearest, cost(use, List.of(used(event.tokens()))));
      }
    }
    return dearest;
  }

  private static Usage used(TokenCounts tokens) {
    return Usage.of(tokens, Extras.NONE, 1);
  }

  private @Nullable BigDecimal cost(ModelUse use, List<Usage> ways) {
    try {
      return prices.dearest(use, ways);
    } catch (Failure.InvalidInput contradiction) {
      return null;
    }
  }

  private static @Nullable BigDecimal dearer(@Nullable BigDecimal one, @Nullable BigDecimal two) {
    if (one == null || two == null) {
      return one == null ? two : one;
    }
    return one.max(two);
  }
}
