package dev.plumbline.stats.analysis;

import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.query.By;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Filter;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment showed: each challenger against the baseline.
 *
 * @param confidence of each interval; higher when there are several challengers
 * @param margin how much quality a challenger may lose and still count as equally good
 */
public record Experiment(
    Variant baseline, List<Comparison> challengers, double confidence, double margin) {
  /** The usual margin of quality. */
  public static final double MARGIN = 0.02;

  /**
   * One variant.
   *
   * @param name null where requests of the experiment name no variant
   * @param cost dollars a request
   * @param latency milliseconds
   * @param quality 0 to 1
   */
  public record Variant(
      @Nullable String name,
      long requests,
      BigDecimal spend,
      long errors,
      Sample cost,
      Sample latency,
      Sample quality) {}

  /**
   * A challenger against the baseline; a difference is null where too little was measured.
   *
   * @param needed further requests (for quality: scored ones) that each variant needs; 0 when
   *     decided
   */
  public record Comparison(
      Variant variant,
      Sample.@Nullable Difference cost,
      Sample.@Nullable Difference latency,
      Sample.@Nullable Difference quality,
      Verdict verdict,
      long needed,
      String reason) {}

  /** What came of it. */
  public enum Verdict {
    CHALLENGER_WINS,
    BASELINE_WINS,
    NO_DIFFERENCE,
    /** Cheaper and worse, or better and dearer: a choice for people. */
    TRADE_OFF,
    NOT_ENOUGH_DATA
  }

  /** The question that {@link #of} takes the answer of. */
  public static UsageQuery query(TimeRange range, String experiment) {
    return UsageQuery.of(
            range,
            Measure.REQUESTS,
            Measure.UNPRICED,
            Measure.ERRORS,
            Measure.COST,
            Measure.COST_SQUARES,
            Measure.LATENCY_MEAN,
            Measure.LATENCY_COUNT,
            Measure.LATENCY_SQUARES,
            Measure.QUALITY_MEAN,
            Measure.SCORED,
            Measure.QUALITY_SQUARES)
        .by(Dimension.VARIANT)
        .where(List.of(new Filter(By.of(Dimension.EXPERIMENT), List.of(experiment), false)));
  }

  /**
   * What such a table shows.
   *
   * @param baseline its variant to compare to; null for the one called control, baseline or
   *     current, else the first by name
   */
  public static Experiment of(UsageTable table, @Nullable String baseline, double margin) {
    return new ExperimentReport(table, baseline, margin).experiment();
  }
}
