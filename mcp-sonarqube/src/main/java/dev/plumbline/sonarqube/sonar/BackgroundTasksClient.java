package dev.plumbline.sonarqube.sonar;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sonarqube.ws.Ce;
import org.sonarqube.ws.client.ce.ComponentRequest;
import org.sonarqube.ws.client.ce.TaskRequest;
import tools.jackson.databind.JsonNode;

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
   * The server's tasks, newest first, as far as the token may see.
   *
   * @param status such as {@code FAILED}; empty for all that ended
   */
  public List<ServerTask> latest(Scope scope, String status, int count) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (scope.project() != null) {
      parameters.put("component", scope.project());
    }
    if (!status.isEmpty()) {
      parameters.put("status", status);
    }
    parameters.put("ps", String.valueOf(count));
    List<ServerTask> tasks = new ArrayList<>();
    for (JsonNode task : api.json("api/ce/activity", parameters).path("tasks")) {
      tasks.add(
          new ServerTask(
              task.path("id").asString(""),
              task.path("type").asString(""),
              task.path("componentKey").asString(""),
              task.path("status").asString(""),
              Times.instant(task.path("submittedAt").asString("")),
              task.path("executionTimeMs").asLong(0),
              Untrusted.of(task.path("submitterLogin").asString("")),
              Untrusted.ofMarkup(task.path("errorMessage").asString("")),
              task.path("warningCount").asInt(0)));
    }
    return tasks;
  }

  /** How many tasks wait, fail and run, by these words. */
  public Map<String, Long> counts() {
    JsonNode answer = api.json("api/ce/activity_status", Map.of());
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String word : List.of("pending", "inProgress", "failing")) {
      counts.put(word, answer.path(word).asLong(0));
    }
    return counts;
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
