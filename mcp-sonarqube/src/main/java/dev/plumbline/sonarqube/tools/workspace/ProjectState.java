package dev.plumbline.sonarqube.tools.workspace;

import dev.plumbline.kernel.Failure;
import dev.plumbline.sonarqube.answer.Figure;
import dev.plumbline.sonarqube.sonar.GateStatus;
import dev.plumbline.sonarqube.sonar.Issue;
import dev.plumbline.sonarqube.sonar.IssueFilter;
import dev.plumbline.sonarqube.sonar.IssuePage;
import dev.plumbline.sonarqube.sonar.IssueQuery;
import dev.plumbline.sonarqube.sonar.Measures;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A project at one time.
 *
 * @param gate empty when it was never analyzed
 * @param issues the open ones by key, at most 10,000
 */
record ProjectState(Optional<GateStatus> gate, Measures measures, Map<String, Issue> issues) {
  static final List<Figure> FIGURES =
      List.of(
          Figure.ISSUES,
          Figure.SECURITY,
          Figure.RELIABILITY,
          Figure.MAINTAINABILITY,
          Figure.DEBT,
          Figure.COVERAGE,
          Figure.DUPLICATION);

  static ProjectState of(SonarQube sonarQube, Scope scope) {
    try {
      sonarQube.projects().scope(scope.key(), scope.branch(), null);
    } catch (Failure.NotFound newProject) {
      return new ProjectState(Optional.empty(), Measures.none(), Map.of());
    }
    List<String> metrics = new ArrayList<>(List.of("alert_status"));
    FIGURES.forEach(figure -> metrics.add(figure.metric(sonarQube)));
    IssueQuery query = IssueQuery.of(scope, IssueFilter.any());
    Map<String, Issue> issues = new LinkedHashMap<>();
    sonarQube
        .issues()
        .collect(query, IssuePage.REACHABLE)
        .issues()
        .forEach(issue -> issues.put(issue.key(), issue));
    return new ProjectState(
        Optional.of(sonarQube.qualityGates().status(scope)),
        sonarQube.measures().of(scope, metrics),
        issues);
  }

  /** The issues of this state that another one has not. */
  List<Issue> without(ProjectState other) {
    return issues.values().stream().filter(it -> !other.issues.containsKey(it.key())).toList();
  }
}
