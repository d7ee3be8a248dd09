package dev.plumbline.sonarqube.tools.quality;

import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.sonarqube.answer.Concurrently;
import dev.plumbline.sonarqube.answer.Figure;
import dev.plumbline.sonarqube.answer.Figures;
import dev.plumbline.sonarqube.answer.GateWords;
import dev.plumbline.sonarqube.answer.NewCodeWords;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.ScopeArguments;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.Analysis;
import dev.plumbline.sonarqube.sonar.GateStatus;
import dev.plumbline.sonarqube.sonar.Measures;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells the state of a project: gate, ratings, counts, coverage, debt; overall and in new code. */
public final class GetProjectQuality
    implements Question<GetProjectQuality.Input, GetProjectQuality.Output> {
  private static final String LANGUAGES = "ncloc_language_distribution";
  private static final List<Figure> RATINGS =
      List.of(
          Figure.SECURITY_RATING,
          Figure.RELIABILITY_RATING,
          Figure.MAINTAINABILITY_RATING,
          Figure.REVIEW_RATING);
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "get_project_quality",
          "Project quality",
          "Quality gate with its conditions, A-E ratings, issue counts, coverage, duplication,"
              + " size, technical debt; overall beside new code.",
          Toolsets.QUALITY,
          Input.class,
          Output.class);

  private final SonarQube sonarQube;
  private final ScopeArguments scopes;

  public GetProjectQuality(SonarQube sonarQube) {
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
    List<String> metrics = new ArrayList<>(Figure.metrics(sonarQube, Figure.all()));
    metrics.add(LANGUAGES);
    try (Concurrently work = new Concurrently(4)) {
      var measures = work.ask(() -> sonarQube.measures().of(scope, metrics));
      var gate = work.ask(() -> sonarQube.qualityGates().status(scope));
      var name = work.ask(() -> sonarQube.qualityGates().name(scope));
      var analyses = work.ask(() -> sonarQube.analyses().latest(scope, 1));
      State state = new State(scope, gate.get(), name.get(), measures.get(), analyses.get());
      return answer(state, call);
    }
  }

  private Answer<Output> answer(State state, Call call) {
    Figures figures = new Figures(sonarQube, state.measures);
    List<Condition> conditions = Condition.of(state.gate, figures);
    return call.fit(
        conditions.size(),
        rows -> {
          List<Condition> shown = conditions.subList(0, rows);
          return Answer.of(
              output(state, figures, shown), text(state, figures, shown, conditions.size(), call));
        });
  }

  private static Output output(State state, Figures figures, List<Condition> conditions) {
    Map<String, String> ratings = new LinkedHashMap<>();
    for (Figure figure : RATINGS) {
      if (figures.number(figure).isPresent()) {
        ratings.put(name(figure), figures.text(figure));
      }
    }
    OptionalDouble debt = figures.number(Figure.DEBT);
    return new Output(
        state.scope.key(),
        GateWords.of(state.gate.status()),
        conditions,
        ratings,
        values(figures::number),
        values(figures::newNumber),
        debt.isPresent() ? Wording.days(Math.round(debt.getAsDouble())) : null);
  }

  private static Map<String, Double> values(Function<Figure, OptionalDouble> value) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (Figure figure : Figure.values()) {
      value.apply(figure).ifPresent(number -> values.put(name(figure), number));
    }
    return values;
  }

  private static String name(Figure figure) {
    return figure.name().toLowerCase(Locale.ROOT);
  }

  private String text(
      State state, Figures figures, List<Condition> shown, int conditions, Call call) {
    List<String> parts = new ArrayList<>();
    parts.add(heading(state));
    if (state.analyses.isEmpty() && state.measures.values().isEmpty()) {
      parts.add("It has not been analyzed yet: run a scanner with this project key first.");
    } else {
      parts.add(conditions(shown, conditions, state.gate.ignoredConditions()));
      parts.add(figures(figures));
      parts.add(debt(figures));
      parts.add(languages(state.measures));
      parts.add(NewCodeWords.of(state.scope, state.measures, state.gate));
    }
    Scope branch = new Scope(state.scope.project(), state.scope.branch(), null);
    parts.add(
        new Next(call)
            .call("get_code_smells", state.scope)
            .call("find_security_issues", state.scope)
            .call("analyze_project", branch)
            .toString());
    parts.add(Untrusted.LEGEND);
    parts.removeIf(String::isEmpty);
    return String.join("\n\n", parts);
  }

  private static String heading(State state) {
    String gate = state.gateName.map(name -> " " + name.inline(60)).orElse("");
    String analyzed =
        state.analyses.stream()
            .findFirst()
            .map(analysis ->
                " Analyzed "
                    + Wording.date(Optional.of(analysis.date()))
                    + (analysis.version().isEmpty()
                        ? ""
                        : ", version " + analysis.version().inline(60))
                    + ".")
            .orElse("");
    return "**%s: quality gate%s %s.**%s"
        .formatted(Next.title(state.scope), gate, GateWords.of(state.gate.status()), analyzed);
  }

  private static String conditions(List<Condition> shown, int all, boolean ignoring) {
    if (all == 0) {
      return "The gate has no conditions for this.";
    }
    Table table = new Table("Condition", "Actual:", "Required:", "Result");
    shown.forEach(it -> table.row(it.condition(), it.actual(), it.required(), it.result()));
    String ignored =
        ignoring
            ? "\nignored: SonarQube leaves coverage and duplication out while new code has fewer"
                + " than 20 lines."
            : "";
    String left = shown.size() < all ? "\n" + (all - shown.size()) + " conditions left out." : "";
    return table + ignored + left;
  }

  private String figures(Figures figures) {
    Table table = new Table("", "Overall:", "New code:");
    for (Figure figure : Figure.values()) {
      boolean known = figures.number(figure).isPresent() || figures.newNumber(figure).isPresent();
      if (known) {
        table.row(
            figure == Figure.LINES
                ? "Lines of code (new: all lines)"
                : figure.label(sonarQube.server().mode()),
            figures.text(figure),
            figures.newText(figure));
      }
    }
    return table.toString();
  }

  private static String debt(Figures figures) {
    OptionalDouble minutes = figures.number(Figure.DEBT);
    if (minutes.isEmpty()) {
      return "";
    }
    long rounded = Math.round(minutes.getAsDouble());
    return "Technical debt: %s days of 8 hours (%s), %s of the cost to write it: rating %s."
        .formatted(
            Wording.decimal(Wording.days(rounded)),
            Wording.effort(rounded),
            figures.text(Figure.DEBT_RATIO),
            figures.text(Figure.MAINTAINABILITY_RATING));
  }

  /** The server writes {@code java=57;js=17}. */
  private static String languages(Measures measures) {
    return measures
        .text(LANGUAGES)
        .map(text ->
            "Lines by language: "
                + Untrusted.of(text).value().replace("=", " ").replace(";", ", ")
                + ".")
        .orElse("");
  }

  private record State(
      Scope scope,
      GateStatus gate,
      Optional<Untrusted> gateName,
      Measures measures,
      List<Analysis> analyses) {}

  /** The arguments. */
  public record Input(
      @Nullable @Param(ScopeArguments.PROJECT) String projectKey,
      @Nullable @Param(ScopeArguments.BRANCH) String branch,
      @Nullable @Param(ScopeArguments.PULL_REQUEST) String pullRequest) {}

  /** The answer. */
  public record Output(
      String project,
      @Param("passed, failed, warning or none") String gate,
      List<Condition> conditions,
      Map<String, String> ratings,
      @Param("debt in minutes, shares in %") Map<String, Double> overall,
      Map<String, Double> newCode,
      @Nullable Double debtDays) {}
}
