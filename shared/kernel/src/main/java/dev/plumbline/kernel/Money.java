package dev.plumbline.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Exact amounts of US dollars: twelve decimals, never floating point. */
public final class Money {
  /** The decimals that an amount is kept with. */
  public static final int SCALE = 12;

  /** No dollars at all. */
  public static final BigDecimal ZERO = BigDecimal.ZERO.setScale(SCALE);

  private Money() {}

  /** The amount with twelve decimals, the last rounded half to even. */
  public static BigDecimal exact(BigDecimal amount) {
    return amount.setScale(SCALE, RoundingMode.HALF_EVEN);
  }
}
