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
 * Turns on the provider's prompt cache for keys that send long prompts without it.
 *
 * <p>What it would save is taken from the keys that use it with the same model: the share of their
 * input that it serves and what they pay for that. Where none does, half of the input at half of
 * the price is assumed, and said.
 */
public final class PromptCacheSaving implements SavingRule {
  private static final BigDecimal LONG = BigDecimal.valueOf(1_024);
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final Set<String> WITH_CACHE =
      Set.of("openai", "anthropic", "google", "azure", "aws", "deepseek", "x-ai", "mistral");
  private static final double UNUSED = 0.05;
  private static final double USED = 0.2;

  private record Model(String provider, String name) {}

  /** The share of input served from the cache, and its price against that of other input. */
  private record Practice(BigDecimal share, BigDecimal price, boolean seen) {}

  @Override
  public UsageQuery query(TimeRange range, List<Filter> filters) {
    return UsageQuery.of(
            range,
            Measure.COST_UNCACHED_INPUT,
            Measure.COST_CACHE_READ,
            Measure.REQUESTS,
            Measure.INPUT_TOKENS,
            Measure.UNCACHED_INPUT_TOKENS,
            Measure.CACHE_READ_TOKENS)
        .by(Dimension.KEY, Dimension.PROVIDER, Dimension.MODEL, Dimension.CACHE)
        .where(filters);
  }

  @Override
  public List<Recommendation> recommend(UsageTable table) {
    List<Recommendation> found = new ArrayList<>();
    Tally all = new Tally(table);
    Tally paid = all.where(row -> !all.hit(row) && all.key(row, Dimension.KEY) != null);
    paid.by(row -> new Model(all.name(row, Dimension.PROVIDER), all.name(row, Dimension.MODEL)))
        .forEach((model, tally) -> {
          Map<String, Tally> keys = tally.by(row -> all.name(row, Dimension.KEY));
          Practice practice = practice(keys);
          keys.forEach((key, used) -> {
            if (unused(used) && (practice.seen() || WITH_CACHE.contains(model.provider()))) {
              found.add(write(key, model, used, practice));
            }
          });
        });
    return found;
  }

  private static boolean unused(Tally tally) {
    return readShare(tally) < UNUSED
        && tally.ratio(Measure.INPUT_TOKENS, Measure.REQUESTS).compareTo(LONG) >= 0;
  }

  private static double readShare(Tally tally) {
    return tally.ratio(Measure.CACHE_READ_TOKENS, Measure.INPUT_TOKENS).doubleValue();
  }

  private static Practice practice(Map<String, Tally> keys) {
    BigDecimal read = BigDecimal.ZERO;
    BigDecimal readCost = BigDecimal.ZERO;
    BigDecimal plain = BigDecimal.ZERO;
    BigDecimal plainCost = BigDecimal.ZERO;
    BigDecimal input = BigDecimal.ZERO;
    for (Tally tally : keys.values()) {
      if (readShare(tally) >= USED) {
        read = read.add(tally.sum(Measure.CACHE_READ_TOKENS));
        readCost = readCost.add(tally.sum(Measure.COST_CACHE_READ));
        plain = plain.add(tally.sum(Measure.UNCACHED_INPUT_TOKENS));
        plainCost = plainCost.add(tally.sum(Measure.COST_UNCACHED_INPUT));
        input = input.add(tally.sum(Measure.INPUT_TOKENS));
      }
    }
    BigDecimal plainPrice = DriverReference.ratio(plainCost, plain);
    if (plainPrice.signum() == 0) {
      return new Practice(HALF, HALF, false);
    }
    BigDecimal price = DriverReference.ratio(DriverReference.ratio(readCost, read), plainPrice);
    return new Practice(DriverReference.ratio(read, input), price, true);
  }

  private static Recommendation write(String key, Model model, Tally used, Practice practice) {
    BigDecimal cost = used.sum(Measure.COST_UNCACHED_INPUT);
    BigDecimal saving =
        Money.exact(
            cost.multiply(practice.share()).multiply(BigDecimal.ONE.subtract(practice.price())));
    String share = Figures.percent(practice.share().doubleValue());
    String price = Figures.percent(practice.price().doubleValue());
    return new Recommendation(
        Recommendation.Kind.PROMPT_CACHE,
        "Use prompt caching for %s with key %s".formatted(model.name(), key),
        saving,
        Savings.perMonth(saving, used.table().query().range()),
        "%s requests send %s input tokens each, %s of them from the prompt cache; that input cost %s."
            .formatted(
                Figures.count(used.sum(Measure.REQUESTS)),
                Figures.count(used.ratio(Measure.INPUT_TOKENS, Measure.REQUESTS)),
                Figures.percent(readShare(used)),
                Figures.dollars(cost)),
        practice.seen()
            ? "It repeats as much as the keys that cache this model, where %s of the input is read at %s of the price."
                .formatted(share, price)
            : "Assumed, as no key here caches this model: %s of the input repeats and is read at %s of the price."
                .formatted(share, price),
        practice.seen() ? Recommendation.Risk.LOW : Recommendation.Risk.MEDIUM,
        "Writing to the cache costs extra with some providers; prompts must begin alike.",
        new Recommendation.ByHand(
            "In the applications that send with key %s, put what is the same in every prompt first and what changes last, and mark the end of the first part for the cache where %s wants that (cache_control)."
                .formatted(key, model.provider())));
  }
}
