package dev.plumbline.stats.analysis;

import dev.plumbline.kernel.Money;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Filter;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets our response cache answer the requests of a task that go past it, where it already answers a
 * twentieth or more of that task's other requests.
 */
public final class ResponseCacheSaving implements SavingRule {
  private static final double LEAST_RATE = 0.05;
  private static final BigDecimal LEAST_ASKED = BigDecimal.valueOf(100);

  @Override
  public UsageQuery query(TimeRange range, List<Filter> filters) {
    return UsageQuery.of(range, Measure.COST, Measure.REQUESTS)
        .by(Dimension.TASK, Dimension.DEPARTMENT, Dimension.CACHE)
        .where(filters);
  }

  @Override
  public List<Recommendation> recommend(UsageTable table) {
    List<Recommendation> found = new ArrayList<>();
    Tally all = new Tally(table);
    all.where(row -> all.key(row, Dimension.TASK) != null)
        .by(row -> all.name(row, Dimension.TASK))
        .forEach((task, tally) -> {
          BigDecimal hits = tally.where(all::hit).sum(Measure.REQUESTS);
          BigDecimal misses =
              tally
                  .where(row -> "miss".equals(all.name(row, Dimension.CACHE)))
                  .sum(Measure.REQUESTS);
          BigDecimal asked = hits.add(misses);
          BigDecimal rate = DriverReference.ratio(hits, asked);
          boolean known = rate.doubleValue() >= LEAST_RATE && asked.compareTo(LEAST_ASKED) >= 0;
          if (known) {
            tally
                .where(row -> bypassed(all, row))
                .by(row -> all.name(row, Dimension.DEPARTMENT))
                .forEach((department, past) -> found.add(write(task, department, rate, past)));
          }
        });
    return found;
  }

  private static boolean bypassed(Tally all, UsageTable.Row row) {
    String outcome = all.key(row, Dimension.CACHE);
    return outcome == null || "bypass".equals(outcome);
  }

  private static Recommendation write(String task, String department, BigDecimal rate, Tally past) {
    BigDecimal cost = past.sum(Measure.COST);
    BigDecimal saving = Money.exact(cost.multiply(rate));
    String share = Figures.percent(rate.doubleValue());
    return new Recommendation(
        Recommendation.Kind.RESPONSE_CACHE,
        "Cache answers to %s in %s".formatted(task, department),
        saving,
        Savings.perMonth(saving, past.table().query().range()),
        "%s requests of %s in %s went past the response cache and cost %s; where it is used, it answers %s of this task."
            .formatted(
                Figures.count(past.sum(Measure.REQUESTS)),
                task,
                department,
                Figures.dollars(cost),
                share),
        "They repeat as often as the requests that use the cache.",
        Recommendation.Risk.MEDIUM,
        "A cached answer can be out of date; the policy counts for the task in every department.",
        Recommendation.Call.of("set_cache_policy", "task", task, "mode", "exact"));
  }
}
