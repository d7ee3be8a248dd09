package dev.plumbline.stats.analysis;

import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;

/**
 * How much of the traffic could be sent as batches: at night, at the standard tier, of a provider
 * with a batch tier.
 *
 * @param share of all requests
 */
public record Batchable(BigDecimal requests, BigDecimal cost, double share) {
  /** From the answer to the question of {@link BatchSaving}. */
  public static Batchable of(UsageTable table) {
    Tally all = new Tally(table);
    Tally open = all.where(row -> BatchSaving.batchable(all, row));
    return new Batchable(
        open.sum(Measure.REQUESTS),
        open.sum(Measure.COST),
        DriverReference.ratio(open.sum(Measure.REQUESTS), all.sum(Measure.REQUESTS)).doubleValue());
  }
}
