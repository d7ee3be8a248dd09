package dev.plumbline.sonarqube.sonar;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import java.util.List;
import java.util.Optional;
import org.sonarqube.ws.Ce;
import org.sonarqube.ws.client.ce.ComponentRequest;
import org.sonarqube.ws.client.ce.TaskRequest;

/** Reads the background tasks that process analyses. Thread-safe. */
public final class BackgroundTasksClient {
  private final Api api;

  BackgroundTasksClient(ServerClient server) {
    this.api = server.api();
  }

  /** The tasks of a project. */
  public BackgroundTasks of(Scope scope) {
    ComponentRequest request = new ComponentRequest().setComponent(scope.project());
    Ce.ComponentResponse answer = api.call(services -> services.ce().component(request));
    return new BackgroundTasks(
        answer.getQueueCount(),
        answer.hasCurrent() ? Optional.of(task(answer.getCurrent())) : Optional.empty());
  }

  /**
   * A task by its id.
   *
   * @throws Failure.NotFound when there is none that the token may see
   */
  public BackgroundTasks.Task task(String id) {
    TaskRequest request = new TaskRequest().setId(id).setAdditionalFields(List.of("warnings"));
    Ce.Task task = api.call(services -> services.ce().task(request)).getTask();
    return read(task, task.getWarningsList());
  }

  /** Only a single task's own page lists its warnings. */
  private BackgroundTasks.Task task(Ce.Task current) {
    List<String> warnings = current.getWarningsList();
    if (warnings.isEmpty() && current.getWarningCount() > 0) {
      TaskRequest request =
          new TaskRequest().setId(current.getId()).setAdditionalFields(List.of("warnings"));
      warnings = api.call(services -> services.ce().task(request)).getTask().getWarningsList();
    }
    return read(current, warnings);
  }

  private static BackgroundTasks.Task read(Ce.Task current, List<String> warnings) {
    return new BackgroundTasks.Task(
        current.getId(),
        current.getStatus().name(),
        Times.instant(current.getExecutedAt()),
        Untrusted.ofMarkup(current.getErrorMessage()),
        warnings.stream().map(Untrusted::ofMarkup).toList());
  }
}
