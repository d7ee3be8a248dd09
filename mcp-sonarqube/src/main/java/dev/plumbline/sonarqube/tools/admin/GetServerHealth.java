package dev.plumbline.sonarqube.tools.admin;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.ServerHealth;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells how the SonarQube server is. */
public final class GetServerHealth
    implements Question<GetServerHealth.Input, GetServerHealth.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "get_server_health",
          "Server health",
          "Version, mode, health and background-task queue of the SonarQube server.",
          Toolsets.ADMIN,
          Input.class,
          Output.class);

  private final SonarQube sonarQube;

  public GetServerHealth(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    if (sonarQube.server().isCloud()) {
      throw new Failure.NotFound(
          "SonarQube Cloud does not tell the health of its servers.",
          "Its status page is public; list_background_tasks shows a project's tasks.");
    }
    ServerHealth health = sonarQube.system().health();
    Map<String, Long> tasks = tasks();
    Table table = new Table("Fact", "Value");
    health.facts().forEach((name, value) -> table.row(name, value.inline(100)));
    StringBuilder causes = new StringBuilder();
    health.causes().forEach(cause -> causes.append("\n- ").append(cause.inline(300)));
    String text =
        Wording.paragraphs(
            "**SonarQube %s is %s%s**, in %s mode."
                .formatted(
                    sonarQube.server().version().text(),
                    health.status(),
                    health.health().isEmpty() ? "" : ", health " + health.health(),
                    sonarQube.server().mode()),
            causes.isEmpty() ? "" : "Why:" + causes,
            tasks.isEmpty() ? "" : "Background tasks: " + Wording.counts(tasks) + ".",
            table.isEmpty()
                ? "More is told to tokens with the permission Administer System."
                : table.toString(),
            new Next(call).call("list_background_tasks", Scope.all()).toString(),
            Untrusted.LEGEND);
    return Answer.of(
        new Output(
            sonarQube.server().version().text(),
            sonarQube.server().mode().name(),
            health.status(),
            health.health().isEmpty() ? null : health.health(),
            health.causes(),
            tasks),
        text);
  }

  private Map<String, Long> tasks() {
    try {
      return sonarQube.backgroundTasks().counts();
    } catch (Failure.Denied hidden) {
      return Map.of();
    }
  }

  /** The arguments: none. */
  public record Input() {}

  /** The answer. */
  public record Output(
      String version,
      String mode,
      String status,
      @Nullable String health,
      List<Untrusted> causes,
      Map<String, Long> tasks) {}
}
