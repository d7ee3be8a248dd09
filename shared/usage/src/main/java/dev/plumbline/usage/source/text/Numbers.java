package dev.plumbline.usage.source.text;

import dev.plumbline.kernel.Failure;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Checks the numbers that foreign files state. */
public final class Numbers {
  private static final BigDecimal MOST_COUNTED = new BigDecimal("1000000000000");
  private static final BigDecimal MOST_PAID = new BigDecimal("999999");

  private static final int MOST_DIGITS = 60;

  private Numbers() {}

  /** A count from 0 to a million million. */
  public static long count(String name, BigDecimal value) {
    if (monstrous(value) || value.signum() < 0 || value.compareTo(MOST_COUNTED) > 0) {
      throw new Failure.InvalidInput(
          "%s is %s, which cannot be right.".formatted(name, shortened(value.toString())),
          "Give a count from 0 to " + MOST_COUNTED + ".");
    }
    try {
      return value.longValueExact();
    } catch (ArithmeticException fraction) {
      throw new Failure.InvalidInput(
          "%s is %s, which is no whole number.".formatted(name, shortened(value.toString())),
          "Give a whole number.");
    }
  }

  /** An amount of dollars, or a refund below zero, that the ledger can hold. */
  public static BigDecimal amount(String name, BigDecimal value) {
    if (monstrous(value) || value.abs().compareTo(MOST_PAID) > 0) {
      throw new Failure.InvalidInput(
          "%s is %s, which cannot be right.".formatted(name, shortened(value.toString())),
          "Give dollars up to " + MOST_PAID + ".");
    }
    return value;
  }

  /** The nearest whole number. */
  public static BigDecimal rounded(BigDecimal value) {
    return monstrous(value) ? value : value.setScale(0, RoundingMode.HALF_EVEN);
  }

  /** A number out of a text, such as a cell. */
  public static BigDecimal parse(String name, String text) {
    try {
      if (text.length() > 100) {
        throw new NumberFormatException();
      }
      return new BigDecimal(text.strip());
    } catch (NumberFormatException unreadable) {
      throw new Failure.InvalidInput(
          "%s is '%s', which is no number.".formatted(name, shortened(text)), "Give a number.");
    }
  }

  /** Rounding a number of very many digits takes memory without end. */
  private static boolean monstrous(BigDecimal value) {
    return Math.abs((long) value.scale()) > MOST_DIGITS || value.precision() > MOST_DIGITS;
  }

  /** A text for a message: its beginning, when it is long. */
  public static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }
}
