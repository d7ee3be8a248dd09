package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.util.List;
import org.sonarqube.ws.ProjectAnalyses;
import org.sonarqube.ws.client.projectanalyses.SearchRequest;

/** Reads a project's past analyses. Thread-safe. */
public final class AnalysesClient {
  private final Api api;

  AnalysesClient(ServerClient server) {
    this.api = server.api();
  }

  /** The latest analyses, newest first, at most 500. */
  public List<Analysis> latest(Scope scope, int count) {
    SearchRequest request =
        new SearchRequest()
            .setProject(scope.project())
            .setBranch(scope.branch())
            .setPullRequest(scope.pullRequest())
            .setPs(String.valueOf(count));
    return api
        .call(services -> services.projectAnalyses().search(request))
        .getAnalysesList()
        .stream()
        .flatMap(analysis -> read(analysis).stream())
        .toList();
  }

  private static List<Analysis> read(ProjectAnalyses.Analysis analysis) {
    return Times.instant(analysis.getDate())
        .map(date ->
            new Analysis(
                analysis.getKey(),
                date,
                Untrusted.of(analysis.getProjectVersion()),
                Untrusted.of(analysis.getRevision()),
                analysis.getEventsList().stream()
                    .map(event ->
                        new Analysis.Event(event.getCategory(), Untrusted.of(event.getName())))
                    .toList()))
        .stream()
        .toList();
  }
}
