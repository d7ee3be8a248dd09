package dev.plumbline.stats.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model's requests were like before the change, against which each part is measured.
 *
 * <p>Every part is a sum of products of these coefficients with counts. So the parts of the pieces
 * of a model add up to those of the model, and all parts to the change, however the coefficients
 * are rounded.
 *
 * @param prices dollars a token: uncached input, cache read, cache write, output
 * @param inputPrice dollars an input token at the shares of then
 * @param tokensCost dollars of tokens a paid request
 * @param otherCost further dollars a paid request
 */
record DriverReference(
    List<BigDecimal> prices, BigDecimal inputPrice, BigDecimal tokensCost, BigDecimal otherCost) {
  private static final MathContext FINE = new MathContext(30, RoundingMode.HALF_EVEN);

  /** Of a model; where it was not used before, of its use after. */
  static DriverReference of(DriverCell before, DriverCell after) {
    DriverCell base = before.paid().signum() == 0 ? after : before;
    List<BigDecimal> prices = new ArrayList<>();
    BigDecimal inputCost = BigDecimal.ZERO;
    for (int kind = 0; kind < DriverCell.KINDS; kind++) {
      DriverCell source = base.tokens().get(kind).signum() == 0 ? after : base;
      BigDecimal price = ratio(source.costs().get(kind), source.tokens().get(kind));
      prices.add(price);
      if (kind != DriverCell.OUTPUT) {
        inputCost = inputCost.add(price.multiply(base.tokens().get(kind)));
      }
    }
    boolean noInput = base.input().signum() == 0;
    return new DriverReference(
        List.copyOf(prices),
        noInput ? prices.getFirst() : ratio(inputCost, base.input()),
        ratio(base.tokenCost(), base.paid()),
        ratio(base.otherCost(), base.paid()));
  }

  /** Dollars a paid request. */
  BigDecimal cost() {
    return tokensCost.add(otherCost);
  }

  /** What longer or shorter requests make of the cost of a cell. */
  BigDecimal tokens(DriverCell cell) {
    return atSharesThen(cell).subtract(tokensCost.multiply(cell.paid()));
  }

  /** What another share of prompt caching makes of it. */
  BigDecimal promptCache(DriverCell cell) {
    return atPricesThen(cell).subtract(atSharesThen(cell));
  }

  /** What other prices make of it. */
  BigDecimal price(DriverCell cell) {
    return cell.tokenCost().subtract(atPricesThen(cell));
  }

  /** What its tokens would have cost at the prices of then. */
  private BigDecimal atPricesThen(DriverCell cell) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int kind = 0; kind < DriverCell.KINDS; kind++) {
      sum = sum.add(cell.tokens().get(kind).multiply(prices.get(kind)));
    }
    return sum;
  }

  /** The same, had its input been cached as then. */
  private BigDecimal atSharesThen(DriverCell cell) {
    BigDecimal output =
        cell.tokens().get(DriverCell.OUTPUT).multiply(prices.get(DriverCell.OUTPUT));
    return cell.input().multiply(inputPrice).add(output);
  }

  /** A quotient of thirty digits, zero where there is nothing to divide by. */
  static BigDecimal ratio(BigDecimal amount, BigDecimal count) {
    return count.signum() == 0 ? BigDecimal.ZERO : amount.divide(count, FINE);
  }
}
