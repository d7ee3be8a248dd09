package dev.plumbline.control.json;

import java.math.BigDecimal;

/** Decimals as JSON numbers. */
final class Decimals {
  private Decimals() {}

  /** The same number, which is written without an exponent and without zeros at its end. */
  static BigDecimal plain(BigDecimal value) {
    BigDecimal bare = value.stripTrailingZeros();
    return bare.scale() < 0 ? bare.setScale(0) : bare;
  }
}
