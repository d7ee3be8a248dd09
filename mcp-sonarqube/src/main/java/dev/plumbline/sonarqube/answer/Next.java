package dev.plumbline.sonarqube.answer;

import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.FollowUps;
import dev.plumbline.sonarqube.sonar.Keys;
import dev.plumbline.sonarqube.sonar.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follow-up calls, filled in, for an agent to choose from. */
public final class Next {
  private final FollowUps calls;

  /**
   * @param caller who would make them; calls that it is not offered are left out
   */
  public Next(Call caller) {
    calls = new FollowUps(caller);
  }

  /** Adds a call about a scope, with more arguments as name and value in turn. */
  public Next call(String tool, Scope scope, @Nullable Object... more) {
    List<@Nullable Object> arguments = new ArrayList<>();
    Collections.addAll(arguments, "project_key", scope.project(), "branch", scope.branch());
    Collections.addAll(arguments, "pull_request", scope.pullRequest());
    Collections.addAll(arguments, more);
    calls.call(tool, arguments.toArray());
    return this;
  }

  @Override
  public String toString() {
    return calls.toString();
  }

  /** The project of a scope for a heading, with its branch or pull request. */
  public static String title(Scope scope) {
    if (scope.project() == null) {
      return "all projects";
    }
    String title = Keys.show(scope.project());
    if (scope.branch() != null) {
      title += ", branch " + Untrusted.of(scope.branch()).inline(100);
    }
    if (scope.pullRequest() != null) {
      title += ", pull request " + Untrusted.of(scope.pullRequest()).inline(100);
    }
    return title;
  }
}
