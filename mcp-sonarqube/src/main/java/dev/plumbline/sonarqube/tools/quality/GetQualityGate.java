package dev.plumbline.sonarqube.tools.quality;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.sonarqube.answer.Figures;
import dev.plumbline.sonarqube.answer.GateWords;
import dev.plumbline.sonarqube.answer.NewCodeWords;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.ScopeArguments;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.GateDefinition;
import dev.plumbline.sonarqube.sonar.GateStatus;
import dev.plumbline.sonarqube.sonar.Measures;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what stops a quality gate and what it takes to pass, or how a gate is defined. */
public final class GetQualityGate implements Question<GetQualityGate.Input, GetQualityGate.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "get_quality_gate",
          "Quality gate",
          "What stops a project's quality gate and what it takes to pass; or a named gate's"
              + " conditions.",
          Toolsets.DETAILS,
          Input.class,
          Output.class);

  private final SonarQube sonarQube;
  private final ScopeArguments scopes;

  public GetQualityGate(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
    this.scopes = new ScopeArguments(sonarQube);
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    if (input.gate != null) {
      if (input.projectKey != null || input.branch != null || input.pullRequest != null) {
        throw new Failure.InvalidInput(
            "'gate' and a project are both given.",
            "Give gate alone for its definition, or a project for how it stands.");
      }
      return definition(sonarQube.qualityGates().show(input.gate.strip()), call);
    }
    Scope scope = scopes.resolve(input.projectKey, input.branch, input.pullRequest);
    GateStatus gate = sonarQube.qualityGates().status(scope);
    Measures measures = sonarQube.measures().of(scope, GateWork.METRICS);
    String name = sonarQube.qualityGates().name(scope).map(it -> " " + it.inline(80)).orElse("");
    return call.fit(
        gate.conditions().size(), rows -> status(scope, name, gate, measures, rows, call));
  }

  private Answer<Output> status(
      Scope scope, String name, GateStatus gate, Measures measures, int rows, Call call) {
    Figures figures = new Figures(sonarQube, measures);
    List<Condition> conditions = Condition.of(gate, figures);
    GateWork work = new GateWork(measures, figures);
    Table table = new Table("Condition", "Actual:", "Required", "Result");
    List<String> steps = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      Condition condition = conditions.get(i);
      table.row(
          condition.condition(), condition.actual(), condition.required(), condition.result());
      if (condition.failed()) {
        steps.add("- %s: %s".formatted(condition.condition(), work.of(gate.conditions().get(i))));
      }
    }
    long failed = conditions.stream().filter(Condition::failed).count();
    String state = GateWords.of(gate.status());
    String heading =
        state.equals("none")
            ? "**%s has no quality gate result**: it was not analyzed yet, or no gate applies."
                .formatted(Next.title(scope))
            : "**%s: quality gate%s %s**, %d of %s failed."
                .formatted(
                    Next.title(scope),
                    name,
                    state,
                    failed,
                    Wording.count(conditions.size(), "condition"));
    String text =
        Wording.paragraphs(
            heading,
            table.isEmpty() ? "" : table.toString(),
            steps.isEmpty() ? "" : "To pass:\n" + String.join("\n", steps),
            gate.ignoredConditions()
                ? "Coverage and duplication of so few new lines are ignored."
                : "",
            NewCodeWords.of(scope, measures, gate),
            next(scope, gate, call).toString(),
            Untrusted.LEGEND);
    return Answer.of(new Output(scope.key(), state, conditions.subList(0, rows)), text);
  }

  private static Next next(Scope scope, GateStatus gate, Call call) {
    Next next = new Next(call);
    for (GateStatus.Condition condition : gate.conditions()) {
      if (!condition.failed()) {
        continue;
      }
      boolean ofNewCode = condition.metric().startsWith("new_");
      if (condition.metric().endsWith("coverage")) {
        next.call("get_coverage_gaps", scope, "new_code", ofNewCode);
      } else if (condition.metric().contains("duplicated")) {
        next.call("rank_files", scope, "by", "duplication", "new_code", ofNewCode);
      } else {
        next.call("search_issues", scope, "new_code", ofNewCode);
      }
    }
    return next.call("get_project_quality", scope);
  }

  private Answer<Output> definition(GateDefinition gate, Call call) {
    Figures figures = new Figures(sonarQube, Measures.none());
    List<Condition> conditions =
        Condition.of(
            new GateStatus("NONE", gate.conditions(), false, java.util.Optional.empty()), figures);
    Table table = new Table("Condition", "Required");
    conditions.forEach(it -> table.row(it.condition(), it.required()));
    String text =
        Wording.paragraphs(
            "**Quality gate %s**%s%s: %s."
                .formatted(
                    gate.name().inline(100),
                    gate.builtIn() ? ", built in" : "",
                    gate.standard() ? ", the default" : "",
                    Wording.count(conditions.size(), "condition")),
            table.isEmpty() ? "" : table.toString(),
            new Next(call).call("list_projects", Scope.all()).toString(),
            Untrusted.LEGEND);
    return Answer.of(new Output(null, "none", conditions), text);
  }

  /** The arguments. */
  public record Input(
      @Nullable @Param(ScopeArguments.PROJECT) String projectKey,
      @Nullable @Param(ScopeArguments.BRANCH) String branch,
      @Nullable @Param(ScopeArguments.PULL_REQUEST) String pullRequest,
      @Nullable @Param("a gate's name, for its definition") String gate) {}

  /** The answer. */
  public record Output(@Nullable String project, String gate, List<Condition> conditions) {}
}
