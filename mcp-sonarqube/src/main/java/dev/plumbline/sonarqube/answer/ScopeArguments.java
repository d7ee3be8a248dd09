package dev.plumbline.sonarqube.answer;

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
public final class ScopeArguments {
  /** What a tool's {@code project_key} means. */
  public static final String PROJECT = "default: configured";

  /** What a tool's {@code branch} means. */
  public static final String BRANCH = "default: main";

  /** What a tool's {@code pull_request} means. */
  public static final String PULL_REQUEST = "its key";

  private final SonarQube sonarQube;

  public ScopeArguments(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
  }

  /** The project named, else the configured one; and its branch or pull request. */
  public Scope resolve(
      @Nullable String projectKey, @Nullable String branch, @Nullable String pullRequest) {
    String key = named(projectKey).orElseThrow(this::missing);
    return sonarQube.projects().scope(key, branch, pullRequest);
  }

  /** Like {@link #resolve}, but {@code *}, or no project named and configured, means all. */
  public Scope resolveOrAll(
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
