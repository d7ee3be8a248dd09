package dev.plumbline.sonarqube.tools.code;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.plumbline.sonarqube.answer.Figure;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What files are ranked by. */
public enum Ranking {
  @JsonProperty("issues")
  ISSUES(Figure.ISSUES),
  @JsonProperty("smells")
  SMELLS(Figure.MAINTAINABILITY),
  @JsonProperty("debt")
  DEBT(Figure.DEBT),
  @JsonProperty("bugs")
  BUGS(Figure.RELIABILITY),
  @JsonProperty("vulnerabilities")
  VULNERABILITIES(Figure.SECURITY),
  @JsonProperty("hotspots")
  HOTSPOTS(Figure.HOTSPOTS),
  @JsonProperty("coverage")
  COVERAGE(Figure.COVERAGE),
  @JsonProperty("uncovered_lines")
  UNCOVERED_LINES("uncovered_lines", "new_uncovered_lines"),
  @JsonProperty("duplication")
  DUPLICATION(Figure.DUPLICATION),
  @JsonProperty("complexity")
  COMPLEXITY("complexity", ""),
  @JsonProperty("cognitive_complexity")
  COGNITIVE_COMPLEXITY("cognitive_complexity", ""),
  @JsonProperty("size")
  SIZE(Figure.LINES);

  private final @Nullable Figure figure;
  private final String metric;
  private final String newMetric;

  Ranking(Figure figure) {
    this(figure, "", "");
  }

  Ranking(String metric, String newMetric) {
    this(null, metric, newMetric);
  }

  Ranking(@Nullable Figure figure, String metric, String newMetric) {
    this.figure = figure;
    this.metric = metric;
    this.newMetric = newMetric;
  }

  /** The metric on a server; empty when new code has none. */
  Optional<String> metric(SonarQube sonarQube, boolean ofNewCode) {
    if (figure != null) {
      return ofNewCode ? figure.newMetric(sonarQube) : Optional.of(figure.metric(sonarQube));
    }
    return Optional.of(ofNewCode ? newMetric : metric).filter(key -> !key.isEmpty());
  }

  /** Whether the smallest values are the worst. */
  boolean isAscending() {
    return this == COVERAGE;
  }
}
