package dev.plumbline.sonarqube.tools.quality;

import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.sonarqube.answer.Figure;
import dev.plumbline.sonarqube.answer.Figures;
import dev.plumbline.sonarqube.answer.GateWords;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.answer.Window;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.Keys;
import dev.plumbline.sonarqube.sonar.Measures;
import dev.plumbline.sonarqube.sonar.Project;
import dev.plumbline.sonarqube.sonar.ProjectPage;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists projects with their state at a glance. */
public final class ListProjects implements Question<ListProjects.Input, ListProjects.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "list_projects",
          "Projects",
          "Projects by name or key, failing quality gates first: gate, ratings, issues, coverage,"
              + " size, last analysis.",
          Toolsets.QUALITY,
          Input.class,
          Output.class);
  private static final List<Figure> FIGURES =
      List.of(
          Figure.SECURITY_RATING,
          Figure.RELIABILITY_RATING,
          Figure.MAINTAINABILITY_RATING,
          Figure.ISSUES,
          Figure.COVERAGE,
          Figure.LINES);

  private final SonarQube sonarQube;

  public ListProjects(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    String query = input.query == null ? "" : input.query.strip();
    ProjectPage page = sonarQube.projects().worstFirst(query, input.page, input.limit);
    List<String> metrics =
        new ArrayList<>(FIGURES.stream().map(figure -> figure.metric(sonarQube)).toList());
    metrics.add("alert_status");
    List<String> keys = page.projects().stream().map(Project::key).toList();
    Map<String, Measures> measures =
        keys.isEmpty() ? Map.of() : sonarQube.measures().ofProjects(keys, metrics);
    List<Row> rows =
        page.projects().stream()
            .map(project -> row(project, measures.getOrDefault(project.key(), Measures.none())))
            .toList();
    Window window = new Window(input.page, input.limit);
    return call.fit(
        rows.size(),
        count -> answer(query, window, rows.subList(0, count), rows.size(), page, call));
  }

  private static Answer<Output> answer(
      String query, Window window, List<Row> shown, int fetched, ProjectPage page, Call call) {
    Table table =
        new Table(
            "Project",
            "Name",
            "Gate",
            "Sec/Rel/Maint",
            "Issues:",
            "Coverage:",
            "Lines:",
            "Analyzed");
    shown.forEach(row ->
        table.row(
            Keys.show(row.key),
            row.name.inline(60),
            row.gate,
            row.ratings,
            row.issues == null ? "–" : Wording.count(row.issues),
            row.coverage == null ? "–" : Wording.decimal(row.coverage) + " %",
            row.lines == null ? "–" : Wording.count(row.lines),
            row.analyzed == null ? "never" : row.analyzed));
    String of = query.isEmpty() ? "" : " matching " + Untrusted.of(query).inline(80);
    Next next = new Next(call);
    if (shown.isEmpty()) {
      next.call("list_projects", Scope.all());
    } else {
      Scope first = Scope.of(shown.getFirst().key);
      next.call("get_project_quality", first).call("analyze_project", first);
    }
    String text =
        Wording.paragraphs(
            "**%s**%s, failing gates first, then by name."
                .formatted(Wording.count(page.total(), "project"), of),
            table.isEmpty() ? "" : table.toString(),
            window.footer(shown.size(), fetched, page.total()),
            next.toString(),
            Untrusted.LEGEND);
    return Answer.of(new Output(page.total(), shown), text);
  }

  private Row row(Project project, Measures measures) {
    Figures figures = new Figures(sonarQube, measures);
    String ratings =
        figures.text(Figure.SECURITY_RATING)
            + "/"
            + figures.text(Figure.RELIABILITY_RATING)
            + "/"
            + figures.text(Figure.MAINTAINABILITY_RATING);
    return new Row(
        project.key(),
        project.name(),
        GateWords.of(measures.text("alert_status").orElse("NONE")),
        ratings,
        whole(figures, Figure.ISSUES),
        measures.text("coverage").map(Double::valueOf).orElse(null),
        whole(figures, Figure.LINES),
        project.lastAnalysis().isEmpty() ? null : Wording.date(project.lastAnalysis()));
  }

  private static @Nullable Long whole(Figures figures, Figure figure) {
    var number = figures.number(figure);
    return number.isPresent() ? Math.round(number.getAsDouble()) : null;
  }

  /** A project as a row. */
  public record Row(
      String key,
      Untrusted name,
      String gate,
      @Param("security/reliability/maintainability") String ratings,
      @Nullable Long issues,
      @Nullable Double coverage,
      @Nullable Long lines,
      @Nullable String analyzed) {}

  /** The arguments. */
  public record Input(
      @Nullable @Param("part of a name or key") String query,
      @Param(value = "page", defaultValue = "1", min = 1, max = 10_000) int page,
      @Param(value = "rows", defaultValue = "20", min = 1, max = 100) int limit) {}

  /** The answer. */
  public record Output(long total, List<Row> projects) {}
}
