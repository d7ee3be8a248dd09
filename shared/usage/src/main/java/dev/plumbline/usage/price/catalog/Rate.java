package dev.plumbline.usage.price.catalog;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The price of one unit, in US dollars per {@link Unit#per()} of it.
 *
 * @param base what it costs up to the first tier
 * @param tiers lowest first; the last one that a request's input exceeds prices all of it
 */
public record Rate(BigDecimal base, List<Tier> tiers) {
  private static final BigDecimal ABSURD = new BigDecimal("1e9");
  private static final int MAX_DECIMALS = 40;

  /**
   * What a unit costs once a request is long.
   *
   * @param start the input tokens of the request that must be exceeded
   */
  public record Tier(long start, BigDecimal price) {
    public Tier {
      price = checked(price);
      if (start < 0) {
        throw new IllegalArgumentException("a tier starts at " + start);
      }
    }
  }

  public Rate {
    base = checked(base);
    tiers = tiers.stream().sorted(Comparator.comparingLong(Tier::start)).toList();
  }

  /** The same price for every request. */
  public static Rate flat(BigDecimal price) {
    return new Rate(price, List.of());
  }

  /** The price for a request of so many input tokens. */
  public BigDecimal at(BigDecimal inputTokens) {
    BigDecimal price = base;
    for (Tier tier : tiers) {
      if (inputTokens.compareTo(BigDecimal.valueOf(tier.start())) > 0) {
        price = tier.price();
      }
    }
    return price;
  }

  /** This rate times a factor. */
  public Rate times(BigDecimal factor) {
    return new Rate(
        base.multiply(factor),
        tiers.stream().map(tier -> new Tier(tier.start(), tier.price().multiply(factor))).toList());
  }

  /** Whether it is free for every request. */
  public boolean free() {
    return base.signum() == 0 && tiers.stream().allMatch(tier -> tier.price().signum() == 0);
  }

  /** As people read it: {@code 3, over 200000 input tokens 6}. */
  public String text() {
    String further =
        tiers.stream()
            .map(tier -> ", over %d input tokens %s".formatted(tier.start(), plain(tier.price())))
            .collect(Collectors.joining());
    return plain(base) + further;
  }

  private static String plain(BigDecimal price) {
    return price.signum() == 0 ? "0" : price.stripTrailingZeros().toPlainString();
  }

  private static BigDecimal checked(BigDecimal price) {
    if (price.signum() < 0
        || price.precision() > MAX_DECIMALS
        || Math.abs((long) price.scale()) > MAX_DECIMALS
        || price.compareTo(ABSURD) > 0) {
      throw new IllegalArgumentException("a price cannot be " + price);
    }
    return price;
  }
}
