package dev.plumbline.sonarqube.tools.admin;

import dev.plumbline.mcp.text.Table;
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
import dev.plumbline.sonarqube.sonar.BackgroundTasks;
import dev.plumbline.sonarqube.sonar.Keys;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.ServerTask;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists what the server does and did in the background. */
public final class ListBackgroundTasks
    implements Question<ListBackgroundTasks.Input, ListBackgroundTasks.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "list_background_tasks",
          "Background tasks",
          "Background tasks of a project or, for administrators, of the server, newest first; with"
              + " task one with its warnings.",
          Toolsets.ADMIN,
          Input.class,
          Output.class);

  private final SonarQube sonarQube;
  private final ScopeArguments scopes;

  public ListBackgroundTasks(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
    this.scopes = new ScopeArguments(sonarQube);
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    if (input.task != null) {
      return one(sonarQube.backgroundTasks().task(input.task.strip()), call);
    }
    Scope scope = scopes.resolveOrAll(input.projectKey, null, null);
    String status = input.status == null ? "" : input.status.name();
    List<ServerTask> tasks = sonarQube.backgroundTasks().latest(scope, status, input.limit);
    return call.fit(tasks.size(), rows -> answer(scope, tasks, rows, call));
  }

  private static Answer<Output> answer(Scope scope, List<ServerTask> tasks, int rows, Call call) {
    Table table =
        new Table("Submitted", "Type", "Project", "Status", "Took:", "By", "Error", "Task");
    List<ServerTask> shown = tasks.subList(0, rows);
    shown.forEach(task ->
        table.row(
            task.submitted().map(Instant::toString).orElse("–"),
            task.type(),
            task.project().isEmpty() ? "–" : Keys.show(task.project()),
            task.status() + (task.warnings() > 0 ? ", " + task.warnings() + " warnings" : ""),
            task.millis() == 0 ? "–" : Wording.decimal(task.millis() / 1_000.0) + " s",
            task.submitter().isEmpty() ? "–" : task.submitter().inline(50),
            task.error().isEmpty() ? "–" : task.error().inline(200),
            task.id()));
    Next next = new Next(call);
    shown.stream()
        .filter(task -> task.warnings() > 0 || !task.error().isEmpty())
        .findFirst()
        .ifPresent(task -> next.call("list_background_tasks", Scope.all(), "task", task.id()));
    String text =
        Wording.paragraphs(
            "**%s** of %s, newest first:"
                .formatted(Wording.count(tasks.size(), "background task"), Next.title(scope)),
            table.isEmpty() ? "" : table.toString(),
            next.toString(),
            Untrusted.LEGEND);
    List<Row> output =
        shown.stream()
            .map(task ->
                new Row(
                    task.id(),
                    task.type(),
                    task.project(),
                    task.status(),
                    task.submitted().orElse(null),
                    task.millis(),
                    task.error()))
            .toList();
    return Answer.of(new Output(output), text);
  }

  private static Answer<Output> one(BackgroundTasks.Task task, Call call) {
    StringBuilder warnings = new StringBuilder();
    task.warnings().forEach(warning -> warnings.append("\n- ").append(warning.inline(600)));
    String text =
        Wording.paragraphs(
            "**Task %s: %s.**"
                .formatted(
                    Keys.isIssue(task.id()) ? task.id() : Untrusted.of(task.id()).inline(60),
                    task.status()),
            task.error().isEmpty() ? "" : task.error().block("error"),
            warnings.isEmpty() ? "No warnings." : "Warnings:" + warnings,
            new Next(call).call("list_background_tasks", Scope.all()).toString(),
            Untrusted.LEGEND);
    Row row =
        new Row(task.id(), "", "", task.status(), task.executed().orElse(null), 0, task.error());
    return Answer.of(new Output(List.of(row)), text);
  }

  /** How a task stands. */
  public enum Status {
    PENDING,
    IN_PROGRESS,
    SUCCESS,
    FAILED,
    CANCELED
  }

  /** A task. */
  public record Row(
      String task,
      String type,
      String project,
      String status,
      @Nullable Instant at,
      long millis,
      Untrusted error) {}

  /** The arguments. */
  public record Input(
      @Nullable @Param("default: configured, else all; * all") String projectKey,
      @Nullable @Param("only these") Status status,
      @Nullable @Param("one task's id") String task,
      @Param(value = "rows", defaultValue = "20", min = 1, max = 100) int limit) {}

  /** The answer. */
  public record Output(List<Row> tasks) {}
}
