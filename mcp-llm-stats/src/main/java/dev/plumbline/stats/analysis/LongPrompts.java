package dev.plumbline.stats.analysis;

import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Filter;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Keys and tasks whose prompts are long: at least three times the average of all requests.
 *
 * @param average input tokens a request over everything
 * @param sources those far above it, the largest input cost first
 */
public record LongPrompts(BigDecimal average, List<Source> sources) {
  /** Where long prompts come from. */
  public record Source(
      String key, String task, BigDecimal requests, BigDecimal averageInput, BigDecimal cost) {}

  private static final BigDecimal TIMES = BigDecimal.valueOf(3);

  /** The question that {@link #of} takes the answer of. */
  public static UsageQuery query(TimeRange range, List<Filter> filters) {
    return UsageQuery.of(range, Measure.COST, Measure.REQUESTS, Measure.INPUT_TOKENS)
        .by(Dimension.KEY, Dimension.TASK)
        .where(filters);
  }

  /** What such a table shows. */
  public static LongPrompts of(UsageTable table) {
    Tally all = new Tally(table);
    BigDecimal average = all.ratio(Measure.INPUT_TOKENS, Measure.REQUESTS);
    List<Source> found = new ArrayList<>();
    all.by(row -> List.of(all.name(row, Dimension.KEY), all.name(row, Dimension.TASK)))
        .forEach((keys, tally) -> {
          BigDecimal input = tally.ratio(Measure.INPUT_TOKENS, Measure.REQUESTS);
          if (input.signum() > 0 && input.compareTo(average.multiply(TIMES)) >= 0) {
            found.add(
                new Source(
                    keys.getFirst(),
                    keys.getLast(),
                    tally.sum(Measure.REQUESTS),
                    input,
                    tally.sum(Measure.COST)));
          }
        });
    found.sort(Comparator.comparing(Source::cost).reversed());
    return new LongPrompts(average, List.copyOf(found));
  }
}
