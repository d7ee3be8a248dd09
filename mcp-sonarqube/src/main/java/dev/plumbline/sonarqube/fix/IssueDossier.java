package dev.plumbline.sonarqube.fix;

import dev.plumbline.sonarqube.sonar.Flow;
import dev.plumbline.sonarqube.sonar.Issue;
import dev.plumbline.sonarqube.sonar.IssuePage;
import dev.plumbline.sonarqube.sonar.Mode;
import dev.plumbline.sonarqube.sonar.Rule;
import dev.plumbline.sonarqube.sonar.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known about one issue.
 *
 * @param rule empty when the server no longer has it
 * @param source the issue's own file
 * @param elsewhere other files that the issue points to
 * @param sameRule the first open issues of the same rule in the project, perhaps this one too
 */
public record IssueDossier(
    Issue issue,
    Mode mode,
    Optional<Rule> rule,
    Excerpt source,
    List<Excerpt> elsewhere,
    IssuePage sameRule) {
  private static final Set<String> ENDED = Set.of("CLOSED", "FIXED", "RESOLVED");

  public IssueDossier {
    elsewhere = List.copyOf(elsewhere);
  }

  /** Where the issue is. */
  public Scope scope() {
    return scope(issue);
  }

  static Scope scope(Issue issue) {
    return new Scope(
        issue.project(), issue.branch().orElse(null), issue.pullRequest().orElse(null));
  }

  /** Whether there is nothing left to mend. */
  public boolean isEnded() {
    return ENDED.contains(issue.status());
  }

  /** The open issues of the same rule but this one. */
  List<Issue> others() {
    return sameRule.issues().stream().filter(it -> !it.key().equals(issue.key())).toList();
  }

  /** How many other open issues of the rule there are. */
  public long othersTotal() {
    boolean counted = Set.of("OPEN", "CONFIRMED", "REOPENED").contains(issue.status());
    return Math.max(0, sameRule.total() - (counted ? 1 : 0));
  }

  static List<Flow.Location> locations(Issue issue) {
    return issue.flows().stream().flatMap(flow -> flow.locations().stream()).toList();
  }
}
