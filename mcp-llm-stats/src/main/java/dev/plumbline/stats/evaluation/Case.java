package dev.plumbline.stats.evaluation;

import dev.plumbline.usage.analysis.Anomaly;
import dev.plumbline.usage.analysis.DailySeries;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A daily series of spend and what is known to be out of line in it.
 *
 * @param group what it is counted with: the whole organisation, or a department
 * @param spikeFirst the first day of a known spike; null when there is none
 * @param spikeLast its last day
 * @param outage a day that may well stand out but need not; null when there is none
 */
public record Case(
    String group,
    DailySeries series,
    @Nullable LocalDate spikeFirst,
    @Nullable LocalDate spikeLast,
    @Nullable LocalDate outage) {
  /** Whether an anomaly lies on the known spike. */
  boolean hits(Anomaly anomaly) {
    return spikeFirst != null
        && spikeLast != null
        && !anomaly.last().isBefore(spikeFirst)
        && !anomaly.first().isAfter(spikeLast);
  }

  /** Whether it lies on a day that is no false alarm. */
  boolean excusable(Anomaly anomaly) {
    return hits(anomaly)
        || (outage != null && !outage.isBefore(anomaly.first()) && !outage.isAfter(anomaly.last()));
  }
}
