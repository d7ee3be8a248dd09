package dev.plumbline.sonarqube.answer;

import dev.plumbline.sonarqube.sonar.IssueFilter;
import dev.plumbline.sonarqube.sonar.IssuePage;
import dev.plumbline.sonarqube.sonar.IssueQuery;
import dev.plumbline.sonarqube.sonar.Mode;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.Severity;
import dev.plumbline.sonarqube.sonar.SoftwareQuality;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A search of issues that harm one quality, and the rows it gives. */
public record IssueSearch(
    SonarQube sonarQube, SoftwareQuality quality, Scope scope, IssueFilter filter, Window window) {

  /** Runs it; beyond SonarQube's reach there are counts only. */
  public IssuePage run(List<String> facets) {
    IssueQuery query = IssueQuery.of(scope, filter).counting(facets);
    if (!window.reachable()) {
      IssuePage first = sonarQube.issues().worstFirst(query.page(1, 1));
      return new IssuePage(
          List.of(), first.total(), first.effortMinutes(), first.facets(), first.ruleNames());
    }
    return sonarQube.issues().worstFirst(query.page(window.page(), window.limit()));
  }

  public List<IssueRow> rows(IssuePage page, int count) {
    Mode mode = sonarQube.server().mode();
    return page.issues().stream()
        .limit(count)
        .map(issue -> IssueRow.of(issue, quality, mode, scope.project() == null))
        .toList();
  }

  /** Counts by severity, worst first, of all severities. */
  public Map<String, Long> counts(IssuePage page) {
    Map<String, Long> found = page.facet(sonarQube.issues().severityFacet());
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Severity severity : Severity.of(sonarQube.server().mode())) {
      counts.put(severity.name(), found.getOrDefault(severity.name(), 0L));
    }
    return counts;
  }
}
