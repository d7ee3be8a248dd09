package dev.plumbline.sonarqube.sonar;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import java.util.Optional;
import org.sonarqube.ws.Qualitygates.ProjectStatusResponse.ProjectStatus;
import org.sonarqube.ws.client.qualitygates.GetByProjectRequest;
import org.sonarqube.ws.client.qualitygates.ProjectStatusRequest;

/** Reads the state of quality gates. Thread-safe. */
public final class QualityGatesClient {
  private final Api api;

  QualityGatesClient(ServerClient server) {
    this.api = server.api();
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
    GetByProjectRequest request = new GetByProjectRequest().setProject(scope.project());
    try {
      return Optional.of(
          Untrusted.of(
              api.call(services -> services.qualitygates().getByProject(request))
                  .getQualityGate()
                  .getName()));
    } catch (Failure.Denied | Failure.NotFound hidden) {
      return Optional.empty();
    }
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
