package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sonarqube.ws.Measures.SearchHistoryResponse;
import org.sonarqube.ws.client.measures.ComponentRequest;
import org.sonarqube.ws.client.measures.ComponentTreeRequest;
import org.sonarqube.ws.client.measures.SearchHistoryRequest;
import org.sonarqube.ws.client.measures.SearchRequest;

/** Reads measures; metrics that the server does not have are left out. Thread-safe. */
public final class MeasuresClient {
  private static final int HISTORY_PAGE = 1_000;

  private final Api api;
  private final ServerClient server;

  MeasuresClient(ServerClient server) {
    this.api = server.api();
    this.server = server;
  }

  /** Measures of a project, branch or pull request. */
  public Measures of(Scope scope, Collection<String> metrics) {
    return of(scope, scope.key(), metrics);
  }

  /**
   * The files of a scope that a metric ranks first.
   *
   * @param ascending whether small values come first
   */
  public List<FileMeasures> files(
      Scope scope, String sortedBy, boolean ascending, Collection<String> metrics, int count) {
    return files(scope, scope.key(), sortedBy, ascending, metrics, 1, count).files();
  }

  /**
   * A page of the files below a component that have a metric, ranked by it.
   *
   * @param component the project's key or a folder's
   * @param ascending whether small values come first
   * @param page from 1
   * @param size 1 to 500
   */
  public FilePage files(
      Scope scope,
      String component,
      String sortedBy,
      boolean ascending,
      Collection<String> metrics,
      int page,
      int size) {
    List<String> keys = new ArrayList<>(server.existing(metrics));
    if (server.existing(List.of(sortedBy)).isEmpty()) {
      return new FilePage(List.of(), 0);
    }
    if (!keys.contains(sortedBy)) {
      keys.add(sortedBy);
    }
    boolean ofNewCode = sortedBy.startsWith("new_");
    ComponentTreeRequest request =
        new ComponentTreeRequest()
            .setComponent(component)
            .setBranch(scope.branch())
            .setPullRequest(scope.pullRequest())
            .setMetricKeys(keys)
            .setS(List.of(ofNewCode ? "metricPeriod" : "metric"))
            .setMetricSort(sortedBy)
            .setMetricPeriodSort(ofNewCode ? "1" : null)
            .setMetricSortFilter("withMeasuresOnly")
            .setAsc(String.valueOf(ascending))
            .setQualifiers(List.of("FIL"))
            .setStrategy("leaves")
            .setP(String.valueOf(page))
            .setPs(String.valueOf(size));
    var answer = api.call(services -> services.measures().componentTree(request));
    List<FileMeasures> files =
        answer.getComponentsList().stream()
            .map(file ->
                new FileMeasures(
                    file.getKey(),
                    Untrusted.of(file.hasPath() ? file.getPath() : file.getName()),
                    new Measures(values(file.getMeasuresList()), Optional.empty())))
            .toList();
    return new FilePage(files, answer.getPaging().getTotal());
  }

  /** Measures of a file or folder of a scope. */
  public Measures of(Scope scope, String component, Collection<String> metrics) {
    List<String> keys = server.existing(metrics);
    if (keys.isEmpty()) {
      return Measures.none();
    }
    ComponentRequest request =
        new ComponentRequest()
            .setComponent(component)
            .setBranch(scope.branch())
            .setPullRequest(scope.pullRequest())
            .setMetricKeys(keys)
            .setAdditionalFields(List.of("period"));
    var answer = api.call(services -> services.measures().component(request));
    Optional<NewCode> newCode =
        answer.hasPeriod()
            ? Optional.of(
                new NewCode(
                    answer.getPeriod().getMode(),
                    Times.instant(answer.getPeriod().getDate()),
                    Untrusted.of(answer.getPeriod().getParameter())))
            : Optional.empty();
    return new Measures(values(answer.getComponent().getMeasuresList()), newCode);
  }

  /** Measures of several projects' main branches (at most 100) by project key. */
  public Map<String, Measures> ofProjects(List<String> projects, Collection<String> metrics) {
    SearchRequest request =
        new SearchRequest().setProjectKeys(projects).setMetricKeys(server.existing(metrics));
    Map<String, Map<String, String>> values = new LinkedHashMap<>();
    projects.forEach(project -> values.put(project, new HashMap<>()));
    for (var measure :
        api.call(services -> services.measures().search(request)).getMeasuresList()) {
      values
          .computeIfAbsent(measure.getComponent(), _ -> new HashMap<>())
          .put(measure.getMetric(), value(measure));
    }
    Map<String, Measures> measures = new LinkedHashMap<>();
    values.forEach((key, given) -> measures.put(key, new Measures(given, Optional.empty())));
    return measures;
  }

  /** The metrics' values in all analyses since a time. */
  public History history(Scope scope, Collection<String> metrics, Instant since) {
    Map<String, SortedMap<Instant, String>> history = new LinkedHashMap<>();
    for (int page = 1; ; page++) {
      SearchHistoryRequest request =
          new SearchHistoryRequest()
              .setComponent(scope.project())
              .setBranch(scope.branch())
              .setPullRequest(scope.pullRequest())
              .setMetrics(server.existing(metrics))
              .setFrom(Times.text(since))
              .setP(String.valueOf(page))
              .setPs(String.valueOf(HISTORY_PAGE));
      var answer = api.call(services -> services.measures().searchHistory(request));
      answer.getMeasuresList().forEach(metric -> addTo(history, metric));
      if ((long) page * HISTORY_PAGE >= answer.getPaging().getTotal()) {
        return new History(history);
      }
    }
  }

  private static void addTo(
      Map<String, SortedMap<Instant, String>> history,
      SearchHistoryResponse.HistoryMeasure metric) {
    SortedMap<Instant, String> series =
        history.computeIfAbsent(metric.getMetric(), _ -> new TreeMap<>());
    metric
        .getHistoryList()
        .forEach(point ->
            Times.instant(point.getDate())
                .filter(_ -> point.hasValue())
                .ifPresent(time -> series.put(time, point.getValue())));
  }

  private static Map<String, String> values(List<org.sonarqube.ws.Measures.Measure> measures) {
    Map<String, String> values = new HashMap<>();
    measures.forEach(measure -> values.put(measure.getMetric(), value(measure)));
    return values;
  }

  /** Metrics of new code carry their value in a period. */
  private static String value(org.sonarqube.ws.Measures.Measure measure) {
    return measure.hasValue() ? measure.getValue() : measure.getPeriod().getValue();
  }
}
