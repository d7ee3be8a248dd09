package dev.plumbline.sonarqube.tools.issues;

import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.sonarqube.answer.GroupBy;
import dev.plumbline.sonarqube.answer.IssueArguments;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.IssueFilter;
import dev.plumbline.sonarqube.sonar.IssueFilter.Criterion;
import dev.plumbline.sonarqube.sonar.IssuePage;
import dev.plumbline.sonarqube.sonar.IssueQuery;
import dev.plumbline.sonarqube.sonar.IssueStatus;
import dev.plumbline.sonarqube.sonar.Keys;
import dev.plumbline.sonarqube.sonar.Mode;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.Severity;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts of an issue search by one of the issues' properties. */
record IssueCounts(
    SonarQube sonarQube,
    Scope scope,
    IssueFilter filter,
    IssueArguments arguments,
    GroupBy groupBy) {

  Answer<SearchIssues.Output> answer(Call call) {
    String facet = groupBy.facet(sonarQube);
    IssuePage page =
        sonarQube
            .issues()
            .sorted(
                IssueQuery.of(scope, filter).counting(List.of(facet)).page(1, 1), "CREATION_DATE");
    if (page.total() == 0) {
      arguments.checkAfterNothingWasFound(sonarQube);
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    List<String> wanted = wanted();
    page.facet(facet)
        .forEach((value, count) -> {
          if (count > 0 && (wanted.isEmpty() || wanted.contains(value))) {
            counts.put(value, count);
          }
        });
    return call.fit(counts.size(), rows -> answer(page, counts, rows, call));
  }

  /** A facet also counts what its own filter leaves out. */
  private List<String> wanted() {
    Mode mode = sonarQube.server().mode();
    return switch (groupBy) {
      case SEVERITY -> filter.severities().stream().map(Severity::name).toList();
      case TYPE ->
          filter
              .quality()
              .map(quality -> List.of(mode == Mode.MQR ? quality.name() : quality.type()))
              .orElse(List.of());
      case STATUS ->
          sonarQube.issues().knowsIssueStatus()
              ? filter.statuses().stream().map(IssueStatus::name).toList()
              : List.of();
      case RULE -> filter.values(Criterion.RULE);
      case TAG -> filter.values(Criterion.TAG);
      case LANGUAGE -> filter.values(Criterion.LANGUAGE);
      case AUTHOR -> filter.values(Criterion.AUTHOR);
      case PROJECT -> scope.project() == null ? List.of() : List.of(scope.project());
      case FILE, DIRECTORY, ASSIGNEE -> List.of();
    };
  }

  private Answer<SearchIssues.Output> answer(
      IssuePage page, Map<String, Long> counts, int rows, Call call) {
    Table table = new Table(title(), "Issues:");
    Map<Untrusted, Long> shown = new LinkedHashMap<>();
    List<Map.Entry<String, Long>> entries = new ArrayList<>(counts.entrySet()).subList(0, rows);
    for (Map.Entry<String, Long> entry : entries) {
      shown.put(Untrusted.of(entry.getKey()), entry.getValue());
      table.row(label(entry.getKey(), page), Wording.count(entry.getValue()));
    }
    String text =
        Wording.paragraphs(
            "**%s** in %s%s by %s; %s to mend them."
                .formatted(
                    Wording.count(page.total(), "issue"),
                    Next.title(scope),
                    FilterWords.of(arguments, sonarQube.server().mode()),
                    groupBy.word(),
                    Wording.effort(page.effortMinutes())),
            table.isEmpty() ? nothing(page) : table.toString(),
            rows < counts.size()
                ? "%s more left out.".formatted(Wording.count(counts.size() - rows))
                : "",
            next(entries, call).toString(),
            Untrusted.LEGEND);
    return Answer.of(
        new SearchIssues.Output(
            scope.project() == null ? "*" : scope.key(),
            page.total(),
            page.effortMinutes(),
            shown,
            List.of()),
        text);
  }

  private String nothing(IssuePage page) {
    if (page.total() == 0) {
      return "";
    }
    return groupBy == GroupBy.AUTHOR
        ? "None of them has an author: the analysis knew nothing of the SCM (it needs a full clone,"
            + " and sonar.scm.disabled must not be set)."
        : "None of them has a %s.".formatted(groupBy.word());
  }

  private String title() {
    return Character.toUpperCase(groupBy.word().charAt(0)) + groupBy.word().substring(1);
  }

  private String label(String value, IssuePage page) {
    return switch (groupBy) {
      case RULE -> {
        Untrusted name = page.ruleNames().getOrDefault(value, Untrusted.of(""));
        yield Keys.show(value) + (name.isEmpty() ? "" : " " + name.inline(100));
      }
      case ASSIGNEE -> value.isEmpty() ? "nobody" : Untrusted.of(value).inline(60);
      case PROJECT -> Keys.show(value);
      case SEVERITY, TYPE, STATUS -> value;
      default -> Untrusted.of(value).inline(160);
    };
  }

  private Next next(List<Map.Entry<String, Long>> entries, Call call) {
    Next next = new Next(call);
    if (entries.isEmpty()) {
      return next;
    }
    String first = entries.getFirst().getKey();
    return switch (groupBy) {
      case RULE -> next.call("suggest_fixes", scope, "rule", first);
      case FILE -> next.call("search_issues", scope, "file", first);
      case AUTHOR -> next.call("search_issues", scope, "author", first);
      case PROJECT -> next.call("analyze_project", Scope.of(first));
      case SEVERITY -> next.call("search_issues", scope, "severity", first);
      case TYPE -> next.call("search_issues", scope, "type", first);
      default -> next.call("search_issues", scope);
    };
  }
}
