package dev.plumbline.sonarqube.tools.issues;

import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Detail;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.sonarqube.answer.IssueRow;
import dev.plumbline.sonarqube.answer.IssueSearch;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.ScopeArguments;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.answer.Window;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.IssueFilter;
import dev.plumbline.sonarqube.sonar.IssuePage;
import dev.plumbline.sonarqube.sonar.Mode;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.Severity;
import dev.plumbline.sonarqube.sonar.SoftwareQuality;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists maintainability issues. */
public final class GetCodeSmells implements Question<GetCodeSmells.Input, GetCodeSmells.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "get_code_smells",
          "Code smells",
          "Maintainability issues (code smells) of a project, worst first: rule, place, message,"
              + " effort; counts by severity.",
          Toolsets.QUALITY,
          Input.class,
          Output.class);

  private final SonarQube sonarQube;
  private final ScopeArguments scopes;

  public GetCodeSmells(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
    this.scopes = new ScopeArguments(sonarQube);
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    Scope scope = scopes.resolve(input.projectKey, input.branch, input.pullRequest);
    Mode mode = sonarQube.server().mode();
    IssueSearch search =
        new IssueSearch(
            sonarQube,
            SoftwareQuality.MAINTAINABILITY,
            scope,
            IssueFilter.harming(SoftwareQuality.MAINTAINABILITY, input.severity.andWorse(mode))
                .inNewCode(input.newCode),
            new Window(input.page, input.limit));
    IssuePage page = search.run(List.of());
    return call.fit(page.issues().size(), rows -> answer(input, search, page, rows, call));
  }

  private Answer<Output> answer(
      Input input, IssueSearch search, IssuePage page, int rows, Call call) {
    List<IssueRow> shown = search.rows(page, rows);
    Map<String, Long> counts = search.counts(page);
    Output output =
        new Output(search.scope().key(), page.total(), page.effortMinutes(), counts, shown);
    String severity = search.filter().severities().getLast().name();
    String heading =
        "**%s** in %s%s at %s or worse; %s to mend them."
            .formatted(
                Wording.count(page.total(), "code smell"),
                Next.title(search.scope()),
                input.newCode ? " (new code)" : "",
                severity,
                Wording.effort(page.effortMinutes()));
    Next next = next(search, shown, call);
    String text =
        Wording.paragraphs(
            heading,
            "All code smells by severity: " + Wording.counts(counts) + ".",
            shown.isEmpty() ? "" : IssueRow.table(page.issues(), shown, input.detail),
            search.window().footer(rows, page.issues().size(), page.total()),
            next.toString(),
            Untrusted.LEGEND);
    return Answer.of(output, text);
  }

  private static Next next(IssueSearch search, List<IssueRow> shown, Call call) {
    Next next = new Next(call);
    if (!shown.isEmpty()) {
      next.call("suggest_fixes", Scope.all(), "issue_id", shown.getFirst().key());
    }
    if (shown.isEmpty()) {
      next.call("get_code_smells", search.scope(), "severity", "INFO");
    }
    return next.call(
        "analyze_project", new Scope(search.scope().project(), search.scope().branch(), null));
  }

  /** The arguments. */
  public record Input(
      @Nullable @Param(ScopeArguments.PROJECT) String projectKey,
      @Param(value = "and worse", defaultValue = "MAJOR") Severity severity,
      @Nullable @Param(ScopeArguments.BRANCH) String branch,
      @Nullable @Param(ScopeArguments.PULL_REQUEST) String pullRequest,
      @Param(value = "only in new code", defaultValue = "false") boolean newCode,
      @Param(value = "page", defaultValue = "1", min = 1, max = 10_000) int page,
      @Param(value = "rows", defaultValue = "20", min = 1, max = 100) int limit,
      @Param(value = "full adds age and tags", defaultValue = "concise") Detail detail) {}

  /** The answer. */
  public record Output(
      String project,
      long total,
      long effortMinutes,
      Map<String, Long> bySeverity,
      List<IssueRow> issues) {}
}
