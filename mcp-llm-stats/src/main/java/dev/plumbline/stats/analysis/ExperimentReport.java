package dev.plumbline.stats.analysis;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.stats.analysis.Experiment.Comparison;
import dev.plumbline.stats.analysis.Experiment.Variant;
import dev.plumbline.stats.analysis.Experiment.Verdict;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges one experiment. */
final class ExperimentReport {
  private static final double CONFIDENCE = 0.95;
  private static final double SAME_COST = 0.05;
  private static final Set<String> BASELINES = Set.of("control", "baseline", "current");

  private final UsageTable table;
  private final Variant baseline;
  private final List<Variant> challengers;
  private final double confidence;
  private final double margin;

  ExperimentReport(UsageTable table, @Nullable String baseline, double margin) {
    this.table = table;
    this.margin = margin;
    List<Variant> variants =
        table.rows().stream()
            .map(this::variant)
            .sorted(Comparator.comparing(variant -> name(variant)))
            .toList();
    if (variants.size() < 2) {
      throw new Failure.NotFound(
          "The experiment has %d variants with requests in this period.".formatted(variants.size()),
          "Choose a longer period, or another experiment.");
    }
    this.baseline = baseline(variants, baseline);
    this.challengers = variants.stream().filter(variant -> !variant.equals(this.baseline)).toList();
    this.confidence = 1 - (1 - CONFIDENCE) / challengers.size();
  }

  Experiment experiment() {
    List<Comparison> comparisons = challengers.stream().map(this::compare).toList();
    return new Experiment(baseline, comparisons, confidence, margin);
  }

  private static Variant baseline(List<Variant> variants, @Nullable String name) {
    List<String> names = variants.stream().map(ExperimentReport::name).toList();
    if (name != null) {
      return variants.stream()
          .filter(variant -> name.equals(variant.name()))
          .findFirst()
          .orElseThrow(() ->
              new Failure.NotFound(
                  "The experiment has no variant '%s'.".formatted(name),
                  (Nearest.hint(name, names) + " Variants: " + String.join(", ", names) + ".")
                      .strip()));
    }
    return variants.stream()
        .filter(variant -> BASELINES.contains(name(variant)))
        .findFirst()
        .orElse(variants.getFirst());
  }

  private static String name(Variant variant) {
    return Objects.requireNonNullElse(variant.name(), "");
  }

  private Variant variant(UsageTable.Row row) {
    long requests = table.amount(row, Measure.REQUESTS).longValue();
    long priced = requests - table.amount(row, Measure.UNPRICED).longValue();
    BigDecimal cost = table.amount(row, Measure.COST);
    BigDecimal mean =
        priced == 0
            ? BigDecimal.ZERO
            : cost.divide(BigDecimal.valueOf(priced), MathContext.DECIMAL128);
    return new Variant(
        row.keys().getFirst(),
        requests,
        cost,
        table.amount(row, Measure.ERRORS).longValue(),
        Sample.of(priced, mean, table.amount(row, Measure.COST_SQUARES)),
        sample(row, Measure.LATENCY_COUNT, Measure.LATENCY_MEAN, Measure.LATENCY_SQUARES),
        sample(row, Measure.SCORED, Measure.QUALITY_MEAN, Measure.QUALITY_SQUARES));
  }

  private Sample sample(UsageTable.Row row, Measure count, Measure mean, Measure squares) {
    return Sample.of(
        table.amount(row, count).longValue(), table.amount(row, mean), table.amount(row, squares));
  }

  private Sample.@Nullable Difference difference(Sample challenger, Sample base) {
    return challenger.comparable() && base.comparable() ? challenger.minus(base, confidence) : null;
  }

  private Comparison compare(Variant challenger) {
    Sample.Difference cost = difference(challenger.cost(), baseline.cost());
    Sample.Difference latency = difference(challenger.latency(), baseline.latency());
    Sample.Difference quality = difference(challenger.quality(), baseline.quality());
    Decision decision = decide(challenger, cost, quality);
    return new Comparison(
        challenger,
        cost,
        latency,
        quality,
        decision.verdict(),
        decision.needed(),
        decision.reason());
  }

  private record Decision(Verdict verdict, long needed, String reason) {}

  private Decision decide(
      Variant challenger, Sample.@Nullable Difference cost, Sample.@Nullable Difference quality) {
    if (cost == null) {
      return new Decision(Verdict.NOT_ENOUGH_DATA, 2, "Too few requests have a known cost.");
    }
    if (quality == null) {
      return new Decision(
          Verdict.NOT_ENOUGH_DATA, 2, "Too few answers were scored to compare quality.");
    }
    if (quality.high() < -margin) {
      return cost.high() < 0
          ? new Decision(Verdict.TRADE_OFF, 0, "It is cheaper, and its quality is worse.")
          : new Decision(
              Verdict.BASELINE_WINS, 0, "Its quality is worse, and it is not shown to be cheaper.");
    }
    if (quality.low() < -margin) {
      double distance = Math.max(Math.abs(margin + quality.value()), margin / 2);
      long needed = challenger.quality().needed(baseline.quality(), distance, confidence);
      return new Decision(
          Verdict.NOT_ENOUGH_DATA,
          more(needed, challenger.quality(), baseline.quality()),
          "Its quality could be worse by more than the margin; more scored answers decide that.");
    }
    return decideByCost(challenger, cost, quality.low() > 0);
  }

  /** The quality is at least equal. */
  private Decision decideByCost(Variant challenger, Sample.Difference cost, boolean better) {
    String quality = better ? "Its quality is better" : "Its quality is no worse";
    if (cost.high() < 0) {
      return new Decision(Verdict.CHALLENGER_WINS, 0, quality + ", and it is cheaper.");
    }
    if (cost.low() > 0) {
      return better
          ? new Decision(Verdict.TRADE_OFF, 0, quality + ", and it is dearer.")
          : new Decision(Verdict.BASELINE_WINS, 0, quality + ", but it is dearer.");
    }
    double same = baseline.cost().mean() * SAME_COST;
    if (Math.max(Math.abs(cost.low()), cost.high()) <= same) {
      return better
          ? new Decision(Verdict.CHALLENGER_WINS, 0, quality + " at the same cost.")
          : new Decision(Verdict.NO_DIFFERENCE, 0, "Quality and cost are the same.");
    }
    double distance = Math.max(Math.abs(cost.value()), same);
    long needed = challenger.cost().needed(baseline.cost(), distance, confidence);
    return new Decision(
        Verdict.NOT_ENOUGH_DATA,
        more(needed, challenger.cost(), baseline.cost()),
        quality + "; whether it is cheaper is not decided yet.");
  }

  private static long more(long needed, Sample a, Sample b) {
    return Math.max(1, needed - Math.min(a.count(), b.count()));
  }
}
