package dev.plumbline.sonarqube.report;

import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.sonarqube.answer.Figure;
import dev.plumbline.sonarqube.answer.Figures;
import dev.plumbline.sonarqube.answer.GateWords;
import dev.plumbline.sonarqube.answer.NewCodeWords;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.GateStatus;
import dev.plumbline.sonarqube.sonar.Issue;
import dev.plumbline.sonarqube.sonar.Keys;
import dev.plumbline.sonarqube.sonar.Metric;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A quality report for people. */
final class MarkdownReport {
  private static final int TOP = 15;
  private static final int ISSUES = 50;

  private final ReportData data;
  private final Figures figures;

  private MarkdownReport(ReportData data) {
    this.data = data;
    this.figures = new Figures(data.sonarQube(), data.measures());
  }

  static String of(ReportData data) {
    MarkdownReport report = new MarkdownReport(data);
    return Wording.paragraphs(
            "# Quality of " + Next.title(data.scope()),
            "Quality gate: **%s**.".formatted(GateWords.of(data.gate().status())),
            report.conditions(),
            "## Figures",
            report.measures(),
            NewCodeWords.of(data.scope(), data.measures(), data.gate()),
            "## Issues",
            "%s, %s to mend them."
                .formatted(
                    Wording.count(data.total(), "issue"),
                    Wording.effort(data.issues().stream().mapToLong(Issue::effortMinutes).sum())),
            report.counts("Rule", Issue::rule, report::rule),
            report.counts(
                "File", issue -> issue.path().value(), path -> Untrusted.of(path).inline(200)),
            report.worst(),
            data.isCut() ? "SonarQube's search shows the first 10,000 issues only." : "",
            Untrusted.LEGEND)
        + "\n";
  }

  private String conditions() {
    if (data.gate().conditions().isEmpty()) {
      return "";
    }
    Table table = new Table("Condition", "Actual:", "Threshold", "Result");
    for (GateStatus.Condition condition : data.gate().conditions()) {
      Metric metric = data.sonarQube().server().metrics().get(condition.metric());
      table.row(
          metric == null ? condition.metric() : metric.name(),
          figures.human(condition.metric(), condition.actual()),
          (condition.comparator().equals("LT") ? "at least " : "at most ")
              + figures.human(condition.metric(), condition.threshold()),
          GateWords.of(condition.status()));
    }
    return table.toString();
  }

  private String measures() {
    Table table = new Table("Figure", "Overall:", "New code:");
    for (Figure figure : Figure.values()) {
      String overall = figures.text(figure);
      String fresh = figures.newText(figure);
      if (!overall.equals("–") || !fresh.equals("–")) {
        table.row(figure.label(data.mode()), overall, fresh);
      }
    }
    return table.toString();
  }

  private String rule(String key) {
    Untrusted name = data.ruleNames().getOrDefault(key, Untrusted.of(""));
    return Keys.show(key) + (name.isEmpty() ? "" : " " + name.inline(120));
  }

  private String counts(String title, Function<Issue, String> by, Function<String, String> shown) {
    Map<String, Long> counts =
        data.issues().stream().collect(Collectors.groupingBy(by, Collectors.counting()));
    if (counts.isEmpty()) {
      return "";
    }
    Table table = new Table(title, "Issues:");
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(TOP)
        .forEach(entry -> table.row(shown.apply(entry.getKey()), Wording.count(entry.getValue())));
    return table.toString();
  }

  private String worst() {
    if (data.issues().isEmpty()) {
      return "";
    }
    Table table = new Table("Severity", "Rule", "Where", "Message", "Effort:");
    List<Issue> shown = data.issues().stream().limit(ISSUES).toList();
    for (Issue issue : shown) {
      table.row(
          issue.worst(data.mode()),
          Keys.show(issue.rule()),
          issue.path().inline(160) + (issue.line() > 0 ? ":" + issue.line() : ""),
          issue.message().inline(200),
          issue.effortMinutes() == 0 ? "–" : Wording.effort(issue.effortMinutes()));
    }
    return "The worst %d:\n\n%s".formatted(shown.size(), table);
  }
}
