package dev.plumbline.stats.analysis;

import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.analysis.DailySeries;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Filter;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.util.List;

/** Stops quiet leaks: prompts or attempts of one key that grow for weeks. */
public final class LeakSaving implements SavingRule {
  @Override
  public UsageQuery query(TimeRange range, List<Filter> filters) {
    return Leaks.query(range, filters, Dimension.KEY);
  }

  @Override
  public List<Recommendation> recommend(UsageTable table) {
    return Leaks.find(table).stream()
        .filter(leak -> !DailySeries.UNKNOWN.equals(leak.value()))
        .map(LeakSaving::write)
        .toList();
  }

  private static Recommendation write(Leak leak) {
    boolean prompts = leak.what() == Leak.What.PROMPT_LENGTH;
    return new Recommendation(
        Recommendation.Kind.LEAK,
        prompts
            ? "Shorten the growing prompts of key " + leak.value()
            : "Stop the growing retries of key " + leak.value(),
        leak.extra(),
        leak.extraPerMonth(),
        "Since %s its %s a request rose from %s to %s, which has cost %s so far."
            .formatted(
                leak.since(),
                prompts ? "input tokens" : "attempts",
                Figures.number(leak.before()),
                Figures.number(leak.now()),
                Figures.dollars(leak.extra())),
        prompts
            ? "What was added to the prompts is not needed."
            : "Every attempt is charged; where failed ones are not, this is at most the saving.",
        Recommendation.Risk.MEDIUM,
        prompts
            ? "Cutting too much takes away what the model needs."
            : "Find why the first attempts fail before allowing fewer.",
        prompts
            ? new Recommendation.ByHand(
                "In the application that sends with key %s, find what it has added to its prompts since %s, and cut or summarise it."
                    .formatted(leak.value(), leak.since()))
            : new Recommendation.ByHand(
                "In the application that sends with key %s, find why its first attempts have failed since %s; a route of its own with fewer attempts bounds the cost meanwhile."
                    .formatted(leak.value(), leak.since())));
  }
}
