package dev.plumbline.sonarqube.tools.quality;

import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.sonarqube.answer.Figure;
import dev.plumbline.sonarqube.answer.Figures;
import dev.plumbline.sonarqube.answer.GateWords;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.Analysis;
import dev.plumbline.sonarqube.sonar.BackgroundTasks;
import dev.plumbline.sonarqube.sonar.Keys;
import dev.plumbline.sonarqube.sonar.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A digest in Markdown.
 *
 * @param rows how many files and rules to name at most
 * @param call who asks
 */
record DigestText(Digest digest, int rows, Call call) {
  private static final int WARNINGS = 3;

  String markdown() {
    List<String> parts = new ArrayList<>();
    parts.add(heading());
    parts.add(changes());
    parts.add(fileTable());
    parts.add(ruleTable());
    parts.add(tasks());
    parts.add(firstSteps());
    parts.add(next().toString());
    parts.add(Untrusted.LEGEND);
    parts.removeIf(String::isEmpty);
    return String.join("\n\n", parts);
  }

  List<WorstFile> files() {
    return digest.files().stream().limit(rows).toList();
  }

  List<AnalyzeProject.RuleRow> rules() {
    return digest.issues().facet("rules").entrySet().stream()
        .limit(rows)
        .map(entry ->
            new AnalyzeProject.RuleRow(
                entry.getKey(),
                digest.issues().ruleNames().getOrDefault(entry.getKey(), Untrusted.of("")),
                entry.getValue()))
        .toList();
  }

  private String heading() {
    Figures figures = digest.figures();
    String gate =
        "**%s: quality gate %s.**"
            .formatted(Next.title(digest.scope()), GateWords.of(digest.gate().status()));
    if (digest.analyses().isEmpty()) {
      return gate + " It has not been analyzed yet: run a scanner with this project key first.";
    }
    return gate
        + " %s; security %s, reliability %s, maintainability %s; technical debt %s; coverage %s; %s lines of code."
            .formatted(
                Wording.count(digest.issues().total(), "open issue"),
                figures.text(Figure.SECURITY_RATING),
                figures.text(Figure.RELIABILITY_RATING),
                figures.text(Figure.MAINTAINABILITY_RATING),
                figures.text(Figure.DEBT),
                figures.text(Figure.COVERAGE),
                figures.text(Figure.LINES));
  }

  private String changes() {
    if (digest.analyses().size() < 2) {
      return digest.analyses().isEmpty() ? "" : "Changes: there is one analysis only.";
    }
    Table table = new Table("Figure", "Before:", "Now:", "Difference:");
    digest.changes().forEach(it -> table.row(it.figure(), it.before(), it.now(), it.change()));
    return "From %s to %s:\n\n%s"
        .formatted(when(digest.analyses().getLast()), when(digest.analyses().getFirst()), table);
  }

  private static String when(Analysis analysis) {
    String date = Wording.date(Optional.of(analysis.date()));
    return analysis.version().isEmpty()
        ? date
        : date + " (version " + analysis.version().inline(60) + ")";
  }

  private String fileTable() {
    List<WorstFile> files = files();
    if (files.isEmpty()) {
      return "";
    }
    Table table = new Table("Worst files", "Issues:", "Debt:", "Coverage:");
    for (WorstFile file : files) {
      table.row(
          file.file().path().inline(160),
          Wording.count(file.issues()),
          Wording.effort(file.debt()),
          file.coverage().isPresent()
              ? Wording.decimal(file.coverage().getAsDouble()) + " %"
              : "–");
    }
    return table.toString();
  }

  private String ruleTable() {
    List<AnalyzeProject.RuleRow> rules = rules();
    if (rules.isEmpty()) {
      return "";
    }
    Table table = new Table("Most broken rules", "Name", "Issues:");
    rules.forEach(rule ->
        table.row(Keys.show(rule.rule()), rule.name().inline(90), Wording.count(rule.issues())));
    return table.toString();
  }

  private String tasks() {
    if (digest.tasks().isEmpty()) {
      return "Background tasks: the token's user may not see them.";
    }
    BackgroundTasks tasks = digest.tasks().get();
    StringBuilder text = new StringBuilder("Background tasks: ");
    text.append(tasks.waiting() == 0 ? "none waiting" : tasks.waiting() + " waiting or running");
    tasks
        .last()
        .ifPresent(task -> {
          text.append("; the last ended ").append(task.status());
          text.append(" on ").append(Wording.date(task.executed()));
          if (!task.error().isEmpty()) {
            text.append(": ").append(task.error().inline(300));
          }
        });
    text.append('.');
    List<Untrusted> warnings = tasks.last().map(BackgroundTasks.Task::warnings).orElse(List.of());
    warnings.stream()
        .limit(WARNINGS)
        .forEach(warning -> text.append("\n- Warning: ").append(warning.inline(300)));
    if (warnings.size() > WARNINGS) {
      text.append("\n- ").append(warnings.size() - WARNINGS).append(" more warnings");
    }
    return text.toString();
  }

  private String firstSteps() {
    StringBuilder text = new StringBuilder("What to do first:");
    int number = 1;
    for (String step : FirstSteps.of(digest)) {
      text.append('\n').append(number++).append(". ").append(step);
    }
    return text.toString();
  }

  private Next next() {
    Next next = new Next(call);
    if (!digest.worst().issues().isEmpty()) {
      String key = digest.worst().issues().getFirst().key();
      next.call("suggest_fixes", Scope.all(), "issue_id", key);
    }
    boolean gateFails = digest.conditions().stream().anyMatch(Condition::failed);
    if (gateFails) {
      next.call("get_code_smells", digest.scope(), "severity", "INFO", "new_code", true);
    }
    return next.call("find_security_issues", digest.scope());
  }
}
