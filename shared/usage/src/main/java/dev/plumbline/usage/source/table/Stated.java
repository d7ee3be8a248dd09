package dev.plumbline.usage.source.table;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Cost;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What exports state, in the ledger's terms. */
public final class Stated {
  private Stated() {}

  /** Disjoint counts of input that includes what was read from and written to a cache. */
  public static TokenCounts inclusive(
      long input, long cacheRead, long cacheWrite, long cacheWrite1h, long output, long reasoning) {
    long uncached = input - cacheRead - cacheWrite - cacheWrite1h;
    if (uncached < 0) {
      throw new Failure.InvalidInput(
          "%d cached tokens are more than the %d input tokens they are part of."
              .formatted(cacheRead + cacheWrite + cacheWrite1h, input),
          "Count cached tokens within input.");
    }
    return new TokenCounts(uncached, cacheRead, cacheWrite, cacheWrite1h, output, reasoning);
  }

  /** A charge known as a whole; unknown when null. */
  public static Charge cost(@Nullable BigDecimal dollars, String by) {
    return dollars == null ? Charge.UNKNOWN : new Charge(Cost.lump(dollars), dollars, by, null);
  }

  /**
   * A charge known as a whole, of a proxy that writes zero where it knows no price: zero for tokens
   * that a model answered is unknown.
   */
  public static Charge costUnlessZero(
      @Nullable BigDecimal dollars, String by, long tokens, boolean answered) {
    boolean unknown = dollars != null && dollars.signum() == 0 && tokens > 0 && answered;
    return unknown ? Charge.UNKNOWN : cost(dollars, by);
  }
}
