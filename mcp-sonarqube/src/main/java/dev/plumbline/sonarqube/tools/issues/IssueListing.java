package dev.plumbline.sonarqube.tools.issues;

import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.Issue;
import dev.plumbline.sonarqube.sonar.Keys;
import dev.plumbline.sonarqube.sonar.Mode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Issues as Markdown: a table with the columns that tell something, or by rule when there are many.
 */
record IssueListing(List<Issue> issues, Mode mode, boolean withProject, boolean full) {
  /** From here on a concise list names each rule and message once. */
  static final int LONG = 50;

  String markdown() {
    if (issues.isEmpty()) {
      return "";
    }
    return issues.size() > LONG && !full ? byRule() : table();
  }

  private String table() {
    Map<String, Function<Issue, String>> columns = new LinkedHashMap<>();
    columns.put("Severity", this::severity);
    columns.put("Rule", issue -> Keys.show(issue.rule()));
    columns.put("Where", this::place);
    columns.put("Message", issue -> issue.message().inline(full ? 400 : 110));
    columns.put("Effort:", issue -> effort(issue));
    addIfAny(columns, "Status", issue -> issue.status().equals("OPEN") ? "" : issue.status());
    addIfAny(columns, "Assignee", issue -> shown(issue.assignee(), 40));
    addIfAny(columns, "Author", issue -> shown(issue.author(), 50));
    if (full) {
      addIfAny(columns, "Tags", IssueListing::tags);
      columns.put("Age:", issue -> Wording.age(issue.created()));
    }
    columns.put("Issue", IssueListing::key);
    Table table = new Table(columns.keySet().toArray(String[]::new));
    for (Issue issue : issues) {
      table.row(columns.values().stream().map(column -> column.apply(issue)).toArray());
    }
    return table.toString();
  }

  private void addIfAny(
      Map<String, Function<Issue, String>> columns, String title, Function<Issue, String> value) {
    if (issues.stream().anyMatch(issue -> !value.apply(issue).isEmpty())) {
      columns.put(title, issue -> value.apply(issue).isEmpty() ? "–" : value.apply(issue));
    }
  }

  private String severity(Issue issue) {
    if (!full || mode == Mode.STANDARD || issue.impacts().size() < 2) {
      return issue.worst(mode).name();
    }
    return issue.impacts().entrySet().stream()
        .map(impact ->
            impact.getValue() + " " + impact.getKey().name().toLowerCase(java.util.Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private String byRule() {
    Map<String, List<Issue>> rules = new LinkedHashMap<>();
    for (Issue issue : issues) {
      String kind = issue.worst(mode).name() + " " + Keys.show(issue.rule());
      rules.computeIfAbsent(kind, _ -> new ArrayList<>()).add(issue);
    }
    StringBuilder text = new StringBuilder();
    rules.forEach((rule, group) -> {
      text.append("**").append(rule).append("** ×").append(group.size()).append(", first: ");
      text.append(group.getFirst().message().inline(70)).append('\n');
      text.append(byFile(group));
    });
    return text.toString().stripTrailing();
  }

  /** A line for each file. */
  private String byFile(List<Issue> group) {
    Map<String, List<Issue>> files = new LinkedHashMap<>();
    for (Issue issue : group) {
      String file = issue.project() + " " + issue.path().value();
      files.computeIfAbsent(file, _ -> new ArrayList<>()).add(issue);
    }
    return files.values().stream()
        .map(issues ->
            "- %s%s\n"
                .formatted(
                    shortPath(issues.getFirst()),
                    issues.stream().map(IssueListing::position).collect(Collectors.joining(", "))))
        .collect(Collectors.joining());
  }

  private String shortPath(Issue issue) {
    String path = issue.path().value();
    String tail = path.length() <= 44 ? path : "…" + path.substring(path.length() - 43);
    return project(issue) + Untrusted.of(tail).inline(60);
  }

  private static String position(Issue issue) {
    String effort = issue.effortMinutes() == 0 ? "" : " " + issue.effortMinutes() + "m";
    return line(issue) + " " + key(issue) + effort;
  }

  private String place(Issue issue) {
    return project(issue) + issue.path().inline(160) + line(issue);
  }

  private String project(Issue issue) {
    return withProject ? Keys.show(issue.project()) + " " : "";
  }

  private static String line(Issue issue) {
    return issue.line() > 0 ? ":" + issue.line() : "";
  }

  private static String key(Issue issue) {
    return Keys.isIssue(issue.key()) ? issue.key() : Untrusted.of(issue.key()).inline(50);
  }

  private static String effort(Issue issue) {
    return issue.effortMinutes() == 0 ? "–" : Wording.effort(issue.effortMinutes());
  }

  private static String tags(Issue issue) {
    String tags = issue.tags().stream().map(Untrusted::value).collect(Collectors.joining(" "));
    return shown(Untrusted.of(tags), 80);
  }

  private static String shown(Untrusted text, int max) {
    return text.isEmpty() ? "" : text.inline(max);
  }
}
