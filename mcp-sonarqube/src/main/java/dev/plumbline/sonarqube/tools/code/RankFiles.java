package dev.plumbline.sonarqube.tools.code;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.sonarqube.answer.Figure;
import dev.plumbline.sonarqube.answer.Figures;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.ScopeArguments;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.answer.Window;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.FileMeasures;
import dev.plumbline.sonarqube.sonar.FilePage;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Ranks a project's files, the worst first. */
public final class RankFiles implements Question<RankFiles.Input, RankFiles.Output> {
  private static final List<Figure> BESIDE =
      List.of(Figure.ISSUES, Figure.DEBT, Figure.COVERAGE, Figure.LINES);

  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "rank_files",
          "Rank files",
          "The worst files of a project or folder by smells, debt, coverage and more, of all or new"
              + " code.",
          Toolsets.QUALITY,
          Input.class,
          Output.class);

  private final SonarQube sonarQube;
  private final ScopeArguments scopes;

  public RankFiles(SonarQube sonarQube) {
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
    String metric =
        input
            .by
            .metric(sonarQube, input.newCode)
            .orElseThrow(() ->
                new Failure.InvalidInput(
                    "SonarQube does not measure %s of new code.".formatted(word(input.by)),
                    "Leave new_code out."));
    if (sonarQube.server().existing(List.of(metric)).isEmpty()) {
      throw new Failure.NotFound(
          "This SonarQube has no metric %s.".formatted(metric), "Rank by another one.");
    }
    String component =
        input.folder == null
            ? scope.key()
            : sonarQube.files().find(scope, input.folder).component();
    List<String> metrics = new ArrayList<>(List.of(metric));
    BESIDE.forEach(figure -> metrics.add(figure.metric(sonarQube)));
    FilePage page =
        sonarQube
            .measures()
            .files(
                scope, component, metric, input.by.isAscending(), metrics, input.page, input.limit);
    List<FileMeasures> files =
        page.files().stream().filter(file -> isWorth(file, metric, input.by)).toList();
    return call.fit(files.size(), rows -> answer(input, scope, metric, page, files, rows, call));
  }

  private static boolean isWorth(FileMeasures file, String metric, Ranking by) {
    OptionalDouble value = file.measures().number(metric);
    return value.isPresent() && (by.isAscending() || value.getAsDouble() > 0);
  }

  private Answer<Output> answer(
      Input input,
      Scope scope,
      String metric,
      FilePage page,
      List<FileMeasures> files,
      int rows,
      Call call) {
    List<Row> shown = new ArrayList<>();
    Map<String, String> columns = columns(metric);
    List<String> titles = new ArrayList<>(List.of("File"));
    columns.values().forEach(title -> titles.add(title + ":"));
    Table table = new Table(titles.toArray(String[]::new));
    for (FileMeasures file : files.subList(0, rows)) {
      Figures figures = new Figures(sonarQube, file.measures());
      List<String> cells = new ArrayList<>(List.of(file.path().inline(200)));
      Map<String, Double> values = new LinkedHashMap<>();
      for (String key : columns.keySet()) {
        cells.add(file.measures().text(key).map(value -> figures.human(key, value)).orElse("–"));
        file.measures().number(key).ifPresent(value -> values.put(key, value));
      }
      table.row(cells.toArray());
      shown.add(new Row(file.path(), values));
    }
    Window window = new Window(input.page, input.limit);
    String text =
        Wording.paragraphs(
            heading(input, scope, files, page.total()),
            table.isEmpty() ? "" : table.toString(),
            files.size() < page.files().size() && rows == files.size()
                ? "All others have none."
                : window.footer(rows, files.size(), page.total()),
            next(input, scope, shown, call).toString(),
            Untrusted.LEGEND);
    return Answer.of(new Output(scope.key(), metric, page.total(), shown), text);
  }

  /** The titles of the columns by metric, the ranked one first. */
  private Map<String, String> columns(String metric) {
    Map<String, String> columns = new LinkedHashMap<>();
    var known = sonarQube.server().metrics().get(metric);
    columns.put(metric, known == null ? metric : known.name());
    for (Figure figure : BESIDE) {
      columns.putIfAbsent(figure.metric(sonarQube), figure.label(sonarQube.server().mode()));
    }
    return columns;
  }

  private static String heading(Input input, Scope scope, List<FileMeasures> files, long total) {
    String where =
        (input.folder == null ? "" : Untrusted.of(input.folder).inline(120) + " of ")
            + Next.title(scope);
    String code = input.newCode ? " in new code" : "";
    if (files.isEmpty() && input.page == 1) {
      return "**No file** of %s has any %s%s%s."
          .formatted(
              where,
              word(input.by),
              code,
              total == 0 && input.by == Ranking.COVERAGE
                  ? ": no coverage report was imported"
                  : "");
    }
    return "**Worst files** of %s by %s%s, of %s with a value."
        .formatted(where, word(input.by), code, Wording.count(total, "file"));
  }

  private static Next next(Input input, Scope scope, List<Row> shown, Call call) {
    Next next = new Next(call);
    if (shown.isEmpty()) {
      return next.call("get_project_quality", scope);
    }
    String worst = shown.getFirst().file.value();
    switch (input.by) {
      case COVERAGE, UNCOVERED_LINES -> next.call("get_coverage_gaps", scope, "file", worst);
      case DUPLICATION -> next.call("get_duplications", scope, "file", worst);
      default -> next.call("search_issues", scope, "file", worst);
    }
    return next.call("get_source", scope, "file", worst);
  }

  private static String word(Ranking by) {
    return by.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }

  /** A file with its measures by metric. */
  public record Row(Untrusted file, Map<String, Double> measures) {}

  /** The arguments. */
  public record Input(
      @Nullable @Param(ScopeArguments.PROJECT) String projectKey,
      @Param(value = "what makes a file bad", defaultValue = "smells") Ranking by,
      @Param(value = "of new code", defaultValue = "false") boolean newCode,
      @Nullable @Param("path of a folder") String folder,
      @Nullable @Param(ScopeArguments.BRANCH) String branch,
      @Nullable @Param(ScopeArguments.PULL_REQUEST) String pullRequest,
      @Param(value = "page", defaultValue = "1", min = 1, max = 1_000) int page,
      @Param(value = "files a page", defaultValue = "10", min = 1, max = 100) int limit) {}

  /** The answer; {@code metric} is the one ranked by. */
  public record Output(String project, String metric, long total, List<Row> files) {}
}
