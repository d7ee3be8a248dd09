package dev.plumbline.gateway.alert;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** The middle of amounts. */
final class Medians {
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private Medians() {}

  /** The middle one, or the mean of the middle two; zero of none. */
  static BigDecimal of(List<BigDecimal> amounts) {
    if (amounts.isEmpty()) {
      return BigDecimal.ZERO;
    }
    List<BigDecimal> sorted = amounts.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : sorted.get(half - 1).add(sorted.get(half)).divide(TWO, 12, RoundingMode.HALF_EVEN);
  }
}
