package dev.plumbline.gateway.alert;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts as people read them. */
final class Amounts {
  private static final BigDecimal CENT = new BigDecimal("0.01");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private Amounts() {}

  /** Dollars with cents, small amounts with up to six decimals. */
  static String dollars(BigDecimal amount) {
    boolean small = amount.signum() != 0 && amount.abs().compareTo(CENT) < 0;
    return "$" + amount.setScale(small ? 6 : 2, RoundingMode.HALF_UP).toPlainString();
  }

  static String plain(BigDecimal amount) {
    return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
  }

  /** A share of a whole in percent, rounded down, so that 100 % is never said too early. */
  static BigDecimal percent(BigDecimal part, BigDecimal whole) {
    return part.multiply(HUNDRED).divide(whole, 1, RoundingMode.DOWN);
  }

  static BigDecimal share(BigDecimal whole, BigDecimal percent) {
    return whole.multiply(percent).divide(HUNDRED);
  }
}
