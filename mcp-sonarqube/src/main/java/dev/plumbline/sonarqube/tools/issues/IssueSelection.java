package dev.plumbline.sonarqube.tools.issues;

import dev.plumbline.kernel.Failure;
import dev.plumbline.sonarqube.answer.IssueArguments;
import dev.plumbline.sonarqube.answer.ScopeArguments;
import dev.plumbline.sonarqube.sonar.Issue;
import dev.plumbline.sonarqube.sonar.IssuePage;
import dev.plumbline.sonarqube.sonar.IssueQuery;
import dev.plumbline.sonarqube.sonar.Keys;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the issues that a change is about. */
final class IssueSelection {
  /** One call changes no more issues than this. */
  static final int MOST = 500;

  private final SonarQube sonarQube;
  private final ScopeArguments scopes;

  IssueSelection(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
    this.scopes = new ScopeArguments(sonarQube);
  }

  /**
   * @param missing keys without an issue
   * @param leftOut how many more match the filter
   */
  record Selected(List<Issue> issues, List<ChangeIssues.Problem> missing, long leftOut) {}

  Selected of(ChangeIssues.Input input) {
    IssueArguments filter = input.filter();
    boolean byKey = input.issues() != null && !input.issues().isEmpty();
    if (byKey == !filter.isEmpty()) {
      throw new Failure.InvalidInput(
          byKey
              ? "'issues' and a filter are both given."
              : "Neither 'issues' nor a filter is given.",
          "Give issue keys alone, or some of severity, rules, file and tags; a whole project"
              + " is never meant.");
    }
    return byKey ? byKeys(input) : byFilter(input, filter);
  }

  private Selected byKeys(ChangeIssues.Input input) {
    List<String> keys = List.copyOf(input.issues() == null ? List.of() : input.issues());
    boolean scoped = input.branch() != null || input.pullRequest() != null;
    Scope scope =
        scoped
            ? scopes.resolve(input.projectKey(), input.branch(), input.pullRequest())
            : Scope.all();
    List<String> wellFormed = keys.stream().filter(Keys::isIssue).distinct().toList();
    Map<String, Issue> found = new LinkedHashMap<>();
    sonarQube.issues().byKeys(wellFormed, scope).forEach(issue -> found.put(issue.key(), issue));
    List<ChangeIssues.Problem> missing = new ArrayList<>();
    for (String key : keys.stream().distinct().toList()) {
      if (!found.containsKey(key)) {
        missing.add(
            new ChangeIssues.Problem(
                key,
                "There is no such issue, or the token may not see it; search_issues lists them."));
      }
    }
    if (found.isEmpty()) {
      throw new Failure.NotFound(
          "None of the %d issues exists or may be seen by the token.".formatted(keys.size()),
          "Take keys from search_issues; issues of a branch or pull request need branch or"
              + " pull_request with project_key.");
    }
    return new Selected(List.copyOf(found.values()), missing, 0);
  }

  private Selected byFilter(ChangeIssues.Input input, IssueArguments filter) {
    Scope scope = scopes.resolve(input.projectKey(), input.branch(), input.pullRequest());
    IssuePage page =
        sonarQube.issues().collect(IssueQuery.of(scope, filter.filter(sonarQube, scope)), MOST);
    if (page.total() == 0) {
      filter.checkAfterNothingWasFound(sonarQube);
    }
    List<String> keys = page.issues().stream().map(Issue::key).toList();
    List<Issue> issues = sonarQube.issues().byKeys(keys, scope);
    return new Selected(issues, List.of(), page.total() - page.issues().size());
  }
}
