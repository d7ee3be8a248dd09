package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.sonarqube.ws.ProjectAnalyses;
import org.sonarqube.ws.client.projectanalyses.SearchRequest;

/** Reads a project's past analyses. Thread-safe. */
public final class AnalysesClient {
  private static final int PAGE = 500;

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

  /**
   * All analyses of a time, newest first, in as many requests as it takes.
   *
   * @param from the first moment
   * @param to the last moment
   */
  public List<Analysis> between(Scope scope, Instant from, Instant to) {
    List<Analysis> all = new ArrayList<>();
    for (int page = 1; ; page++) {
      SearchRequest request =
          new SearchRequest()
              .setProject(scope.project())
              .setBranch(scope.branch())
              .setPullRequest(scope.pullRequest())
              .setFrom(Times.text(from))
              .setTo(Times.text(to))
              .setP(String.valueOf(page))
              .setPs(String.valueOf(PAGE));
      ProjectAnalyses.SearchResponse answer =
          api.call(services -> services.projectAnalyses().search(request));
      answer.getAnalysesList().forEach(analysis -> all.addAll(read(analysis)));
      if ((long) page * PAGE >= answer.getPaging().getTotal()) {
        return all;
      }
    }
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
