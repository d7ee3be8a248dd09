package dev.plumbline.stats.evaluation;

import dev.plumbline.usage.analysis.Anomalies;
import dev.plumbline.usage.analysis.Anomaly;
import dev.plumbline.usage.analysis.DailySeries;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** How well anomalies are detected over many series, beside a rule that knows no weekdays. */
final class AnomalyScores {
  private static final int JUDGED_FROM = 28;
  private static final int INJECTIONS = 5;

  private AnomalyScores() {}

  /**
   * What a detector found.
   *
   * @param spikes how many known spikes there are
   * @param found how many of them it found
   * @param falseAlarms what else it found, days of the provider's outage left aside
   * @param days how many days it judged
   */
  record Detection(int spikes, int found, int falseAlarms, int days) {
    double alarmsPer100Days() {
      return 100.0 * falseAlarms / days;
    }
  }

  /** Of the known spikes. */
  static Detection known(List<Case> cases, Function<DailySeries, List<Anomaly>> detector) {
    int spikes = 0;
    int found = 0;
    int falseAlarms = 0;
    int days = 0;
    for (Case one : cases) {
      List<Anomaly> anomalies = detector.apply(one.series());
      spikes += one.spikeFirst() == null ? 0 : 1;
      found += anomalies.stream().anyMatch(one::hits) ? 1 : 0;
      falseAlarms += (int) anomalies.stream().filter(anomaly -> !one.excusable(anomaly)).count();
      days += one.series().size() - JUDGED_FROM;
    }
    return new Detection(spikes, found, falseAlarms, days);
  }

  /** The share found of days multiplied by a factor, some in each series, one at a time. */
  static double injected(
      List<Case> cases, double factor, Function<DailySeries, List<Anomaly>> detector) {
    Random random = new Random(1);
    int found = 0;
    int all = 0;
    for (Case one : cases) {
      for (int count = 0; count < INJECTIONS; count++) {
        int day = JUDGED_FROM + 14 + random.nextInt(one.series().size() - JUDGED_FROM - 14);
        DailySeries changed = times(one.series(), day, factor);
        boolean hit =
            detector.apply(changed).stream()
                .anyMatch(anomaly ->
                    !changed.day(day).isBefore(anomaly.first())
                        && !changed.day(day).isAfter(anomaly.last()));
        found += hit ? 1 : 0;
        all++;
      }
    }
    return (double) found / all;
  }

  private static DailySeries times(DailySeries series, int day, double factor) {
    List<BigDecimal> values = new ArrayList<>(series.values());
    values.set(day, values.get(day).multiply(BigDecimal.valueOf(factor)));
    return new DailySeries(series.first(), values);
  }

  /** Ours. */
  static List<Anomaly> ours(DailySeries series) {
    return Anomalies.detect(series);
  }

  /** The baseline: more than three standard deviations from the mean of the last 28 days. */
  static List<Anomaly> threeSigma(DailySeries series) {
    double[] values = series.doubles();
    List<Anomaly> found = new ArrayList<>();
    for (int day = JUDGED_FROM; day < values.length; day++) {
      double[] recent = Arrays.copyOfRange(values, day - JUDGED_FROM, day);
      double mean = Arrays.stream(recent).average().orElse(0);
      double variance =
          Arrays.stream(recent).map(value -> (value - mean) * (value - mean)).sum()
              / (recent.length - 1);
      double score = (values[day] - mean) / Math.sqrt(variance);
      if (Math.abs(score) > 3) {
        BigDecimal actual = series.values().get(day);
        found.add(
            new Anomaly(series.day(day), series.day(day), actual, BigDecimal.valueOf(mean), score));
      }
    }
    return found;
  }
}
