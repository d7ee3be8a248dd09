package dev.plumbline.stats.evaluation;

import dev.plumbline.stats.analysis.Leak;
import dev.plumbline.stats.analysis.Leaks;
import dev.plumbline.usage.analysis.Anomaly;
import dev.plumbline.usage.analysis.DailySeries;
import dev.plumbline.usage.analysis.ForecastMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Measures forecasts, anomalies and leaks on sample organisations and writes the tables. */
public final class Evaluation {
  private static final double SHARE = 0.8;
  private static final List<Integer> AHEAD = List.of(7, 28);
  private static final List<Double> FACTORS = List.of(1.3, 1.5, 2.0, 3.0, 0.3);

  private final List<SampleCases> organisations;
  private final Map<String, List<Case>> groups = new LinkedHashMap<>();

  public Evaluation(List<SampleCases> organisations) {
    this.organisations = List.copyOf(organisations);
    for (SampleCases organisation : organisations) {
      for (Case one : organisation.cases()) {
        groups.computeIfAbsent(one.group(), any -> new ArrayList<>()).add(one);
      }
    }
  }

  /** All tables as Markdown. */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    forecasts(text);
    coverage(text);
    anomalies(text);
    leaks(text);
    return text.toString();
  }

  private void forecasts(StringBuilder text) {
    text.append("## Forecasts\n\n")
        .append("| series | days ahead | method | MASE | error of the total | forecasts |\n")
        .append("|---|--:|---|--:|--:|--:|\n");
    groups.forEach((group, cases) -> {
      for (int days : AHEAD) {
        for (ForecastMethod method : ForecastMethod.values()) {
          ForecastScores.Accuracy score = ForecastScores.accuracy(cases, method, days);
          row(
              text,
              group,
              Integer.toString(days),
              method.name().toLowerCase(Locale.ROOT).replace('_', ' '),
              two(score.mase()),
              String.format(Locale.ROOT, "%.1f%%", 100 * score.totalError()),
              count(score.forecasts()));
        }
      }
    });
  }

  private void coverage(StringBuilder text) {
    text.append("\n## Intervals\n\n")
        .append("| series | days ahead | asked for | held | stated | width | forecasts |\n")
        .append("|---|--:|--:|--:|--:|--:|--:|\n");
    groups.forEach((group, cases) -> {
      for (int days : AHEAD) {
        ForecastScores.Coverage score = ForecastScores.coverage(cases, days, SHARE);
        row(
            text,
            group,
            Integer.toString(days),
            percent(SHARE),
            percent((double) score.inside() / score.forecasts()),
            percent(score.measured()),
            percent(score.width()),
            count(score.forecasts()));
      }
    });
  }

  private void anomalies(StringBuilder text) {
    text.append("\n## Anomalies\n\n")
        .append("| series | detector | known spikes found | false alarms in 100 days |");
    FACTORS.forEach(factor -> text.append(" day × ").append(factor).append(" found |"));
    text.append("\n|---|---|--:|--:|").append("--:|".repeat(FACTORS.size())).append('\n');
    groups.forEach((group, cases) -> {
      detector(text, group, cases, "weekday-aware (used)", AnomalyScores::ours);
      detector(text, group, cases, "three standard deviations", AnomalyScores::threeSigma);
    });
  }

  private static void detector(
      StringBuilder text,
      String group,
      List<Case> cases,
      String name,
      Function<DailySeries, List<Anomaly>> detector) {
    AnomalyScores.Detection known = AnomalyScores.known(cases, detector);
    List<String> cells =
        new ArrayList<>(
            List.of(
                group,
                name,
                known.found() + " of " + known.spikes(),
                two(known.alarmsPer100Days())));
    FACTORS.forEach(factor -> cells.add(percent(AnomalyScores.injected(cases, factor, detector))));
    row(text, cells.toArray(String[]::new));
  }

  private void leaks(StringBuilder text) {
    text.append("\n## Quiet leaks\n\n")
        .append(
            "| organisation | leaking key | its first day | called leaking | first day found |\n")
        .append("|--:|---|---|---|---|\n");
    int number = 0;
    for (SampleCases organisation : organisations) {
      number++;
      List<Leak> found = Leaks.find(organisation.keys());
      row(
          text,
          Integer.toString(number),
          organisation.story().leakKey(),
          organisation.story().leakSince().toString(),
          found.isEmpty() ? "none" : String.join(", ", found.stream().map(Leak::value).toList()),
          found.isEmpty() ? "" : found.getFirst().since().toString());
    }
  }

  private static void row(StringBuilder text, String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String two(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f%%", 100 * share);
  }

  private static String count(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
