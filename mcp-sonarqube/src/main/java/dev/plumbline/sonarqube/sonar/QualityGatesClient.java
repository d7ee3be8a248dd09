package dev.plumbline.sonarqube.sonar;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.mcp.text.Untrusted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sonarqube.ws.Qualitygates;
import org.sonarqube.ws.Qualitygates.ProjectStatusResponse.ProjectStatus;
import org.sonarqube.ws.client.qualitygates.ProjectStatusRequest;
import tools.jackson.databind.JsonNode;

/** Reads the state of quality gates. Thread-safe. */
public final class QualityGatesClient {
  private final Api api;
  private final ServerClient server;

  QualityGatesClient(ServerClient server) {
    this.api = server.api();
    this.server = server;
  }

  /** How a project, branch or pull request stands. */
  public GateStatus status(Scope scope) {
    ProjectStatusRequest request =
        new ProjectStatusRequest()
            .setProjectKey(scope.project())
            .setBranch(scope.branch())
            .setPullRequest(scope.pullRequest());
    ProjectStatus status =
        api.call(services -> services.qualitygates().projectStatus(request)).getProjectStatus();
    return new GateStatus(
        status.getStatus().name(),
        status.getConditionsList().stream()
            .map(condition ->
                new GateStatus.Condition(
                    condition.getMetricKey(),
                    condition.getStatus().name(),
                    condition.getComparator().name(),
                    condition.getErrorThreshold(),
                    condition.getActualValue()))
            .toList(),
        status.getIgnoredConditions(),
        period(status));
  }

  /** The name of the project's gate, if the token may see it. */
  public Optional<Untrusted> name(Scope scope) {
    Map<String, String> parameters = organized();
    parameters.put("project", scope.key());
    try {
      return Optional.of(
          Untrusted.of(
              api.get(
                      "api/qualitygates/get_by_project",
                      Qualitygates.GetByProjectResponse.parser(),
                      parameters)
                  .getQualityGate()
                  .getName()));
    } catch (Failure.Denied | Failure.NotFound hidden) {
      return Optional.empty();
    }
  }

  /** The names of all gates. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (JsonNode gate : api.json("api/qualitygates/list", organized()).path("qualitygates")) {
      names.add(gate.path("name").asString(""));
    }
    return names;
  }

  /**
   * A gate with its conditions.
   *
   * @throws Failure.NotFound naming the nearest
   */
  public GateDefinition show(String name) {
    List<String> names = names();
    if (!names.contains(name)) {
      throw new Failure.NotFound(
          "There is no quality gate %s.".formatted(Untrusted.of(name).inline(100)),
          names.stream()
              .sorted(Comparator.comparing(known -> !Nearest.to(name, names, 3).contains(known)))
              .limit(5)
              .map(known -> Untrusted.of(known).inline(100))
              .collect(Collectors.joining(", ", "Gates: ", ".")));
    }
    Map<String, String> parameters = organized();
    parameters.put("name", name);
    JsonNode gate = api.json("api/qualitygates/show", parameters);
    List<GateStatus.Condition> conditions = new ArrayList<>();
    for (JsonNode condition : gate.path("conditions")) {
      conditions.add(
          new GateStatus.Condition(
              condition.path("metric").asString(""),
              "",
              condition.path("op").asString(""),
              condition.path("error").asString(""),
              ""));
    }
    return new GateDefinition(
        Untrusted.of(gate.path("name").asString(name)),
        gate.path("isBuiltIn").asBoolean(false),
        gate.path("isDefault").asBoolean(false),
        conditions);
  }

  /** Gives a project another gate. */
  public void select(Scope scope, String name) {
    Map<String, String> parameters = organized();
    parameters.put("projectKey", scope.key());
    parameters.put("gateName", name);
    api.post("api/qualitygates/select", parameters);
  }

  private Map<String, String> organized() {
    Map<String, String> parameters = new LinkedHashMap<>();
    server.organization().ifPresent(name -> parameters.put("organization", name));
    return parameters;
  }

  private static Optional<NewCode> period(ProjectStatus status) {
    return status.hasPeriod()
        ? Optional.of(
            new NewCode(
                status.getPeriod().getMode(),
                Times.instant(status.getPeriod().getDate()),
                Untrusted.of(status.getPeriod().getParameter())))
        : Optional.empty();
  }
}
