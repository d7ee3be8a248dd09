package dev.plumbline.sonarqube.tools.workspace;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Change;
import dev.plumbline.mcp.tool.Effect;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Plan;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.sonarqube.answer.Figure;
import dev.plumbline.sonarqube.answer.Figures;
import dev.plumbline.sonarqube.answer.GateWords;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.ScopeArguments;
import dev.plumbline.sonarqube.answer.Shift;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.BackgroundTasks;
import dev.plumbline.sonarqube.sonar.Issue;
import dev.plumbline.sonarqube.sonar.Keys;
import dev.plumbline.sonarqube.sonar.Mode;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import dev.plumbline.sonarqube.workspace.Scan;
import dev.plumbline.sonarqube.workspace.ScanProperties;
import dev.plumbline.sonarqube.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Scans source code on this machine and tells what the analysis changed. */
public final class ScanWorkspace implements Change<ScanWorkspace.Input, ScanWorkspace.Output> {
  private static final Duration TASK_LIMIT = Duration.ofMinutes(15);
  private static final int ROWS = 40;

  private static final ToolSpec<Input, Output> SPEC =
      new ToolSpec<>(
          "scan_workspace",
          "Scan workspace",
          "Runs the SonarScanner on the workspace folder, waits for the server, and tells what was"
              + " fixed and what is new.",
          Toolsets.WORKSPACE,
          Effect.WRITE,
          false,
          false,
          Role.OPERATOR,
          Input.class,
          Output.class);

  private final SonarQube sonarQube;
  private final Workspace workspace;
  private final Scan scan;

  public ScanWorkspace(SonarQube sonarQube, Workspace workspace, Scan scan) {
    this.sonarQube = sonarQube;
    this.workspace = workspace;
    this.scan = scan;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  /** A scan that ends early has sent nothing, or the server finishes it by itself. */
  @Override
  public boolean isCancellable() {
    return true;
  }

  @Override
  public Plan<Output> plan(Input input, Call call) {
    Path root = workspace.root(input.root);
    String project =
        Optional.ofNullable(input.projectKey)
            .or(() -> sonarQube.options().projectKey())
            .orElseThrow(() ->
                new Failure.InvalidInput(
                    "'project_key' is missing and SONARQUBE_PROJECT_KEY is not set.",
                    "Give the project that the scan is for; a new key makes a new project."))
            .strip();
    if (!Keys.isProject(project)) {
      throw new Failure.InvalidInput(
          "%s is no project key.".formatted(Untrusted.of(project).inline(100)),
          "It has letters, digits, '-', '_', '.' and ':', with at least one that is no digit.");
    }
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("sonar.projectKey", project);
    if (input.branch != null) {
      properties.put("sonar.branch.name", input.branch);
    }
    if (input.properties != null) {
      properties.putAll(ScanProperties.check(input.properties));
    }
    Scope scope = new Scope(project, input.branch, null);
    ProjectState before = ProjectState.of(sonarQube, scope);
    String preview =
        "This scans the folder %s and publishes a new analysis of %s%s on %s."
            .formatted(
                root.getFileName(),
                Next.title(scope),
                before.gate().isPresent() ? "" : ", a project or branch that is new",
                sonarQube.server().address());
    return new Plan.Proposed<>(preview, () -> apply(root, scope, properties, before, call));
  }

  private Answer<Output> apply(
      Path root, Scope scope, Map<String, String> properties, ProjectState before, Call call) {
    try {
      AtomicInteger lines = new AtomicInteger();
      String id =
          scan.run(root, properties, line -> call.progress(lines.incrementAndGet(), 0, line));
      BackgroundTasks.Task task = await(id, lines, call);
      ProjectState after = ProjectState.of(sonarQube, scope);
      return answer(scope, task, before, after, call);
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
      throw new Failure.Upstream("The scan was cancelled and stopped.", "", cancelled);
    }
  }

  private BackgroundTasks.Task await(String id, AtomicInteger steps, Call call)
      throws InterruptedException {
    long deadline = System.nanoTime() + TASK_LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      BackgroundTasks.Task task = sonarQube.backgroundTasks().task(id);
      switch (task.status()) {
        case "SUCCESS" -> {
          return task;
        }
        case "FAILED", "CANCELED" ->
            throw new Failure.Upstream(
                "The server's background task ended as %s: %s."
                    .formatted(task.status(), task.error().inline(500)),
                "Mend what it names and scan again.",
                null);
        default -> {
          call.progress(steps.incrementAndGet(), 0, "The server processes the report");
          Thread.sleep(Duration.ofSeconds(1));
        }
      }
    }
    throw new Failure.Upstream(
        "The server has not processed the report within %d minutes."
            .formatted(TASK_LIMIT.toMinutes()),
        "Ask again later with analyze_project.",
        null);
  }

  private Answer<Output> answer(
      Scope scope, BackgroundTasks.Task task, ProjectState before, ProjectState after, Call call) {
    List<Issue> fixed = before.without(after);
    List<Issue> fresh = after.without(before);
    int all = Math.min(ROWS, Math.max(fixed.size(), fresh.size()));
    return call.fit(
        all,
        rows -> {
          String text =
              Wording.paragraphs(
                  "**%s fixed, %s new** in %s. Quality gate: %s → %s."
                      .formatted(
                          Wording.count(fixed.size(), "issue"),
                          Wording.count(fresh.size()),
                          Next.title(scope),
                          gate(before),
                          gate(after)),
                  figures(before, after),
                  table("Fixed:", fixed, rows),
                  table("New:", fresh, rows),
                  warnings(task),
                  next(scope, fresh, call).toString(),
                  Untrusted.LEGEND);
          return Answer.of(
              new Output(
                  scope.key(),
                  task.id(),
                  gate(before),
                  gate(after),
                  fixed.size(),
                  fresh.size(),
                  fixed.stream().limit(rows).map(Issue::key).toList(),
                  fresh.stream().limit(rows).map(Issue::key).toList()),
              text);
        });
  }

  private String figures(ProjectState before, ProjectState after) {
    Mode mode = sonarQube.server().mode();
    Figures figures = new Figures(sonarQube, after.measures());
    Table table = new Table("Figure", "Before:", "Now:", "Change:", "Is");
    List<Shift> shifts = new ArrayList<>();
    for (Figure figure : ProjectState.FIGURES) {
      String metric = figure.metric(sonarQube);
      shifts.add(
          Shift.of(
              metric,
              figure.label(mode),
              before.measures().text(metric).orElse(""),
              after.measures().text(metric).orElse(""),
              figures));
    }
    shifts.stream()
        .filter(it -> !it.after().equals("–") || !it.before().equals("–"))
        .forEach(it -> table.row(it.figure(), it.before(), it.after(), it.change(), it.verdict()));
    return table.isEmpty() ? "" : table.toString();
  }

  private String table(String title, List<Issue> issues, int rows) {
    if (issues.isEmpty()) {
      return "";
    }
    Table table = new Table("Severity", "Rule", "Where", "Message", "Issue");
    for (Issue issue : issues.subList(0, Math.min(rows, issues.size()))) {
      table.row(
          issue.worst(sonarQube.server().mode()),
          Keys.show(issue.rule()),
          issue.path().inline(160) + (issue.line() > 0 ? ":" + issue.line() : ""),
          issue.message().inline(120),
          issue.key());
    }
    int more = issues.size() - rows;
    return title + "\n\n" + table + (more > 0 ? "\n" + more + " more." : "");
  }

  private static String warnings(BackgroundTasks.Task task) {
    StringBuilder text = new StringBuilder();
    task.warnings().stream()
        .limit(5)
        .forEach(warning -> text.append("\n- ").append(warning.inline(300)));
    return text.isEmpty() ? "" : "The server warns:" + text;
  }

  private static Next next(Scope scope, List<Issue> fresh, Call call) {
    Next next = new Next(call);
    fresh.stream()
        .findFirst()
        .ifPresent(issue -> next.call("suggest_fixes", Scope.all(), "issue_id", issue.key()));
    return next.call("get_project_quality", scope);
  }

  private static String gate(ProjectState state) {
    return state.gate().map(gate -> GateWords.of(gate.status())).orElse("none");
  }

  /** The arguments. */
  public record Input(
      @Nullable @Param(ScopeArguments.PROJECT) String projectKey,
      @Nullable @Param("which folder, if several") String root,
      @Nullable @Param(ScopeArguments.BRANCH) String branch,
      @Nullable @Param("scanner properties, such as sonar.sources")
          Map<String, String> properties) {}

  /** The answer; the keys of some of the issues that went and came. */
  public record Output(
      String project,
      String task,
      String gateBefore,
      String gateNow,
      int fixed,
      int fresh,
      List<String> fixedIssues,
      List<String> freshIssues) {}
}
