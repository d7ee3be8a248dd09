package dev.plumbline.stats.analysis;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/**
 * How unevenly an amount is spread over its owners.
 *
 * @param owners how many have any
 * @param topShare the share of the largest one
 * @param topTenthShare the share of the largest tenth of them, at least one
 * @param gini 0 when all have the same, towards 1 when one has all
 * @param halfOwners how many of the largest have half of it together
 */
public record Concentration(
    int owners, double topShare, double topTenthShare, double gini, int halfOwners) {
  /** Of amounts none of which is negative. */
  public static Concentration of(List<BigDecimal> amounts) {
    List<BigDecimal> sorted =
        amounts.stream()
            .filter(amount -> amount.signum() > 0)
            .sorted(Comparator.reverseOrder())
            .toList();
    int n = sorted.size();
    if (n == 0) {
      return new Concentration(0, 0, 0, 0, 0);
    }
    BigDecimal all = sum(sorted);
    BigDecimal ranked = BigDecimal.ZERO;
    for (int index = 0; index < n; index++) {
      ranked = ranked.add(sorted.get(index).multiply(BigDecimal.valueOf(n - index)));
    }
    double gini = 2 * DriverReference.ratio(ranked, all).doubleValue() / n - (n + 1.0) / n;
    int half = 1;
    while (sum(sorted.subList(0, half)).multiply(BigDecimal.TWO).compareTo(all) < 0) {
      half++;
    }
    int tenth = Math.max(1, n / 10);
    return new Concentration(
        n,
        DriverReference.ratio(sorted.getFirst(), all).doubleValue(),
        DriverReference.ratio(sum(sorted.subList(0, tenth)), all).doubleValue(),
        gini,
        half);
  }

  private static BigDecimal sum(List<BigDecimal> amounts) {
    return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
