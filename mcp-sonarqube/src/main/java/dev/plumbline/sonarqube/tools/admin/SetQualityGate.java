package dev.plumbline.sonarqube.tools.admin;

import dev.plumbline.mcp.access.Role;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Change;
import dev.plumbline.mcp.tool.Effect;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Plan;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.ScopeArguments;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives a project another quality gate. */
public final class SetQualityGate implements Change<SetQualityGate.Input, SetQualityGate.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      new ToolSpec<>(
          "set_quality_gate",
          "Set quality gate",
          "Gives a project another quality gate; it counts from the next analysis.",
          Toolsets.ADMIN,
          Effect.DESTRUCTIVE,
          true,
          false,
          Role.ADMIN,
          Input.class,
          Output.class);

  private final SonarQube sonarQube;
  private final ScopeArguments scopes;

  public SetQualityGate(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
    this.scopes = new ScopeArguments(sonarQube);
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Plan<Output> plan(Input input, Call call) {
    Scope scope = scopes.resolve(input.projectKey, null, null);
    String wanted = sonarQube.qualityGates().show(input.gate.strip()).name().value();
    Optional<Untrusted> before = sonarQube.qualityGates().name(scope);
    if (before.filter(it -> it.value().equals(wanted)).isPresent()) {
      return new Plan.Unchanged<>(
          answer(scope, wanted, "**Nothing changed**: %s has the gate %s already.", call));
    }
    String preview =
        "This changes the quality gate of %s: %s → %s."
            .formatted(
                Next.title(scope),
                before.map(it -> it.inline(100)).orElse("unknown"),
                Untrusted.of(wanted).inline(100));
    return new Plan.Proposed<>(
        preview,
        () -> {
          sonarQube.qualityGates().select(scope, wanted);
          return answer(
              scope, wanted, "**Changed**: %s has the gate %s from the next analysis on.", call);
        });
  }

  private static Answer<Output> answer(Scope scope, String gate, String sentence, Call call) {
    String text =
        Wording.paragraphs(
            sentence.formatted(Next.title(scope), Untrusted.of(gate).inline(100)),
            new Next(call).call("get_quality_gate", scope).toString(),
            Untrusted.LEGEND);
    return Answer.of(new Output(scope.key(), Untrusted.of(gate)), text);
  }

  /** The arguments. */
  public record Input(
      @Param("the gate's name") String gate,
      @Nullable @Param(ScopeArguments.PROJECT) String projectKey) {}

  /** The answer. */
  public record Output(String project, Untrusted gate) {}
}
