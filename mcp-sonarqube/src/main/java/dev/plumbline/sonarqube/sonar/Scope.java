package dev.plumbline.sonarqube.sonar;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose data is meant: a project's main branch, a branch or pull request of it, or all projects.
 *
 * @param project its key; null for all projects
 * @param branch null for the main branch
 * @param pullRequest null for a branch
 */
public record Scope(
    @Nullable String project, @Nullable String branch, @Nullable String pullRequest) {
  /** Every project that the token may see. */
  public static Scope all() {
    return new Scope(null, null, null);
  }

  /** The main branch of a project. */
  public static Scope of(String project) {
    return new Scope(project, null, null);
  }

  /** The key of the project of a scope that is known to have one. */
  public String key() {
    if (project == null) {
      throw new IllegalStateException("all projects have no key");
    }
    return project;
  }

  /** Puts the branch or pull request among request parameters. */
  Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (branch != null) {
      parameters.put("branch", branch);
    }
    if (pullRequest != null) {
      parameters.put("pullRequest", pullRequest);
    }
    return parameters;
  }
}
