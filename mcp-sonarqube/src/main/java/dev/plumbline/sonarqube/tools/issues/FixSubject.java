package dev.plumbline.sonarqube.tools.issues;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.sonarqube.answer.ScopeArguments;
import dev.plumbline.sonarqube.sonar.Issue;
import dev.plumbline.sonarqube.sonar.IssueFilter;
import dev.plumbline.sonarqube.sonar.IssueQuery;
import dev.plumbline.sonarqube.sonar.Keys;
import dev.plumbline.sonarqube.sonar.Rule;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what is to be fixed, or says what else it may be. */
final class FixSubject {
  private final SonarQube sonarQube;

  FixSubject(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
  }

  /**
   * The issue with a key.
   *
   * @throws Failure.NotFound saying what the key may stand for
   */
  Issue issue(
      String key, @Nullable String project, @Nullable String branch, @Nullable String pullRequest) {
    Scope scope = Scope.all();
    if (branch != null || pullRequest != null) {
      scope = new ScopeArguments(sonarQube).resolve(project, branch, pullRequest);
    }
    try {
      return sonarQube.issues().byKey(key, scope);
    } catch (Failure.NotFound unknown) {
      if (sonarQube.hotspots().exists(key)) {
        throw new Failure.NotFound(
            key + " is a security hotspot, not an issue.",
            "A hotspot wants a review before any fix: get_security_hotspots shows it.");
      }
      throw new Failure.NotFound(
          unknown.getMessage()
              + " It may have been closed and purged since the last analysis, or be on a branch or"
              + " in a pull request.",
          "Give branch or pull_request with project_key, or take a current key from"
              + " get_code_smells or find_security_issues.");
    }
  }

  /**
   * The rule with a key.
   *
   * @throws Failure.NotFound naming those of the project that are meant perhaps
   */
  Rule rule(String key, Scope scope) {
    if (Keys.isRule(key)) {
      try {
        return sonarQube.rules().show(key);
      } catch (Failure.NotFound unknown) {
        throw unknownRule(key, scope);
      }
    }
    throw unknownRule(key, scope);
  }

  private Failure unknownRule(String key, Scope scope) {
    Set<String> broken =
        sonarQube
            .issues()
            .search(IssueQuery.of(scope, IssueFilter.any()).counting(List.of("rules")).page(1, 1))
            .facet("rules")
            .keySet();
    Set<String> meant = new LinkedHashSet<>();
    broken.stream().filter(rule -> rule.endsWith(":" + key)).forEach(meant::add);
    meant.addAll(Nearest.to(key, new ArrayList<>(broken), 3));
    String next =
        meant.isEmpty()
            ? "A rule key looks like java:S2259; analyze_project names a project's most broken"
                + " rules."
            : meant.stream()
                .map(Keys::show)
                .collect(Collectors.joining(", ", "Did you mean ", "?"));
    return new Failure.NotFound("SonarQube has no rule " + Keys.show(key) + ".", next);
  }
}
