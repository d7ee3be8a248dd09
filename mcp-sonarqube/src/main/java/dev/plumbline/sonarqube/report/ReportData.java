package dev.plumbline.sonarqube.report;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.sonarqube.answer.Figure;
import dev.plumbline.sonarqube.sonar.GateStatus;
import dev.plumbline.sonarqube.sonar.Issue;
import dev.plumbline.sonarqube.sonar.IssueFilter;
import dev.plumbline.sonarqube.sonar.IssuePage;
import dev.plumbline.sonarqube.sonar.IssueQuery;
import dev.plumbline.sonarqube.sonar.Measures;
import dev.plumbline.sonarqube.sonar.Mode;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What a report is made of.
 *
 * @param issues worst first, at most 10,000
 * @param total how many issues there are
 * @param ruleNames names of the issues' rules
 */
public record ReportData(
    SonarQube sonarQube,
    Scope scope,
    GateStatus gate,
    Measures measures,
    List<Issue> issues,
    long total,
    Map<String, Untrusted> ruleNames) {
  public ReportData {
    issues = List.copyOf(issues);
  }

  /**
   * Reads it from the server.
   *
   * @throws Failure when the server does not answer
   */
  public static ReportData of(SonarQube sonarQube, Scope scope, IssueFilter filter) {
    Mode mode = sonarQube.server().mode();
    IssuePage page = sonarQube.issues().collect(IssueQuery.of(scope, filter), IssuePage.REACHABLE);
    List<Issue> issues =
        page.issues().stream()
            .sorted(
                Comparator.comparingInt((Issue issue) -> -issue.worst(mode).rank())
                    .thenComparing(issue -> issue.path().value())
                    .thenComparingInt(Issue::line))
            .toList();
    return new ReportData(
        sonarQube,
        scope,
        sonarQube.qualityGates().status(scope),
        sonarQube.measures().of(scope, Figure.metrics(sonarQube, Figure.all())),
        issues,
        page.total(),
        page.ruleNames());
  }

  Mode mode() {
    return sonarQube.server().mode();
  }

  /** Whether SonarQube's search did not show all issues. */
  public boolean isCut() {
    return total > issues.size();
  }
}
