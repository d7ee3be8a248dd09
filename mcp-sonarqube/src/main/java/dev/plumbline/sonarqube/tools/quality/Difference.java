package dev.plumbline.sonarqube.tools.quality;

import dev.plumbline.sonarqube.answer.Figure;
import dev.plumbline.sonarqube.answer.Figures;
import dev.plumbline.sonarqube.answer.GateWords;
import dev.plumbline.sonarqube.sonar.History;
import dev.plumbline.sonarqube.sonar.Mode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** How a figure changed between two analyses. */
record Difference(String figure, String before, String now, String change) {
  /** What a digest compares. */
  static final List<Figure> COMPARED =
      List.of(
          Figure.ISSUES,
          Figure.SECURITY,
          Figure.RELIABILITY,
          Figure.MAINTAINABILITY,
          Figure.DEBT,
          Figure.COVERAGE,
          Figure.DUPLICATION,
          Figure.LINES);

  static List<Difference> between(Instant before, Instant now, History history, Figures figures) {
    Mode mode = figures.sonarQube().server().mode();
    List<Difference> changes = new ArrayList<>();
    Optional<String> gateBefore = history.at("alert_status", before).map(GateWords::of);
    Optional<String> gateNow = history.at("alert_status", now).map(GateWords::of);
    if (gateBefore.isPresent() || gateNow.isPresent()) {
      String from = gateBefore.orElse("–");
      String to = gateNow.orElse("–");
      changes.add(new Difference("Quality gate", from, to, from.equals(to) ? "=" : "changed"));
    }
    for (Figure figure : COMPARED) {
      String metric = figure.metric(figures.sonarQube());
      Optional<String> from = history.at(metric, before);
      Optional<String> to = history.at(metric, now);
      if (from.isPresent() || to.isPresent()) {
        changes.add(
            new Difference(
                figure.label(mode),
                from.map(value -> figures.human(metric, value)).orElse("–"),
                to.map(value -> figures.human(metric, value)).orElse("–"),
                difference(metric, from.orElse(""), to.orElse(""), figures)));
      }
    }
    return changes;
  }

  private static String difference(String metric, String from, String to, Figures figures) {
    OptionalDouble before = Figures.parse(from);
    OptionalDouble now = Figures.parse(to);
    if (before.isEmpty() || now.isEmpty()) {
      return "–";
    }
    double difference = now.getAsDouble() - before.getAsDouble();
    if (Math.abs(difference) < 0.05) {
      return "=";
    }
    String amount = figures.human(metric, String.valueOf(Math.abs(difference)));
    return (difference > 0 ? "+" : "−") + amount;
  }
}
