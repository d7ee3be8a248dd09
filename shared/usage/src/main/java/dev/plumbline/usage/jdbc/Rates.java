package dev.plumbline.usage.jdbc;

import dev.plumbline.kernel.Money;
import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.UsageEvent;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rates behind charges. Most costs are tokens times prices; whatever is not is kept as an
 * amount to add, so that every charge comes out exactly as it was.
 */
final class Rates {
  /** Bounds within which products of tokens and prices, and sums of them, fit into 64 bits. */
  private static final long MOST_TOKENS = 1_000_000_000;

  private static final long HIGHEST_PRICE = 1_000_000_000;

  /** Costs that are no multiples of tokens look like ever new prices. */
  private static final int MOST_PRICES = 1_000;

  private final Map<Tariff, Rate.Prices> last = new HashMap<>();
  private final Set<Rate.Prices> seen = new HashSet<>();

  /** Events that are likely to have the same prices. */
  private record Tariff(String provider, String model, @Nullable String tier, boolean many) {}

  /**
   * A charge as rates and amounts to add, in 10<sup>-12</sup> dollars.
   *
   * @param rate the rates
   */
  record Fit(
      Rate rate,
      long uncachedInput,
      long cacheRead,
      long cacheWrite,
      long output,
      long other,
      long list,
      long saving) {
    /** What there is to add to the whole cost. */
    long cost() {
      return uncachedInput + cacheRead + cacheWrite + output + other;
    }
  }

  /** The charge of an event. */
  Fit of(UsageEvent event) {
    Charge charge = event.charge();
    Cost cost = charge.cost() == null ? Cost.FREE : charge.cost();
    TokenCounts tokens = event.tokens();
    long input = units(cost.uncachedInput());
    long read = units(cost.cacheRead());
    long write = units(cost.cacheWrite());
    long output = units(cost.output());
    Rate.Prices prices = prices(event, input, read, write, output);
    long moreInput = input - tokens.uncachedInput() * prices.input();
    long moreRead = read - tokens.cacheRead() * prices.read();
    long moreWrite =
        write - tokens.cacheWrite5m() * prices.write5m() - tokens.cacheWrite1h() * prices.write1h();
    long moreOutput = output - tokens.output() * prices.output();
    long other = units(cost.other());
    long total = input + read + write + output + other;
    Long list = charge.listCost() == null ? null : Long.valueOf(units(charge.listCost()));
    Long saved =
        charge.promptCacheSaving() == null ? null : Long.valueOf(units(charge.promptCacheSaving()));
    boolean sameList = list != null && list == total;
    boolean sameSaving = saved != null && saved == saving(tokens, prices);
    Rate rate =
        new Rate(
            charge.catalog(),
            prices,
            charge.cost() == null ? null : 0L,
            list == null ? null : Long.valueOf(sameList ? 1 : 0),
            saved == null ? null : Long.valueOf(sameSaving ? 1 : 0));
    return new Fit(
        rate,
        moreInput,
        moreRead,
        moreWrite,
        moreOutput,
        other,
        list == null || sameList ? 0 : list,
        saved == null || sameSaving ? 0 : saved);
  }

  private Rate.Prices prices(UsageEvent event, long input, long read, long write, long output) {
    TokenCounts tokens = event.tokens();
    if (tokens.input() > MOST_TOKENS || tokens.output() > MOST_TOKENS) {
      return Rate.Prices.NONE;
    }
    boolean many = tokens.input() > 200_000;
    Tariff tariff = new Tariff(event.provider(), event.model(), event.serviceTier(), many);
    Rate.Prices known = last.getOrDefault(tariff, Rate.Prices.NONE);
    long write5m = tokens.cacheWrite5m();
    long write1h = tokens.cacheWrite1h();
    boolean both = write5m > 0 && write1h > 0;
    boolean mixed = both && write5m * known.write5m() + write1h * known.write1h() == write;
    Rate.Prices found =
        new Rate.Prices(
            price(tokens.uncachedInput(), input, known.input()),
            price(tokens.cacheRead(), read, known.read()),
            both ? mixed ? known.write5m() : 0 : price(write5m, write, known.write5m()),
            both ? mixed ? known.write1h() : 0 : price(write1h, write, known.write1h()),
            price(tokens.output(), output, known.output()));
    if (found.equals(known)) {
      return known;
    }
    if (!seen.contains(found)) {
      if (seen.size() >= MOST_PRICES) {
        return Rate.Prices.NONE;
      }
      seen.add(found);
    }
    last.put(tariff, found);
    return found;
  }

  /** The price of a token; 0 when there is none that makes up the cost, any when there are none. */
  private static long price(long tokens, long cost, long known) {
    if (tokens == 0 || (known != 0 && cost == tokens * known)) {
      return known;
    }
    long price = cost / tokens;
    return cost % tokens == 0 && Math.abs(price) <= HIGHEST_PRICE ? price : 0;
  }

  private static long saving(TokenCounts tokens, Rate.Prices prices) {
    return tokens.cacheRead() * (prices.input() - prices.read())
        + tokens.cacheWrite5m() * (prices.input() - prices.write5m())
        + tokens.cacheWrite1h() * (prices.input() - prices.write1h());
  }

  /** Amounts that {@link Checks} lets pass fit. */
  private static long units(BigDecimal dollars) {
    return dollars.signum() == 0
        ? 0
        : Money.exact(dollars).scaleByPowerOfTen(Money.SCALE).longValueExact();
  }
}
