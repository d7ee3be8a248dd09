package dev.plumbline.usage;

import dev.plumbline.kernel.Money;
import java.math.BigDecimal;

/**
 * What a request cost, in US dollars of twelve decimals, by part; the parts add up to the total.
 *
 * @param uncachedInput for input outside the provider's prompt cache
 * @param cacheRead for input read from it
 * @param cacheWrite for input written to it
 * @param output for output, reasoning included
 * @param other for images, audio, searches and whole requests
 */
public record Cost(
    BigDecimal uncachedInput,
    BigDecimal cacheRead,
    BigDecimal cacheWrite,
    BigDecimal output,
    BigDecimal other) {
  /** Nothing. */
  public static final Cost FREE =
      new Cost(Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);

  public Cost {
    uncachedInput = Money.exact(uncachedInput);
    cacheRead = Money.exact(cacheRead);
    cacheWrite = Money.exact(cacheWrite);
    output = Money.exact(output);
    other = Money.exact(other);
  }

  /** A cost known only as a whole, as a bill states it. */
  public static Cost lump(BigDecimal total) {
    return new Cost(Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, total);
  }

  /** The sum of the parts. */
  public BigDecimal total() {
    return uncachedInput.add(cacheRead).add(cacheWrite).add(output).add(other);
  }
}
