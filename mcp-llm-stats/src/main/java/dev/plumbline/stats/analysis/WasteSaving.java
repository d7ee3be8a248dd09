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
import java.util.Map;
import java.util.Set;

/** Stops paying for requests that failed, and for fallbacks to dearer models. */
public final class WasteSaving implements SavingRule {
  private static final Set<String> FAILED = Set.of("error", "interrupted");

  @Override
  public UsageQuery query(TimeRange range, List<Filter> filters) {
    return UsageQuery.of(range, Measure.COST, Measure.REQUESTS, Measure.RETRIES, Measure.TOKENS)
        .by(Dimension.PROVIDER, Dimension.MODEL, Dimension.STATUS, Dimension.FALLBACK_FROM)
        .where(filters);
  }

  @Override
  public List<Recommendation> recommend(UsageTable table) {
    List<Recommendation> found = new ArrayList<>();
    Tally all = new Tally(table);
    all.where(row -> FAILED.contains(all.name(row, Dimension.STATUS)))
        .by(row -> all.name(row, Dimension.PROVIDER) + "/" + all.name(row, Dimension.MODEL))
        .forEach((model, failed) -> found.add(failures(model, failed)));
    Map<String, Tally> direct =
        all.where(row -> all.key(row, Dimension.FALLBACK_FROM) == null)
            .by(row -> all.name(row, Dimension.MODEL));
    all.where(row -> all.key(row, Dimension.FALLBACK_FROM) != null)
        .by(row -> all.name(row, Dimension.FALLBACK_FROM))
        .forEach((from, answered) -> {
          Tally own = direct.get(from);
          if (own != null && own.sum(Measure.TOKENS).signum() > 0) {
            found.add(fallbacks(from, answered, own));
          }
        });
    return found;
  }

  private static Recommendation failures(String model, Tally failed) {
    BigDecimal cost = Money.exact(failed.sum(Measure.COST));
    return new Recommendation(
        Recommendation.Kind.FAILED_REQUESTS,
        "Stop paying for failed requests to " + model,
        cost,
        Savings.perMonth(cost, failed.table().query().range()),
        "%s requests that failed or were cut off cost %s, after %s further attempts."
            .formatted(
                Figures.count(failed.sum(Measure.REQUESTS)),
                Figures.dollars(cost),
                Figures.count(failed.sum(Measure.RETRIES))),
        "Fewer attempts and shorter time limits avoid all of it.",
        Recommendation.Risk.LOW,
        "Without a second attempt short outages reach users; a route of that name keeps its other targets only when they are named, too.",
        Recommendation.Call.of(
            "set_route",
            "alias",
            model.substring(model.indexOf('/') + 1),
            "targets",
            List.of(model),
            "attempts",
            1));
  }

  private static Recommendation fallbacks(String from, Tally answered, Tally own) {
    BigDecimal cost = answered.sum(Measure.COST);
    BigDecimal usual =
        own.ratio(Measure.COST, Measure.TOKENS).multiply(answered.sum(Measure.TOKENS));
    BigDecimal saving = Money.exact(cost.subtract(usual));
    return new Recommendation(
        Recommendation.Kind.FALLBACKS,
        "Fall back from %s to a model of its price".formatted(from),
        saving,
        Savings.perMonth(saving, answered.table().query().range()),
        "%s requests to %s were answered by other models for %s; at its own price they cost %s."
            .formatted(
                Figures.count(answered.sum(Measure.REQUESTS)),
                from,
                Figures.dollars(cost),
                Figures.dollars(usual)),
        "A model of about the same price stands in as well.",
        Recommendation.Risk.MEDIUM,
        "The model that stands in must be able to do the task.",
        new Recommendation.ByHand(
            "In the route %s, let a model of about its price come second instead of the dearer one; compare_prices finds one."
                .formatted(from)));
  }
}
