package dev.plumbline.sonarqube.tools.quality;

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
import dev.plumbline.sonarqube.answer.GateWords;
import dev.plumbline.sonarqube.answer.MetricArguments;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.ScopeArguments;
import dev.plumbline.sonarqube.answer.Shift;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.Analysis;
import dev.plumbline.sonarqube.sonar.History;
import dev.plumbline.sonarqube.sonar.Measures;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells how metrics moved from analysis to analysis. */
public final class GetTrend implements Question<GetTrend.Input, GetTrend.Output> {
  private static final List<Figure> STANDARD =
      List.of(
          Figure.ISSUES,
          Figure.SECURITY,
          Figure.RELIABILITY,
          Figure.MAINTAINABILITY,
          Figure.DEBT,
          Figure.COVERAGE,
          Figure.DUPLICATION,
          Figure.LINES);

  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "get_trend",
          "Trend",
          "History of any metrics by analysis and version, and whether they got better.",
          Toolsets.QUALITY,
          Input.class,
          Output.class);

  private final SonarQube sonarQube;
  private final ScopeArguments scopes;

  public GetTrend(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
    this.scopes = new ScopeArguments(sonarQube);
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    if (input.since != null && input.until != null && input.since.isAfter(input.until)) {
      throw new Failure.InvalidInput(
          "'since' %s is after 'until' %s.".formatted(input.since, input.until), "Swap them.");
    }
    Scope scope = scopes.resolve(input.projectKey, input.branch, null);
    List<String> metrics = metrics(input);
    Instant from = start(Objects.requireNonNullElse(input.since, LocalDate.EPOCH));
    Instant to =
        input.until == null ? Instant.now() : start(input.until.plusDays(1)).minusSeconds(1);
    List<Analysis> analyses = sonarQube.analyses().between(scope, from, to).reversed();
    if (analyses.isEmpty()) {
      String text =
          Wording.paragraphs(
              "**No analysis** of %s in that time.".formatted(Next.title(scope)),
              new Next(call).call("get_trend", scope).toString(),
              Untrusted.LEGEND);
      return Answer.of(new Output(scope.key(), 0, List.of(), List.of()), text);
    }
    History history = sonarQube.measures().history(scope, metrics, analyses.getFirst().date());
    Figures figures = new Figures(sonarQube, Measures.none());
    List<Shift> shifts = metrics.stream().map(it -> shift(it, analyses, history, figures)).toList();
    return call.fit(
        Math.min(input.points, analyses.size()),
        rows -> {
          List<Analysis> shown = spread(analyses, rows);
          return answer(scope, metrics, analyses, shown, shifts, history, call);
        });
  }

  private List<String> metrics(Input input) {
    if (input.metrics != null && !input.metrics.isEmpty()) {
      return MetricArguments.resolve(sonarQube, input.metrics);
    }
    List<String> keys = new ArrayList<>(List.of("alert_status"));
    STANDARD.forEach(figure -> keys.add(figure.metric(sonarQube)));
    return sonarQube.server().existing(keys);
  }

  /** As many of the analyses, evenly spread, the first and the last among them. */
  static List<Analysis> spread(List<Analysis> analyses, int count) {
    if (count >= analyses.size()) {
      return analyses;
    }
    TreeSet<Integer> chosen = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      chosen.add(
          count == 1
              ? analyses.size() - 1
              : (int) Math.round((double) i * (analyses.size() - 1) / (count - 1)));
    }
    return chosen.stream().map(analyses::get).toList();
  }

  private Shift shift(String metric, List<Analysis> analyses, History history, Figures figures) {
    List<String> values =
        analyses.stream().flatMap(it -> history.at(metric, it.date()).stream()).toList();
    String first = values.isEmpty() ? "" : values.getFirst();
    String last = values.isEmpty() ? "" : values.getLast();
    return Shift.of(metric, title(metric), first, last, figures);
  }

  private Answer<Output> answer(
      Scope scope,
      List<String> metrics,
      List<Analysis> analyses,
      List<Analysis> shown,
      List<Shift> shifts,
      History history,
      Call call) {
    Figures figures = new Figures(sonarQube, Measures.none());
    List<String> titles = new ArrayList<>(List.of("Analysis", "Version"));
    metrics.forEach(metric -> titles.add(title(metric) + ":"));
    Table table = new Table(titles.toArray(String[]::new));
    List<Point> points = new ArrayList<>();
    for (Analysis analysis : shown) {
      Map<String, Untrusted> values = new LinkedHashMap<>();
      List<String> cells = new ArrayList<>();
      cells.add(analysis.date().atOffset(ZoneOffset.UTC).toLocalDate().toString());
      cells.add(analysis.version().isEmpty() ? "–" : analysis.version().inline(40));
      for (String metric : metrics) {
        String value = history.at(metric, analysis.date()).orElse("");
        cells.add(value.isEmpty() ? "–" : human(metric, value, figures));
        if (!value.isEmpty()) {
          values.put(metric, Untrusted.of(value));
        }
      }
      table.row(cells.toArray());
      points.add(new Point(analysis.date(), analysis.version(), values));
    }
    Table changes = new Table("Figure", "First:", "Last:", "Change:", "Is");
    shifts.forEach(
        it -> changes.row(it.figure(), it.before(), it.after(), it.change(), it.verdict()));
    String text =
        Wording.paragraphs(
            heading(scope, analyses, shifts),
            changes.toString(),
            table.isEmpty() ? "" : table.toString(),
            shown.size() < analyses.size()
                ? "%d of %d analyses, evenly spread; more with points."
                    .formatted(shown.size(), analyses.size())
                : "",
            withoutHistory(shifts),
            new Next(call)
                .call("compare", scope)
                .call("analyze_project", new Scope(scope.project(), scope.branch(), null))
                .toString(),
            Untrusted.LEGEND);
    List<Change> output =
        shifts.stream()
            .map(it ->
                new Change(
                    it.metric(),
                    Untrusted.of(it.before()),
                    Untrusted.of(it.after()),
                    it.change(),
                    it.verdict()))
            .toList();
    return Answer.of(new Output(scope.key(), analyses.size(), output, points), text);
  }

  private static String heading(Scope scope, List<Analysis> analyses, List<Shift> shifts) {
    long better = shifts.stream().filter(Shift::isBetter).count();
    long worse = shifts.stream().filter(Shift::isWorse).count();
    return "**%s**: %d better, %d worse over %s from %s to %s."
        .formatted(
            Next.title(scope),
            better,
            worse,
            analyses.size() == 1 ? "one analysis" : analyses.size() + " analyses",
            analyses.getFirst().date().atOffset(ZoneOffset.UTC).toLocalDate(),
            analyses.getLast().date().atOffset(ZoneOffset.UTC).toLocalDate());
  }

  private static String withoutHistory(List<Shift> shifts) {
    List<String> none =
        shifts.stream()
            .filter(it -> it.metric().startsWith("new_") && it.after().equals("–"))
            .map(Shift::metric)
            .toList();
    return none.isEmpty()
        ? ""
        : "SonarQube keeps no history of measures of new code: %s."
            .formatted(String.join(", ", none));
  }

  private String title(String metric) {
    if (metric.equals("alert_status")) {
      return "Quality gate";
    }
    for (Figure figure : Figure.values()) {
      if (figure.metric(sonarQube).equals(metric)) {
        return figure.label(sonarQube.server().mode());
      }
    }
    return Objects.requireNonNull(sonarQube.server().metrics().get(metric)).name();
  }

  private static String human(String metric, String value, Figures figures) {
    return metric.equals("alert_status") ? GateWords.of(value) : figures.human(metric, value);
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** How a metric moved from the first to the last analysis. */
  public record Change(
      String metric, Untrusted first, Untrusted last, String change, String verdict) {}

  /** An analysis with the metrics' values as SonarQube writes them. */
  public record Point(Instant at, Untrusted version, Map<String, Untrusted> values) {}

  /** The arguments. */
  public record Input(
      @Nullable @Param(ScopeArguments.PROJECT) String projectKey,
      @Nullable @Param("keys, or words such as debt") List<String> metrics,
      @Nullable @Param("first day, UTC") LocalDate since,
      @Nullable @Param("last day, UTC") LocalDate until,
      @Nullable @Param(ScopeArguments.BRANCH) String branch,
      @Param(value = "analyses to show", defaultValue = "12", min = 1, max = 200) int points) {}

  /** The answer. */
  public record Output(String project, int analyses, List<Change> changes, List<Point> points) {}
}
