package dev.plumbline.sonarqube.report;

import dev.plumbline.sonarqube.sonar.FakeSonarQube;
import dev.plumbline.sonarqube.sonar.IssueFilter;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.tools.Canned;
import java.util.List;
import org.sonarqube.ws.Common;
import org.sonarqube.ws.Issues;
import org.sonarqube.ws.Measures;

/** Reports of a project with given issues. */
final class Reported {
  private Reported() {}

  static String as(ReportFormat format, FakeSonarQube fake, Issues.Issue.Builder... issues) {
    return as(format, fake, issues.length, issues);
  }

  static String as(
      ReportFormat format, FakeSonarQube fake, long total, Issues.Issue.Builder... issues) {
    Canned.analyzed(fake, "2026-08-02T00:00:00+0000");
    fake.proto(
        "api/measures/component",
        Measures.ComponentWsResponse.newBuilder()
            .setComponent(Canned.measures(List.of("violations", "3", "coverage", "71.25")))
            .build());
    Issues.SearchWsResponse.Builder found = Canned.issues(total, 0, "x").toBuilder();
    for (Issues.Issue.Builder issue : issues) {
      found.addIssues(issue);
    }
    found.setRules(
        Common.Rules.newBuilder()
            .addRules(Common.Rule.newBuilder().setKey("java:S1192").setName("Literals")));
    fake.proto(Canned.SEARCH, found.build());
    return format.write(ReportData.of(fake.client(), Scope.of("shop"), IssueFilter.any()));
  }

  /** An issue of a severity in MQR mode. */
  static Issues.Issue.Builder issue(int number, Common.ImpactSeverity severity) {
    return Canned.issue(number, "Message " + number)
        .clearImpacts()
        .addImpacts(
            Common.Impact.newBuilder()
                .setSoftwareQuality(Common.SoftwareQuality.SECURITY)
                .setSeverity(severity));
  }
}
