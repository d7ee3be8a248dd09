package dev.plumbline.sonarqube.tools;

import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Detail;
import dev.plumbline.sonarqube.sonar.Issue;
import dev.plumbline.sonarqube.sonar.Keys;
import dev.plumbline.sonarqube.sonar.Mode;
import dev.plumbline.sonarqube.sonar.SoftwareQuality;
import java.util.List;
import java.util.stream.Collectors;

/** An issue as a row. */
record IssueRow(
    String key,
    String severity,
    String rule,
    String project,
    Untrusted file,
    int line,
    Untrusted message,
    long effortMinutes) {

  static IssueRow of(Issue issue, SoftwareQuality quality, Mode mode) {
    return new IssueRow(
        issue.key(),
        issue.severity(quality, mode).name(),
        issue.rule(),
        issue.project(),
        issue.path(),
        issue.line(),
        issue.message(),
        issue.effortMinutes());
  }

  /**
   * The issues as a table.
   *
   * @param withProject whether they are of several projects
   */
  static String table(List<Issue> issues, List<IssueRow> rows, boolean withProject, Detail detail) {
    boolean full = detail == Detail.FULL;
    Table table =
        full
            ? new Table("Severity", "Rule", "Where", "Message", "Effort:", "Age:", "Tags", "Issue")
            : new Table("Severity", "Rule", "Where", "Message", "Effort:", "Issue");
    for (int i = 0; i < rows.size(); i++) {
      IssueRow row = rows.get(i);
      String where = (withProject ? Keys.show(row.project) + " " : "") + row.where();
      String rule = Keys.show(row.rule);
      String effort = row.effortMinutes == 0 ? "–" : Wording.effort(row.effortMinutes);
      if (full) {
        Issue issue = issues.get(i);
        table.row(
            row.severity,
            rule,
            where,
            row.message.inline(400),
            effort,
            Wording.age(issue.created()),
            tags(issue),
            key(row.key));
      } else {
        table.row(row.severity, rule, where, row.message.inline(120), effort, key(row.key));
      }
    }
    return table.toString();
  }

  private String where() {
    return file.inline(160) + (line > 0 ? ":" + line : "");
  }

  private static String tags(Issue issue) {
    String tags = issue.tags().stream().map(Untrusted::value).collect(Collectors.joining(" "));
    return tags.isBlank() ? "–" : Untrusted.of(tags).inline(80);
  }

  private static String key(String key) {
    return Keys.isIssue(key) ? key : Untrusted.of(key).inline(50);
  }
}
