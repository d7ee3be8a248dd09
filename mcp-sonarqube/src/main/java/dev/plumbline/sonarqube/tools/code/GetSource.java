package dev.plumbline.sonarqube.tools.code;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.ScopeArguments;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.Issue;
import dev.plumbline.sonarqube.sonar.IssueFilter;
import dev.plumbline.sonarqube.sonar.IssueFilter.Criterion;
import dev.plumbline.sonarqube.sonar.IssueQuery;
import dev.plumbline.sonarqube.sonar.ProjectFile;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import dev.plumbline.sonarqube.sonar.SourceLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows lines of a file with their issues, coverage and authors. */
public final class GetSource implements Question<GetSource.Input, GetSource.Output> {
  private static final int ISSUES = 500;

  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "get_source",
          "Source",
          "Lines of a file with issues, coverage, duplications and who wrote them.",
          Toolsets.DETAILS,
          Input.class,
          Output.class);

  private final SonarQube sonarQube;
  private final ScopeArguments scopes;

  public GetSource(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
    this.scopes = new ScopeArguments(sonarQube);
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    if (input.to != null && input.to < input.from) {
      throw new Failure.InvalidInput(
          "'to' is %d and 'from' is %d.".formatted(input.to, input.from), "Swap them.");
    }
    Scope scope = scopes.resolve(input.projectKey, input.branch, input.pullRequest);
    ProjectFile file = sonarQube.files().find(scope, input.file);
    int to = input.to == null ? input.from + input.limit - 1 : input.to;
    List<SourceLine> lines = lines(scope, file, input.from, to);
    IssueFilter inFile = IssueFilter.any().with(Criterion.FILE, List.of(file.component()));
    List<Issue> issues =
        sonarQube.issues().search(IssueQuery.of(scope, inFile).page(1, ISSUES)).issues();
    SourcePage page = new SourcePage(lines, issues, input.blame);
    return call.fit(lines.size(), rows -> answer(input, scope, file, page, rows, call));
  }

  private List<SourceLine> lines(Scope scope, ProjectFile file, int from, int to) {
    if (file.isFolder()) {
      throw new Failure.InvalidInput(
          "%s is a folder.".formatted(file.path().inline(160)),
          "Give a file; rank_files with folder lists its files.");
    }
    List<SourceLine> lines;
    try {
      lines = sonarQube.sources().lines(file.component(), scope, from, to);
    } catch (Failure.NotFound none) {
      lines = List.of();
    }
    if (lines.isEmpty()) {
      throw new Failure.NotFound(
          "%s has no line %d that SonarQube knows.".formatted(file.path().inline(160), from),
          from == 1
              ? "It has no source: it is empty, binary or was not indexed."
              : "Begin with an earlier line.");
    }
    return lines;
  }

  private static Answer<Output> answer(
      Input input, Scope scope, ProjectFile file, SourcePage page, int rows, Call call) {
    int asked = page.lines().size();
    Next next = new Next(call);
    int last = rows == 0 ? input.from : page.lines().get(rows - 1).number();
    boolean more = rows < asked || (input.to == null && asked == input.limit);
    if (more) {
      next.call("get_source", scope, "file", file.path().value(), "from", last + 1);
    }
    next.call("search_issues", scope, "file", file.path().value());
    next.call("get_coverage_gaps", scope, "file", file.path().value());
    String range =
        rows == 0
            ? "no line fits"
            : "lines %d–%d".formatted(page.lines().getFirst().number(), last);
    String text =
        Wording.paragraphs(
            "**%s**, %s%s (- uncovered, ~ some branches only, + new, = duplicated):"
                .formatted(
                    file.path().inline(200), range, rows < asked ? "; the rest did not fit" : ""),
            rows == 0 ? "" : page.text(rows),
            page.on(rows).isEmpty()
                ? "No open issue on these lines."
                : "Issues:\n" + page.issues(rows),
            page.coverage(rows),
            input.blame ? page.authors(rows) : "",
            next.toString(),
            Untrusted.LEGEND);
    List<Line> lines =
        page.on(rows).stream()
            .map(issue -> new Line(issue.line(), issue.key(), issue.rule()))
            .toList();
    return Answer.of(
        new Output(
            scope.key(), file.path(), rows == 0 ? 0 : input.from, rows == 0 ? 0 : last, lines),
        text);
  }

  /** An issue on a line. */
  public record Line(int line, String issue, String rule) {}

  /** The arguments. */
  public record Input(
      @Param("path in the project") String file,
      @Nullable @Param(ScopeArguments.PROJECT) String projectKey,
      @Param(value = "first line", defaultValue = "1", min = 1, max = 1_000_000) int from,
      @Nullable @Param(value = "last line", min = 1, max = 1_000_000) Integer to,
      @Param(value = "lines without 'to'", defaultValue = "200", min = 1, max = 2_000) int limit,
      @Param(value = "who wrote each line", defaultValue = "false") boolean blame,
      @Nullable @Param(ScopeArguments.BRANCH) String branch,
      @Nullable @Param(ScopeArguments.PULL_REQUEST) String pullRequest) {}

  /** The answer; the source itself is in the text. */
  public record Output(String project, Untrusted file, int from, int to, List<Line> issues) {}
}
