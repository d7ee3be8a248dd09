package dev.plumbline.sonarqube.tools.issues;

import dev.plumbline.mcp.text.Table;
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
import dev.plumbline.sonarqube.sonar.Keys;
import dev.plumbline.sonarqube.sonar.Mode;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.Severity;
import dev.plumbline.sonarqube.sonar.SoftwareQuality;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists security issues of one project or of all. */
public final class FindSecurityIssues
    implements Question<FindSecurityIssues.Input, FindSecurityIssues.Output> {
  /** How many projects the breakdown names. */
  private static final int PROJECTS = 15;

  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "find_security_issues",
          "Security issues",
          "Security issues (vulnerabilities) of a project or of all, worst first: rule, place,"
              + " message, effort; counts by severity and project.",
          Toolsets.QUALITY,
          Input.class,
          Output.class);

  private final SonarQube sonarQube;
  private final ScopeArguments scopes;

  public FindSecurityIssues(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
    this.scopes = new ScopeArguments(sonarQube);
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    Scope scope = scopes.resolveOrAll(input.projectKey, input.branch, input.pullRequest);
    Mode mode = sonarQube.server().mode();
    IssueSearch search =
        new IssueSearch(
            sonarQube,
            SoftwareQuality.SECURITY,
            scope,
            IssueFilter.harming(SoftwareQuality.SECURITY, input.severity.andWorse(mode)),
            new Window(input.page, input.limit));
    boolean all = scope.project() == null;
    IssuePage page = search.run(all ? List.of("projects") : List.of());
    Optional<Long> hotspots = hotspots(scope);
    return call.fit(page.issues().size(), rows -> answer(search, page, hotspots, rows, call));
  }

  /** Hotspots to review: empty when the server has none or the question is about all projects. */
  private Optional<Long> hotspots(Scope scope) {
    if (scope.project() == null || !sonarQube.hotspots().supported()) {
      return Optional.empty();
    }
    return Optional.of(
        sonarQube.hotspots().search(scope, "TO_REVIEW", Optional.empty(), 1, 1).total());
  }

  private Answer<Output> answer(
      IssueSearch search, IssuePage page, Optional<Long> hotspots, int rows, Call call) {
    List<IssueRow> shown = search.rows(page, rows);
    Map<String, Long> counts = search.counts(page);
    Map<String, Long> projects = page.facet("projects");
    boolean all = search.scope().project() == null;
    Output output =
        new Output(
            all ? "*" : search.scope().key(),
            page.total(),
            page.effortMinutes(),
            counts,
            all ? projects : null,
            hotspots.orElse(null),
            shown);
    Severity least = search.filter().severities().getLast();
    String heading =
        "**%s** in %s at %s or worse; %s to mend them."
            .formatted(
                Wording.count(page.total(), "security issue"),
                Next.title(search.scope()),
                least,
                Wording.effort(page.effortMinutes()));
    String text =
        Wording.paragraphs(
            heading,
            "All security issues by severity: " + Wording.counts(counts) + ".",
            all ? breakdown(projects) : hotspotText(hotspots),
            shown.isEmpty() ? "" : IssueRow.table(page.issues(), shown, Detail.CONCISE),
            search.window().footer(rows, page.issues().size(), page.total()),
            next(search, shown, projects, hotspots, call).toString(),
            Untrusted.LEGEND);
    return Answer.of(output, text);
  }

  private static String breakdown(Map<String, Long> projects) {
    if (projects.isEmpty()) {
      return "";
    }
    Table table = new Table("Project", "Issues:");
    projects.entrySet().stream()
        .limit(PROJECTS)
        .forEach(entry -> table.row(Keys.show(entry.getKey()), Wording.count(entry.getValue())));
    String more =
        projects.size() > PROJECTS
            ? "\n%s more with fewer; ask for one with project_key."
                .formatted(Wording.count(projects.size() - PROJECTS, "project"))
            : "";
    return table + more;
  }

  private static String hotspotText(Optional<Long> hotspots) {
    return hotspots
        .map(count -> "Security hotspots to review: " + Wording.count(count) + ".")
        .orElse("");
  }

  private Next next(
      IssueSearch search,
      List<IssueRow> shown,
      Map<String, Long> projects,
      Optional<Long> hotspots,
      Call call) {
    Next next = new Next(call);
    boolean all = search.scope().project() == null;
    if (!shown.isEmpty()) {
      next.call("suggest_fixes", Scope.all(), "issue_id", shown.getFirst().key());
    } else if (search.filter().severities().getLast().rank() > 1) {
      Scope same = all ? Scope.of("*") : search.scope();
      next.call("find_security_issues", same, "severity", "INFO");
    }
    if (all) {
      projects.keySet().stream()
          .findFirst()
          .ifPresent(worst -> next.call("find_security_issues", Scope.of(worst)));
      return next.call("list_projects", Scope.all());
    }
    if (hotspots.orElse(0L) > 0) {
      next.call("get_security_hotspots", search.scope());
    }
    return next.call("get_project_quality", search.scope());
  }

  /** The arguments. */
  public record Input(
      @Param(value = "and worse", defaultValue = "HIGH") Severity severity,
      @Nullable @Param("default: configured, else all; * all") String projectKey,
      @Nullable @Param(ScopeArguments.BRANCH) String branch,
      @Nullable @Param(ScopeArguments.PULL_REQUEST) String pullRequest,
      @Param(value = "page", defaultValue = "1", min = 1, max = 10_000) int page,
      @Param(value = "rows", defaultValue = "20", min = 1, max = 100) int limit) {}

  /** The answer. */
  public record Output(
      String project,
      long total,
      long effortMinutes,
      Map<String, Long> bySeverity,
      @Nullable Map<String, Long> byProject,
      @Nullable Long hotspotsToReview,
      List<IssueRow> issues) {}
}
