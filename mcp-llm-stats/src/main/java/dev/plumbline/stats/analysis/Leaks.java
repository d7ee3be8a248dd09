package dev.plumbline.stats.analysis;

import dev.plumbline.kernel.Money;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.analysis.DailySeries;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Filter;
import dev.plumbline.usage.query.Grain;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds quiet leaks: prompts that grow, or requests that are tried again more and more, for one key
 * (or another dimension) over weeks.
 *
 * <p>A rise counts when it is a quarter or more, explains half of what moved, and its slope is more
 * than six standard errors from none.
 */
public final class Leaks {
  /** The days of history worth asking for. */
  public static final int HISTORY_DAYS = 90;

  private static final int LEAST_DAYS = 21;
  private static final int RECENT = 7;
  private static final BigDecimal MONTH = BigDecimal.valueOf(30);
  private static final BigDecimal LEAST_REQUESTS = BigDecimal.valueOf(3);
  private static final double LEAST_RISE = 0.25;
  private static final double LEAST_FIT = 0.5;
  private static final double LEAST_CERTAINTY = 6;

  private Leaks() {}

  /** The question that {@link #find} takes the answer of; the range should be of complete days. */
  public static UsageQuery query(TimeRange range, List<Filter> filters, Dimension dimension) {
    return UsageQuery.of(
            range,
            Measure.COST,
            Measure.REQUESTS,
            Measure.RETRIES,
            Measure.INPUT_TOKENS,
            Measure.COST_UNCACHED_INPUT,
            Measure.COST_CACHE_READ,
            Measure.COST_CACHE_WRITE)
        .every(Grain.DAY)
        .by(dimension)
        .where(filters);
  }

  /** The leaks in such a table, the most expensive first. */
  public static List<Leak> find(UsageTable table) {
    List<Leak> leaks = new ArrayList<>();
    Map<String, DailySeries> requests = DailySeries.by(table, 0, Measure.REQUESTS);
    Map<String, DailySeries> tokens = DailySeries.by(table, 0, Measure.INPUT_TOKENS);
    Map<String, DailySeries> retries = DailySeries.by(table, 0, Measure.RETRIES);
    Map<String, DailySeries> costs = DailySeries.by(table, 0, Measure.COST);
    Map<String, DailySeries> inputCosts = inputCosts(table);
    String dimension = table.query().by().getFirst().label();
    for (Map.Entry<String, DailySeries> entry : requests.entrySet()) {
      String value = entry.getKey();
      DailySeries count = entry.getValue();
      Candidate prompts =
          new Candidate(
              dimension, value, Leak.What.PROMPT_LENGTH, of(tokens, value), of(inputCosts, value));
      Candidate attempts =
          new Candidate(
              dimension,
              value,
              Leak.What.ATTEMPTS,
              sum(count, of(retries, value)),
              of(costs, value));
      leak(prompts, count).ifPresent(leaks::add);
      leak(attempts, count).ifPresent(leaks::add);
    }
    leaks.sort(Comparator.comparing(Leak::extraPerMonth).reversed());
    return List.copyOf(leaks);
  }

  /** A ratio to look at: an amount over requests, and the cost that moves with it. */
  private record Candidate(
      String dimension, String value, Leak.What what, DailySeries amount, DailySeries cost) {}

  private static Optional<Leak> leak(Candidate candidate, DailySeries requests) {
    List<Integer> days = new ArrayList<>();
    for (int day = 0; day < requests.size(); day++) {
      if (requests.values().get(day).compareTo(LEAST_REQUESTS) >= 0) {
        days.add(day);
      }
    }
    if (days.size() < LEAST_DAYS) {
      return Optional.empty();
    }
    double[] ratios =
        days.stream()
            .mapToDouble(day ->
                candidate.amount().values().get(day).doubleValue()
                    / requests.values().get(day).doubleValue())
            .toArray();
    Rise rise = Rise.of(ratios);
    if (rise == null
        || rise.end() < rise.level() * (1 + LEAST_RISE)
        || rise.fit() < LEAST_FIT
        || rise.certainty() < LEAST_CERTAINTY) {
      return Optional.empty();
    }
    return Optional.of(leak(candidate, days, ratios, rise));
  }

  private static Leak leak(Candidate candidate, List<Integer> days, double[] ratios, Rise rise) {
    BigDecimal extra = Money.ZERO;
    BigDecimal recent = Money.ZERO;
    int from = candidate.cost().size() - RECENT;
    for (int index = rise.start(); index < ratios.length; index++) {
      BigDecimal cost = candidate.cost().values().get(days.get(index));
      double share = Math.max(0, 1 - rise.level() / ratios[index]);
      BigDecimal part = Money.exact(cost.multiply(BigDecimal.valueOf(share)));
      extra = extra.add(part);
      recent = days.get(index) >= from ? recent.add(part) : recent;
    }
    BigDecimal month =
        recent.multiply(MONTH).divide(BigDecimal.valueOf(RECENT), MathContext.DECIMAL128);
    return new Leak(
        candidate.dimension(),
        candidate.value(),
        candidate.what(),
        rise.step() ? Leak.Shape.STEP : Leak.Shape.CREEPING,
        candidate.cost().day(days.get(rise.start())),
        rise.level(),
        rise.end(),
        extra,
        Money.exact(month),
        rise.fit());
  }

  private static DailySeries of(Map<String, DailySeries> series, String value) {
    return Objects.requireNonNull(series.get(value), value);
  }

  private static Map<String, DailySeries> inputCosts(UsageTable table) {
    Map<String, DailySeries> sums = new LinkedHashMap<>();
    for (Measure part :
        List.of(Measure.COST_UNCACHED_INPUT, Measure.COST_CACHE_READ, Measure.COST_CACHE_WRITE)) {
      DailySeries.by(table, 0, part).forEach((key, series) -> sums.merge(key, series, Leaks::sum));
    }
    return sums;
  }

  private static DailySeries sum(DailySeries a, DailySeries b) {
    List<BigDecimal> sums = new ArrayList<>();
    for (int day = 0; day < a.size(); day++) {
      sums.add(a.values().get(day).add(b.values().get(day)));
    }
    return new DailySeries(a.first(), sums);
  }
}
