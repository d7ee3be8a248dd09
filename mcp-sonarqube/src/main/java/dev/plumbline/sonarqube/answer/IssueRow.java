package dev.plumbline.sonarqube.answer;

import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Detail;
import dev.plumbline.sonarqube.sonar.Issue;
import dev.plumbline.sonarqube.sonar.Keys;
import dev.plumbline.sonarqube.sonar.Mode;
import dev.plumbline.sonarqube.sonar.SoftwareQuality;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An issue as a row.
 *
 * @param project only when the rows are of several projects
 */
public record IssueRow(
    String key,
    String severity,
    String rule,
    @Nullable String project,
    Untrusted where,
    Untrusted message) {

  public static IssueRow of(Issue issue, SoftwareQuality quality, Mode mode, boolean withProject) {
    String line = issue.line() > 0 ? ":" + issue.line() : "";
    return new IssueRow(
        issue.key(),
        issue.severity(quality, mode).name(),
        issue.rule(),
        withProject ? issue.project() : null,
        Untrusted.of(issue.path().value() + line),
        issue.message());
  }

  /** The issues as a table; {@code rows} are those of {@code issues} to show. */
  public static String table(List<Issue> issues, List<IssueRow> rows, Detail detail) {
    boolean full = detail == Detail.FULL;
    Table table =
        full
            ? new Table("Severity", "Rule", "Where", "Message", "Effort:", "Age:", "Tags", "Issue")
            : new Table("Severity", "Rule", "Where", "Message", "Effort:", "Issue");
    for (int i = 0; i < rows.size(); i++) {
      IssueRow row = rows.get(i);
      Issue issue = issues.get(i);
      String rule = Keys.show(row.rule);
      if (full) {
        table.row(
            row.severity,
            rule,
            row.place(),
            row.message.inline(400),
            effort(issue),
            Wording.age(issue.created()),
            tags(issue),
            row.shownKey());
      } else {
        table.row(
            row.severity,
            rule,
            row.place(),
            row.message.inline(120),
            effort(issue),
            row.shownKey());
      }
    }
    return table.toString();
  }

  private String place() {
    return (project == null ? "" : Keys.show(project) + " ") + where.inline(160);
  }

  private String shownKey() {
    return Keys.isIssue(key) ? key : Untrusted.of(key).inline(50);
  }

  private static String effort(Issue issue) {
    return issue.effortMinutes() == 0 ? "–" : Wording.effort(issue.effortMinutes());
  }

  private static String tags(Issue issue) {
    String tags = issue.tags().stream().map(Untrusted::value).collect(Collectors.joining(" "));
    return tags.isBlank() ? "–" : Untrusted.of(tags).inline(80);
  }
}
