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

/**
 * Sends traffic that nobody waits for through the provider's batch tier.
 *
 * <p>Nobody waits for a task of which a quarter or more runs between ten at night and six in the
 * morning; only what it sends then, at the standard tier, is counted.
 */
public final class BatchSaving implements SavingRule {
  /** What providers' batch tiers cost against their standard one. */
  static final BigDecimal BATCH_PRICE = new BigDecimal("0.5");

  private static final Set<String> WITH_BATCH =
      Set.of("openai", "anthropic", "google", "mistral", "azure", "aws", "groq");
  private static final Set<String> STANDARD = Set.of("standard", "default", "auto");
  private static final double LEAST_NIGHT = 0.25;
  private static final int EVENING = 22;
  private static final int MORNING = 6;

  @Override
  public UsageQuery query(TimeRange range, List<Filter> filters) {
    return UsageQuery.of(range, Measure.COST, Measure.REQUESTS)
        .by(Dimension.TASK, Dimension.PROVIDER, Dimension.SERVICE_TIER, Dimension.HOUR_OF_DAY)
        .where(filters);
  }

  @Override
  public List<Recommendation> recommend(UsageTable table) {
    List<Recommendation> found = new ArrayList<>();
    Tally all = new Tally(table);
    Map<String, Tally> tasks =
        all.where(row -> all.key(row, Dimension.TASK) != null)
            .by(row -> all.name(row, Dimension.TASK));
    tasks.forEach((task, tally) -> {
      double night = nightShare(tally);
      Tally open = tally.where(row -> batchable(all, row));
      if (night >= LEAST_NIGHT && !open.isEmpty()) {
        found.add(recommendation(task, night, open));
      }
    });
    return found;
  }

  private static double nightShare(Tally tally) {
    BigDecimal all = tally.sum(Measure.REQUESTS);
    BigDecimal night = tally.where(row -> night(tally, row)).sum(Measure.REQUESTS);
    return DriverReference.ratio(night, all).doubleValue();
  }

  /** Whether a row is of the night, the standard tier and a provider with a batch tier. */
  static boolean batchable(Tally tally, UsageTable.Row row) {
    String tier = tally.key(row, Dimension.SERVICE_TIER);
    return night(tally, row)
        && (tier == null || STANDARD.contains(tier))
        && WITH_BATCH.contains(tally.name(row, Dimension.PROVIDER));
  }

  private static boolean night(Tally tally, UsageTable.Row row) {
    String text = tally.key(row, Dimension.HOUR_OF_DAY);
    if (text == null) {
      return false;
    }
    int hour = new BigDecimal(text).intValue();
    return hour >= EVENING || hour < MORNING;
  }

  private static Recommendation recommendation(String task, double night, Tally open) {
    BigDecimal cost = open.sum(Measure.COST);
    BigDecimal saving = Money.exact(cost.multiply(BigDecimal.ONE.subtract(BATCH_PRICE)));
    return new Recommendation(
        Recommendation.Kind.BATCH,
        "Send nightly " + task + " requests as batches",
        saving,
        Savings.perMonth(saving, open.table().query().range()),
        "%s requests of %s between 22:00 and 06:00 cost %s at the standard tier; %s of this task runs then."
            .formatted(
                Figures.count(open.sum(Measure.REQUESTS)),
                task,
                Figures.dollars(cost),
                Figures.percent(night)),
        "The providers' batch tiers cost half of their standard one.",
        Recommendation.Risk.LOW,
        "Batches are answered within a day, not at once.",
        new Recommendation.ByHand(
            "In the application, hand the requests of %s between 22:00 and 06:00 to the provider's batch API instead of sending them one by one."
                .formatted(task)));
  }
}
