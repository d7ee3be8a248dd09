package dev.plumbline.stats.analysis;

import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What some requests used and cost; of those that our response cache answered only the number and
 * the cost count.
 *
 * @param requests all of them
 * @param paid those that a provider answered
 * @param tokens of the paid ones: uncached input, cache read, cache write, output
 * @param costs of the same, in the same order
 * @param cost all cost
 */
record DriverCell(
    BigDecimal requests,
    BigDecimal paid,
    List<BigDecimal> tokens,
    List<BigDecimal> costs,
    BigDecimal cost) {
  static final int OUTPUT = 3;
  static final int KINDS = 4;
  static final DriverCell NONE =
      new DriverCell(BigDecimal.ZERO, BigDecimal.ZERO, zeros(), zeros(), BigDecimal.ZERO);

  private static final List<Measure> TOKENS =
      List.of(
          Measure.UNCACHED_INPUT_TOKENS,
          Measure.CACHE_READ_TOKENS,
          Measure.CACHE_WRITE_TOKENS,
          Measure.OUTPUT_TOKENS);
  private static final List<Measure> COSTS =
      List.of(
          Measure.COST_UNCACHED_INPUT,
          Measure.COST_CACHE_READ,
          Measure.COST_CACHE_WRITE,
          Measure.COST_OUTPUT);

  /** What a table must hold. */
  static List<Measure> measures() {
    List<Measure> all = new ArrayList<>(List.of(Measure.COST, Measure.REQUESTS, Measure.UNPRICED));
    all.addAll(TOKENS);
    all.addAll(COSTS);
    return List.copyOf(all);
  }

  /** One row of such a table. */
  static DriverCell of(UsageTable table, UsageTable.Row row, boolean hit) {
    BigDecimal requests = table.amount(row, Measure.REQUESTS);
    BigDecimal cost = table.amount(row, Measure.COST);
    if (hit) {
      return new DriverCell(requests, BigDecimal.ZERO, zeros(), zeros(), cost);
    }
    return new DriverCell(
        requests,
        requests,
        TOKENS.stream().map(measure -> table.amount(row, measure)).toList(),
        COSTS.stream().map(measure -> table.amount(row, measure)).toList(),
        cost);
  }

  DriverCell plus(DriverCell other) {
    return new DriverCell(
        requests.add(other.requests),
        paid.add(other.paid),
        sums(tokens, other.tokens),
        sums(costs, other.costs),
        cost.add(other.cost));
  }

  /** All input tokens. */
  BigDecimal input() {
    return tokens.get(0).add(tokens.get(1)).add(tokens.get(2));
  }

  /** The cost of tokens. */
  BigDecimal tokenCost() {
    return costs.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Cost that is not of tokens: images, audio, searches, whole requests, lumps of a bill. */
  BigDecimal otherCost() {
    return cost.subtract(tokenCost());
  }

  private static List<BigDecimal> zeros() {
    return List.of(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
  }

  private static List<BigDecimal> sums(List<BigDecimal> a, List<BigDecimal> b) {
    List<BigDecimal> sums = new ArrayList<>();
    for (int kind = 0; kind < KINDS; kind++) {
      sums.add(a.get(kind).add(b.get(kind)));
    }
    return List.copyOf(sums);
  }
}
