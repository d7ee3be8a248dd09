package dev.plumbline.sonarqube.tools.issues;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Detail;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.sonarqube.answer.GroupBy;
import dev.plumbline.sonarqube.answer.IssueArguments;
import dev.plumbline.sonarqube.answer.IssueKind;
import dev.plumbline.sonarqube.answer.ScopeArguments;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.answer.Window;
import dev.plumbline.sonarqube.sonar.IssueFilter;
import dev.plumbline.sonarqube.sonar.IssueStatus;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.Severity;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds issues by everything that SonarQube knows about them, or counts them. */
public final class SearchIssues implements Question<SearchIssues.Input, SearchIssues.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "search_issues",
          "Search issues",
          "Issues by any filter, worst first; or their counts with group_by (author: who caused"
              + " them).",
          Toolsets.QUALITY,
          Input.class,
          Output.class);

  private final SonarQube sonarQube;
  private final ScopeArguments scopes;

  public SearchIssues(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
    this.scopes = new ScopeArguments(sonarQube);
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    if (input.groupBy != null && input.maxEffortMinutes != null) {
      throw new Failure.InvalidInput(
          "'group_by' and 'max_effort_minutes' are both given, and SonarQube cannot count by"
              + " effort.",
          "Leave one of them out.");
    }
    Scope scope = scopes.resolveOrAll(input.projectKey, input.branch, input.pullRequest);
    IssueArguments arguments = input.arguments();
    IssueFilter filter = arguments.filter(sonarQube, scope);
    return input.groupBy == null
        ? new IssueRows(sonarQube, scope, filter, arguments, input).answer(call)
        : new IssueCounts(sonarQube, scope, filter, arguments, input.groupBy).answer(call);
  }

  /** What comes first. */
  public enum Order {
    @JsonProperty("severity")
    SEVERITY,
    @JsonProperty("newest")
    NEWEST,
    @JsonProperty("quickest")
    QUICKEST
  }

  /** The arguments. */
  public record Input(
      @Nullable @Param("default: configured, else all; * all") String projectKey,
      @Nullable @Param("what is harmed") IssueKind type,
      @Nullable @Param("and worse") Severity severity,
      @Nullable @Param("path in the project") String file,
      @Nullable @Param("rule keys") List<String> rules,
      @Nullable @Param("default: open ones") List<IssueStatus> statuses,
      @Nullable @Param("login, me or none") String assignee,
      @Nullable @Param("SCM author") String author,
      @Nullable @Param("any of these") List<String> tags,
      @Nullable @Param("keys or names") List<String> languages,
      @Nullable @Param("first day, UTC") LocalDate createdFrom,
      @Nullable @Param("last day, UTC") LocalDate createdTo,
      @Param(value = "only new code", defaultValue = "false") boolean newCode,
      @Nullable @Param(value = "quick ones only", min = 1, max = 100_000) Integer maxEffortMinutes,
      @Nullable @Param("counts instead of rows") GroupBy groupBy,
      @Param(value = "what comes first", defaultValue = "severity") Order orderBy,
      @Nullable @Param(ScopeArguments.BRANCH) String branch,
      @Nullable @Param(ScopeArguments.PULL_REQUEST) String pullRequest,
      @Param(value = "page", defaultValue = "1", min = 1, max = 10_000) int page,
      @Param(value = "rows", defaultValue = "20", min = 1, max = 100) int limit,
      @Param(value = "full: tags, age, impacts", defaultValue = "concise") Detail detail) {
    IssueArguments arguments() {
      return new IssueArguments(
          type,
          severity,
          statuses,
          rules,
          file,
          assignee,
          author,
          tags,
          languages,
          createdFrom,
          createdTo,
          newCode);
    }

    Window window() {
      return new Window(page, limit);
    }
  }

  /** The answer; {@code counts} with group_by, {@code issues} without. */
  public record Output(
      String project,
      long total,
      long effortMinutes,
      @Nullable Map<Untrusted, Long> counts,
      List<FoundIssue> issues) {}
}
