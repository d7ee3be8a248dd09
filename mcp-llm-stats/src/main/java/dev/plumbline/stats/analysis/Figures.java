package dev.plumbline.stats.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as sentences show them. */
final class Figures {
  private static final BigDecimal CENT = new BigDecimal("0.01");

  private Figures() {}

  /** Such as {@code $1,234.56}; amounts below a cent with two digits that count. */
  static String dollars(BigDecimal amount) {
    if (amount.signum() != 0 && amount.abs().compareTo(CENT) < 0) {
      return "$" + amount.round(new MathContext(2)).toPlainString();
    }
    return String.format(Locale.ROOT, "$%,.2f", amount.setScale(2, RoundingMode.HALF_EVEN));
  }

  /** Such as {@code 12.3%}. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }

  /** Such as {@code 12,345}. */
  static String count(BigDecimal count) {
    return String.format(Locale.ROOT, "%,d", count.longValue());
  }

  /** With two decimals. */
  static String number(double value) {
    return String.format(Locale.ROOT, "%,.2f", value);
  }
}
