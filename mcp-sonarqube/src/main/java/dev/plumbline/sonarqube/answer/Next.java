package dev.plumbline.sonarqube.answer;

import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.sonarqube.sonar.Keys;
import dev.plumbline.sonarqube.sonar.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Follow-up calls, filled in, for an agent to choose from. */
public final class Next {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:/@*#-]{1,400}");

  private final List<String> calls = new ArrayList<>();
  private final Call caller;

  /**
   * @param caller who would make them; calls that it is not offered are left out
   */
  public Next(Call caller) {
    this.caller = caller;
  }

  /** Adds a call about a scope, with more arguments as name and value in turn. */
  public Next call(String tool, Scope scope, @Nullable Object... more) {
    if (!caller.offers(tool)) {
      return this;
    }
    List<String> arguments = new ArrayList<>();
    add(arguments, "project_key", scope.project());
    add(arguments, "branch", scope.branch());
    add(arguments, "pull_request", scope.pullRequest());
    for (int i = 0; i < more.length; i += 2) {
      add(arguments, String.valueOf(more[i]), more[i + 1]);
    }
    calls.add("- `" + tool + "(" + String.join(", ", arguments) + ")`");
    return this;
  }

  private static void add(List<String> arguments, String name, @Nullable Object value) {
    if (value instanceof String text) {
      arguments.add(name + "=" + quoted(text));
    } else if (value instanceof List<?> list) {
      List<String> texts = list.stream().map(item -> quoted(String.valueOf(item))).toList();
      arguments.add(name + "=[" + String.join(", ", texts) + "]");
    } else if (value != null) {
      arguments.add(name + "=" + value);
    }
  }

  private static String quoted(String text) {
    return PLAIN.matcher(text).matches() ? '"' + text + '"' : Untrusted.of(text).inline(120);
  }

  @Override
  public String toString() {
    return calls.isEmpty() ? "" : "Next:\n" + String.join("\n", calls);
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
