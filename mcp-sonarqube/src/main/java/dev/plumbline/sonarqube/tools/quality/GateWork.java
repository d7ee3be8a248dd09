package dev.plumbline.sonarqube.tools.quality;

import dev.plumbline.sonarqube.answer.Figures;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.GateStatus;
import dev.plumbline.sonarqube.sonar.Measures;
import dev.plumbline.sonarqube.sonar.Metric;
import java.util.List;
import java.util.OptionalDouble;

/** Says what is to be done so that a failed condition passes. */
record GateWork(Measures measures, Figures figures) {
  /** What this needs beside the conditions' own metrics. */
  static final List<String> METRICS =
      List.of(
          "lines_to_cover",
          "uncovered_lines",
          "conditions_to_cover",
          "uncovered_conditions",
          "new_lines_to_cover",
          "new_uncovered_lines",
          "new_conditions_to_cover",
          "new_uncovered_conditions",
          "ncloc",
          "new_lines",
          "lines");

  String of(GateStatus.Condition condition) {
    OptionalDouble actual = Figures.parse(condition.actual());
    OptionalDouble threshold = Figures.parse(condition.threshold());
    if (actual.isEmpty() || threshold.isEmpty()) {
      return "Look at what it measures.";
    }
    String metric = condition.metric();
    double distance = Math.abs(actual.getAsDouble() - threshold.getAsDouble());
    if (metric.endsWith("coverage")) {
      return coverage(metric, threshold.getAsDouble());
    }
    if (metric.endsWith("duplicated_lines_density")) {
      return duplication(metric, distance);
    }
    Metric known = figures.sonarQube().server().metrics().get(metric);
    String name = known == null ? metric : known.name();
    String type = known == null ? "" : known.type();
    return switch (type) {
      case "RATING" ->
          "Mend what is worst: the rating must be %s or better."
              .formatted(figures.human(metric, condition.threshold()));
      case "INT" ->
          "%s %s (%s)."
              .formatted(
                  condition.comparator().equals("LT") ? "It takes" : "Mend",
                  Wording.count((long) Math.ceil(distance))
                      + (condition.comparator().equals("LT") ? " more" : " of them"),
                  name);
      case "WORK_DUR" -> "Mend " + Wording.effort(Math.round(distance)) + " of it.";
      default -> "It is off by %s.".formatted(figures.human(metric, String.valueOf(distance)));
    };
  }

  private String coverage(String metric, double threshold) {
    String prefix = metric.startsWith("new_") ? "new_" : "";
    boolean lines = metric.endsWith("line_coverage");
    boolean branches = metric.endsWith("branch_coverage");
    double all = 0;
    double uncovered = 0;
    if (!branches) {
      all += number(prefix + "lines_to_cover");
      uncovered += number(prefix + "uncovered_lines");
    }
    if (!lines) {
      all += number(prefix + "conditions_to_cover");
      uncovered += number(prefix + "uncovered_conditions");
    }
    if (all == 0) {
      return "Cover more of it: get_coverage_gaps says where.";
    }
    long missing = (long) Math.ceil(threshold / 100 * all - (all - uncovered) - 1e-9);
    return "Cover %s more of the %s uncovered lines and branches: get_coverage_gaps says which."
        .formatted(Wording.count(Math.max(1, missing)), Wording.count(Math.round(uncovered)));
  }

  private String duplication(String metric, double distance) {
    double lines = number(metric.startsWith("new_") ? "new_lines" : "lines");
    return lines == 0
        ? "Remove duplications: rank_files by duplication says where."
        : "Remove about %s duplicated lines: rank_files by duplication says where."
            .formatted(Wording.count((long) Math.ceil(distance / 100 * lines)));
  }

  private double number(String metric) {
    return measures.number(metric).orElse(0);
  }
}
