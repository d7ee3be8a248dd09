package dev.plumbline.usage.price.catalog;

import dev.plumbline.kernel.Failure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Works out what usage costs at a set of prices, exactly: each priced unit pays its value without
 * that of the narrower units which have prices of their own.
 */
public final class Meter {
  private final Units units;

  public Meter(Units units) {
    this.units = units;
  }

  /**
   * The lines of a bill; their amounts add up to the cost.
   *
   * @throws Failure.InvalidInput when a narrower unit counts more than a wider one that includes it
   */
  public List<Line> measure(PriceSet prices, Usage usage) {
    List<Line> lines = new ArrayList<>(prices.rates().size());
    BigDecimal tierInput = tierInput(prices, usage);
    for (Map.Entry<Unit, Rate> priced : prices.rates().entrySet()) {
      Unit unit = priced.getKey();
      BigDecimal quantity = quantity(unit, usage, lines);
      BigDecimal price = priced.getValue().at(tierInput);
      lines.add(new Line(unit, quantity, price, unit.cost(quantity, price)));
    }
    return lines;
  }

  /** The sum of the lines, not rounded. */
  public BigDecimal total(PriceSet prices, Usage usage) {
    return sum(measure(prices, usage));
  }

  /** What lines add up to, not rounded. */
  public static BigDecimal sum(List<Line> lines) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Line line : lines) {
      sum = sum.add(line.amount());
    }
    return sum;
  }

  /** The usage keys with a positive amount that no price covers. */
  public List<String> unpriced(PriceSet prices, Usage usage) {
    return usage.amounts().entrySet().stream()
        .filter(amount -> amount.getValue().signum() > 0)
        .map(Map.Entry::getKey)
        .filter(key -> !prices.covers(units.unit(key)))
        .toList();
  }

  private BigDecimal tierInput(PriceSet prices, Usage usage) {
    return prices.tiered()
        ? usage.perRequest(value(units.unit(Units.INPUT), usage))
        : BigDecimal.ZERO;
  }

  private BigDecimal quantity(Unit unit, Usage usage, List<Line> paid) {
    if (unit.key().equals(Units.REQUESTS)) {
      return BigDecimal.valueOf(usage.requests());
    }
    BigDecimal value = value(unit, usage);
    BigDecimal narrower = BigDecimal.ZERO;
    for (Line other : paid) {
      if (other.unit().ancestors().contains(unit.key())) {
        narrower = narrower.add(other.quantity());
      }
    }
    if (narrower.compareTo(value) > 0) {
      throw new Failure.InvalidInput(
          "%s is %s, less than the %s counted in more specific units that it includes."
              .formatted(unit.key(), value.toPlainString(), narrower.toPlainString()),
          "Count those within " + unit.key() + ".");
    }
    return value.subtract(narrower);
  }

  private BigDecimal value(Unit unit, Usage usage) {
    BigDecimal value = usage.amount(unit.key());
    if (value != null) {
      return value;
    }
    List<Unit> wider = new ArrayList<>();
    for (Map.Entry<String, BigDecimal> amount : usage.amounts().entrySet()) {
      if (amount.getValue().signum() > 0) {
        Unit used = units.unit(amount.getKey());
        if (used.ancestors().contains(unit.key())) {
          throw missing(unit, used.key() + ", which it includes");
        }
        if (unit.ancestors().contains(used.key())) {
          wider.add(used);
        }
      }
    }
    checkOverlaps(unit, wider);
    return BigDecimal.ZERO;
  }

  /** Only units that include this one can overlap in it. */
  private void checkOverlaps(Unit unit, List<Unit> wider) {
    for (int i = 0; i < wider.size(); i++) {
      for (Unit other : wider.subList(i + 1, wider.size())) {
        Unit one = wider.get(i);
        boolean nested =
            one.ancestors().contains(other.key()) || other.ancestors().contains(one.key());
        if (!nested && unit.equals(units.join(one, other))) {
          throw missing(unit, one.key() + " and " + other.key() + ", which overlap in it");
        }
      }
    }
  }

  private static Failure missing(Unit unit, String given) {
    return new Failure.InvalidInput(
        "%s is missing beside %s.".formatted(unit.key(), given), "Give " + unit.key() + " too.");
  }
}
