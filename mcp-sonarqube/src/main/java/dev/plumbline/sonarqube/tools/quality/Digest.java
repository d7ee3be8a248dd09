package dev.plumbline.sonarqube.tools.quality;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.sonarqube.answer.Concurrently;
import dev.plumbline.sonarqube.answer.Figure;
import dev.plumbline.sonarqube.answer.Figures;
import dev.plumbline.sonarqube.sonar.Analysis;
import dev.plumbline.sonarqube.sonar.BackgroundTasks;
import dev.plumbline.sonarqube.sonar.FileMeasures;
import dev.plumbline.sonarqube.sonar.GateStatus;
import dev.plumbline.sonarqube.sonar.History;
import dev.plumbline.sonarqube.sonar.IssueFilter;
import dev.plumbline.sonarqube.sonar.IssuePage;
import dev.plumbline.sonarqube.sonar.IssueQuery;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.Severity;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a project digest is made of.
 *
 * @param analyses the latest two, newest first
 * @param issues all open issues, counted by rule and severity
 * @param worst up to 100 of the issues of high severity
 * @param tasks empty when the token may not see them
 */
record Digest(
    Scope scope,
    Figures figures,
    GateStatus gate,
    List<Analysis> analyses,
    List<Difference> changes,
    List<WorstFile> files,
    List<WorstFile> uncovered,
    IssuePage issues,
    IssuePage worst,
    Optional<BackgroundTasks> tasks) {
  private static final int STEPS = 8;
  private static final int FILES = 8;

  static Digest gather(SonarQube sonarQube, Scope scope, Call call) {
    List<String> metrics = Figure.metrics(sonarQube, Figure.all());
    List<Severity> bad = Severity.HIGH.andWorse(sonarQube.server().mode());
    String byRisk = sonarQube.issues().severityFacet();
    try (Concurrently work = new Concurrently(4)) {
      var gate = work.ask(() -> sonarQube.qualityGates().status(scope));
      var measures = work.ask(() -> sonarQube.measures().of(scope, metrics));
      var past = work.ask(() -> Past.of(sonarQube, scope));
      var issues =
          work.ask(() ->
              sonarQube
                  .issues()
                  .search(
                      IssueQuery.of(scope, IssueFilter.any())
                          .counting(List.of("rules", byRisk))
                          .page(1, 1)));
      var worst =
          work.ask(() ->
              sonarQube
                  .issues()
                  .search(IssueQuery.of(scope, IssueFilter.any().withSeverities(bad))));
      var byIssues = work.ask(() -> files(sonarQube, scope, Figure.ISSUES.metric(sonarQube)));
      var byDebt = work.ask(() -> files(sonarQube, scope, Figure.DEBT.metric(sonarQube)));
      var uncovered = work.ask(() -> files(sonarQube, scope, "uncovered_lines"));
      var tasks = work.ask(() -> tasks(sonarQube, scope));

      GateStatus status = gate.get();
      call.progress(1, STEPS, "quality gate");
      Figures figures = new Figures(sonarQube, measures.get());
      call.progress(2, STEPS, "measures");
      Past before = past.get();
      call.progress(3, STEPS, "past analyses");
      IssuePage all = issues.get();
      call.progress(4, STEPS, "rules");
      IssuePage high = worst.get();
      call.progress(5, STEPS, "worst issues");
      List<WorstFile> files = merge(byIssues.get(), byDebt.get());
      call.progress(6, STEPS, "worst files");
      List<WorstFile> least = uncovered.get();
      call.progress(7, STEPS, "coverage");
      Optional<BackgroundTasks> background = tasks.get();
      call.progress(8, STEPS, "background tasks");
      return new Digest(
          scope,
          figures,
          status,
          before.analyses,
          before.changes(figures),
          files,
          least.stream().filter(file -> file.uncovered() > 0).toList(),
          all,
          high,
          background);
    }
  }

  List<Condition> conditions() {
    return Condition.of(gate, figures);
  }

  Optional<BackgroundTasks.Task> task() {
    return tasks.flatMap(BackgroundTasks::last);
  }

  private static List<WorstFile> files(SonarQube sonarQube, Scope scope, String metric) {
    List<String> metrics =
        List.of(
            Figure.ISSUES.metric(sonarQube),
            Figure.DEBT.metric(sonarQube),
            "coverage",
            "uncovered_lines");
    List<FileMeasures> files = sonarQube.measures().files(scope, metric, false, metrics, FILES);
    return files.stream()
        .map(file -> WorstFile.of(file, new Figures(sonarQube, file.measures())))
        .toList();
  }

  /** The files of both rankings, most debt first; files with nothing to do are left out. */
  private static List<WorstFile> merge(List<WorstFile> byIssues, List<WorstFile> byDebt) {
    Map<String, WorstFile> files = new LinkedHashMap<>();
    Stream.concat(byDebt.stream(), byIssues.stream())
        .filter(file -> file.issues() > 0)
        .forEach(file -> files.putIfAbsent(file.file().component(), file));
    List<WorstFile> sorted = new ArrayList<>(files.values());
    sorted.sort(
        Comparator.comparingLong(WorstFile::debt).thenComparingLong(WorstFile::issues).reversed());
    return sorted.stream().limit(FILES).toList();
  }

  private static Optional<BackgroundTasks> tasks(SonarQube sonarQube, Scope scope) {
    try {
      return Optional.of(sonarQube.backgroundTasks().of(scope));
    } catch (Failure.Denied | Failure.NotFound hidden) {
      return Optional.empty();
    }
  }

  private record Past(List<Analysis> analyses, Optional<History> history) {
    static Past of(SonarQube sonarQube, Scope scope) {
      List<Analysis> latest = sonarQube.analyses().latest(scope, 2);
      if (latest.size() < 2) {
        return new Past(latest, Optional.empty());
      }
      List<String> metrics = new ArrayList<>(List.of("alert_status"));
      Difference.COMPARED.forEach(figure -> metrics.add(figure.metric(sonarQube)));
      return new Past(
          latest,
          Optional.of(sonarQube.measures().history(scope, metrics, latest.getLast().date())));
    }

    List<Difference> changes(Figures figures) {
      return history
          .map(known ->
              Difference.between(
                  analyses.getLast().date(), analyses.getFirst().date(), known, figures))
          .orElse(List.of());
    }
  }
}
