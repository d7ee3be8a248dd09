package dev.plumbline.usage.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Amounts cut to some decimals whose sum stays exact, by the method of the largest remainder. */
public final class Shares {
  private static final MathContext FINE = new MathContext(40, RoundingMode.HALF_EVEN);

  private Shares() {}

  /** A total cut in proportion to weights of which none is negative and not all are zero. */
  public static List<BigDecimal> of(BigDecimal total, List<BigDecimal> weights, int decimals) {
    BigDecimal all = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    List<BigDecimal> parts =
        weights.stream().map(weight -> total.multiply(weight).divide(all, FINE)).toList();
    return rounded(parts, total, decimals);
  }

  /**
   * Amounts rounded so that they add up to a total, which must be their sum rounded to the same
   * decimals.
   */
  public static List<BigDecimal> rounded(List<BigDecimal> amounts, BigDecimal total, int decimals) {
    List<BigDecimal> cut = new ArrayList<>();
    amounts.forEach(amount -> cut.add(amount.setScale(decimals, RoundingMode.FLOOR)));
    BigDecimal unit = BigDecimal.ONE.movePointLeft(decimals);
    BigDecimal missing = total.subtract(cut.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    int units = missing.divide(unit, 0, RoundingMode.HALF_EVEN).intValueExact();
    Comparator<Integer> byRemainder =
        Comparator.comparing(index -> amounts.get(index).subtract(cut.get(index)));
    IntStream.range(0, cut.size())
        .boxed()
        .sorted(byRemainder.reversed())
        .limit(units)
        .forEach(index -> cut.set(index, cut.get(index).add(unit)));
    return List.copyOf(cut);
  }
}
