package dev.plumbline.sonarqube.fix;

import dev.plumbline.sonarqube.sonar.IssuePage;
import dev.plumbline.sonarqube.sonar.Mode;
import dev.plumbline.sonarqube.sonar.Rule;
import dev.plumbline.sonarqube.sonar.Scope;
import java.util.List;

/**
 * What is known about a rule's open issues in a project.
 *
 * @param issues worst first
 * @param sources for each of these issues its file
 */
public record RuleDossier(
    Scope scope, Mode mode, Rule rule, IssuePage issues, List<Excerpt> sources) {
  public RuleDossier {
    sources = List.copyOf(sources);
  }
}
