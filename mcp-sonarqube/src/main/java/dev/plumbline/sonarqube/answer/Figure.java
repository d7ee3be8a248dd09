package dev.plumbline.sonarqube.answer;

import dev.plumbline.sonarqube.sonar.Mode;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Something measured, and the metrics that hold it in either mode, overall and in new code. */
public enum Figure {
  SECURITY_RATING(
      "Security rating",
      "software_quality_security_rating",
      "new_software_quality_security_rating",
      "security_rating",
      "new_security_rating"),
  RELIABILITY_RATING(
      "Reliability rating",
      "software_quality_reliability_rating",
      "new_software_quality_reliability_rating",
      "reliability_rating",
      "new_reliability_rating"),
  MAINTAINABILITY_RATING(
      "Maintainability rating",
      "software_quality_maintainability_rating",
      "new_software_quality_maintainability_rating",
      "sqale_rating",
      "new_maintainability_rating"),
  REVIEW_RATING("Security review rating", "security_review_rating", "new_security_review_rating"),
  ISSUES("Issues", "violations", "new_violations"),
  SECURITY(
      "Security issues",
      "software_quality_security_issues",
      "new_software_quality_security_issues",
      "vulnerabilities",
      "new_vulnerabilities"),
  RELIABILITY(
      "Reliability issues",
      "software_quality_reliability_issues",
      "new_software_quality_reliability_issues",
      "bugs",
      "new_bugs"),
  MAINTAINABILITY(
      "Maintainability issues",
      "software_quality_maintainability_issues",
      "new_software_quality_maintainability_issues",
      "code_smells",
      "new_code_smells"),
  ACCEPTED("Accepted issues", "accepted_issues", "new_accepted_issues"),
  HOTSPOTS("Security hotspots", "security_hotspots", "new_security_hotspots"),
  COVERAGE("Coverage", "coverage", "new_coverage"),
  LINE_COVERAGE("Line coverage", "line_coverage", "new_line_coverage"),
  BRANCH_COVERAGE("Branch coverage", "branch_coverage", "new_branch_coverage"),
  DUPLICATION("Duplicated lines", "duplicated_lines_density", "new_duplicated_lines_density"),
  DEBT(
      "Technical debt",
      "software_quality_maintainability_remediation_effort",
      "new_software_quality_maintainability_remediation_effort",
      "sqale_index",
      "new_technical_debt"),
  DEBT_RATIO(
      "Technical debt ratio",
      "software_quality_maintainability_debt_ratio",
      "new_software_quality_maintainability_debt_ratio",
      "sqale_debt_ratio",
      "new_sqale_debt_ratio"),
  LINES("Lines of code", "ncloc", "new_lines"),
  FILES("Files", "files", "");

  private final String label;
  private final String mqr;
  private final String newMqr;
  private final String standard;
  private final String newStandard;

  Figure(String label, String metric, String newMetric) {
    this(label, metric, newMetric, metric, newMetric);
  }

  Figure(String label, String mqr, String newMqr, String standard, String newStandard) {
    this.label = label;
    this.mqr = mqr;
    this.newMqr = newMqr;
    this.standard = standard;
    this.newStandard = newStandard;
  }

  /** Its name in the words of a mode. */
  public String label(Mode mode) {
    if (mode == Mode.MQR) {
      return label;
    }
    return switch (this) {
      case SECURITY -> "Vulnerabilities";
      case RELIABILITY -> "Bugs";
      case MAINTAINABILITY -> "Code smells";
      default -> label;
    };
  }

  /** The metric of all code: a server in MQR mode may be too old to have its own. */
  public String metric(SonarQube server) {
    return choose(server, mqr, standard);
  }

  /** The metric of new code, if there is one. */
  public Optional<String> newMetric(SonarQube server) {
    return Optional.of(choose(server, newMqr, newStandard)).filter(key -> !key.isEmpty());
  }

  /** The metrics of all these figures, of all and of new code. */
  public static List<String> metrics(SonarQube server, List<Figure> figures) {
    return figures.stream()
        .flatMap(figure ->
            Stream.concat(Stream.of(figure.metric(server)), figure.newMetric(server).stream()))
        .toList();
  }

  public static List<Figure> all() {
    return Arrays.asList(values());
  }

  private static String choose(SonarQube sonarQube, String mqr, String standard) {
    boolean own =
        sonarQube.server().mode() == Mode.MQR && sonarQube.server().metrics().containsKey(mqr);
    return own ? mqr : standard;
  }
}
