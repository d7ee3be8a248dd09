package dev.plumbline.admin.setup;

import java.math.BigDecimal;

/** Decimals that are equal when they mean the same. */
final class Plain {
  private Plain() {}

  /** Without zeros at its end and without an exponent. */
  static BigDecimal of(BigDecimal value) {
    BigDecimal bare = value.stripTrailingZeros();
    return bare.scale() < 0 ? bare.setScale(0) : bare;
  }
}
