package dev.plumbline.sonarqube.tools;

import dev.plumbline.kernel.Failure;
import dev.plumbline.sonarqube.sonar.Keys;
import dev.plumbline.sonarqube.sonar.Project;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds out which project a call means. */
final class ScopeArguments {
  private final SonarQube sonarQube;

  ScopeArguments(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
  }

  /** The project named, else the configured one; and its branch or pull request. */
  Scope resolve(
      @Nullable String projectKey, @Nullable String branch, @Nullable String pullRequest) {
    String key = named(projectKey).orElseThrow(this::missing);
    return sonarQube.projects().scope(key, branch, pullRequest);
  }

  /** Like {@link #resolve}, but {@code *}, or no project named and configured, means all. */
  Scope resolveOrAll(
      @Nullable String projectKey, @Nullable String branch, @Nullable String pullRequest) {
    Optional<String> key = named(projectKey).filter(name -> !name.equals("*"));
    if (key.isEmpty() && (branch != null || pullRequest != null)) {
      throw new Failure.InvalidInput(
          "A branch or pull request is given without its project.", "Give project_key too.");
    }
    return key.map(name -> sonarQube.projects().scope(name, branch, pullRequest))
        .orElseGet(Scope::all);
  }

  private Optional<String> named(@Nullable String projectKey) {
    return Optional.ofNullable(projectKey)
        .map(String::strip)
        .filter(key -> !key.isEmpty())
        .or(() -> sonarQube.options().projectKey());
  }

  private Failure missing() {
    List<Project> some = sonarQube.projects().search("", 1, 5).projects();
    String choice =
        some.isEmpty()
            ? "This SonarQube has no project that the token may see: analyze one first."
            : some.stream()
                .map(project -> Keys.show(project.key()))
                .collect(
                    Collectors.joining(", ", "Give one, such as ", "; list_projects lists all."));
    return new Failure.InvalidInput(
        "'project_key' is missing and SONARQUBE_PROJECT_KEY is not set.", choice);
  }
}
