package dev.plumbline.kernel;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Dollars, tokens, shares and times as people read them; the exact values are in the structure. */
public final class Amounts {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal CENTS_FROM = BigDecimal.ONE;

  private Amounts() {}

  /** {@code $1,234.56}; below a dollar three significant digits, {@code $0.00421}. */
  public static String dollars(@Nullable BigDecimal amount) {
    if (amount == null) {
      return "unknown";
    }
    BigDecimal size = amount.abs();
    String digits;
    if (size.signum() == 0) {
      digits = "0";
    } else if (size.compareTo(CENTS_FROM) >= 0) {
      digits = String.format(Locale.ROOT, "%,.2f", size);
    } else {
      BigDecimal rounded = size.round(new MathContext(3)).stripTrailingZeros();
      digits = (rounded.scale() < 2 ? rounded.setScale(2) : rounded).toPlainString();
    }
    return (amount.signum() < 0 ? "−$" : "$") + digits;
  }

  /** A difference with its sign, {@code +$12.00}. */
  public static String change(BigDecimal amount) {
    return (amount.signum() > 0 ? "+" : "") + dollars(amount);
  }

  /** How much more or less than before, {@code +12.3%}; {@code new} from nothing. */
  public static String growth(BigDecimal now, BigDecimal before) {
    if (before.signum() == 0) {
      return now.signum() == 0 ? "=" : "new";
    }
    BigDecimal percent =
        now.subtract(before).multiply(HUNDRED).divide(before.abs(), 1, RoundingMode.HALF_EVEN);
    if (percent.signum() == 0) {
      return "=";
    }
    return (percent.signum() > 0 ? "+" : "−") + percent.abs().toPlainString() + "%";
  }

  /** A part of a whole, {@code 12.3%}; a dash of nothing. */
  public static String share(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0 ? "–" : percent(ratio(part, whole));
  }

  /** A part of a whole, 0 to 1, to six decimals; zero of nothing. */
  public static BigDecimal ratio(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0
        ? BigDecimal.ZERO
        : part.divide(whole, 6, RoundingMode.HALF_EVEN).stripTrailingZeros();
  }

  /** {@code 0.1234} as {@code 12.3%}. */
  public static String percent(BigDecimal ratio) {
    BigDecimal percent = ratio.multiply(HUNDRED).setScale(1, RoundingMode.HALF_EVEN);
    return (percent.signum() < 0 ? "−" : "") + percent.abs().toPlainString() + "%";
  }

  /** A count such as {@code 12,345} or {@code 3.4M}. */
  public static String count(BigDecimal number) {
    BigDecimal size = number.abs();
    if (size.compareTo(BigDecimal.valueOf(10_000_000_000L)) >= 0) {
      return scaled(number, 9) + "B";
    }
    if (size.compareTo(BigDecimal.valueOf(1_000_000)) >= 0) {
      return scaled(number, 6) + "M";
    }
    return String.format(
        Locale.ROOT, "%,d", number.setScale(0, RoundingMode.HALF_EVEN).toBigInteger());
  }

  /** Milliseconds as {@code 820 ms} or {@code 1.2 s}; a dash when unknown. */
  public static String millis(@Nullable BigDecimal value) {
    if (value == null) {
      return "–";
    }
    return value.compareTo(BigDecimal.valueOf(1_000)) < 0
        ? value.setScale(0, RoundingMode.HALF_EVEN).toPlainString() + " ms"
        : scaled(value, 3) + " s";
  }

  /** An age such as {@code 51 min}, {@code 7 h} or {@code 3 days}. */
  public static String age(long seconds) {
    long minutes = seconds / 60;
    return minutes < 120
        ? minutes + " min"
        : minutes < 48 * 60 ? minutes / 60 + " h" : minutes / (24 * 60) + " days";
  }

  /** An exact amount without trailing zeros, for structured answers. */
  public static BigDecimal plain(BigDecimal amount) {
    BigDecimal stripped = amount.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private static String scaled(BigDecimal number, int power) {
    return String.format(Locale.ROOT, "%,.1f", number.movePointLeft(power));
  }
}
