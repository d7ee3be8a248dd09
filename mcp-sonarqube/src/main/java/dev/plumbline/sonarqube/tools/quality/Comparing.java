package dev.plumbline.sonarqube.tools.quality;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.sonarqube.answer.Figure;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.sonar.Analysis;
import dev.plumbline.sonarqube.sonar.History;
import dev.plumbline.sonarqube.sonar.Issue;
import dev.plumbline.sonarqube.sonar.IssueFilter;
import dev.plumbline.sonarqube.sonar.IssuePage;
import dev.plumbline.sonarqube.sonar.IssueQuery;
import dev.plumbline.sonarqube.sonar.Measures;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import dev.plumbline.sonarqube.sonar.Times;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers the two sides of a comparison. */
record Comparing(SonarQube sonarQube) {
  /** So many of the closed issues are counted. */
  private static final int CLOSED = 2_000;

  /** Two scopes as they are now. */
  Comparison scopes(Scope one, Scope other) {
    Map<String, Untrusted> names = new HashMap<>();
    return new Comparison(side(one, names), side(other, names), false, "", names);
  }

  private Side side(Scope scope, Map<String, Untrusted> names) {
    Measures measures = sonarQube.measures().of(scope, metrics());
    IssuePage issues =
        sonarQube
            .issues()
            .search(
                IssueQuery.of(scope, IssueFilter.any())
                    .counting(List.of("rules", "files"))
                    .page(1, 1));
    names.putAll(issues.ruleNames());
    return new Side(
        Next.title(scope),
        scope,
        measures.values(),
        measures.number("ncloc").orElse(0),
        issues.facet("rules"),
        issues.facet("files"));
  }

  private List<String> metrics() {
    List<String> metrics = new ArrayList<>(List.of("alert_status"));
    Difference.COMPARED.forEach(figure -> metrics.add(figure.metric(sonarQube)));
    for (Figure rating :
        List.of(Figure.SECURITY_RATING, Figure.RELIABILITY_RATING, Figure.MAINTAINABILITY_RATING)) {
      metrics.add(rating.metric(sonarQube));
    }
    return sonarQube.server().existing(metrics);
  }

  /**
   * One scope at two times.
   *
   * @param from a version or day; null for the version before {@code to}
   * @param to a version or day; null for the latest analysis
   */
  Comparison times(Scope scope, @Nullable String from, @Nullable String to) {
    List<Analysis> analyses = sonarQube.analyses().between(scope, Instant.EPOCH, Instant.now());
    if (analyses.size() < 2) {
      throw new Failure.NotFound(
          "%s has %s analysis to compare with."
              .formatted(Next.title(scope), analyses.isEmpty() ? "no" : "no second"),
          "Analyze it again, or compare it with another branch or project.");
    }
    Analysis last = to == null ? analyses.getFirst() : find(analyses, to);
    Analysis first = from == null ? before(analyses, last) : find(analyses, from);
    if (!first.date().isBefore(last.date())) {
      throw new Failure.InvalidInput(
          "The analysis of %s is not before that of %s.".formatted(words(first), words(last)),
          "Give an earlier 'from' or a later 'to'.");
    }
    return between(scope, first, last);
  }

  private Comparison between(Scope scope, Analysis first, Analysis last) {
    History history = sonarQube.measures().history(scope, metrics(), first.date());
    Instant after = first.date().plusSeconds(1);
    IssueFilter since =
        IssueFilter.any().with(IssueFilter.Criterion.CREATED_AFTER, List.of(Times.text(after)));
    IssueFilter came =
        since.with(
            IssueFilter.Criterion.CREATED_BEFORE, List.of(Times.text(last.date().plusSeconds(1))));
    IssuePage opened =
        sonarQube
            .issues()
            .search(IssueQuery.of(scope, came).counting(List.of("rules", "files")).page(1, 1));
    List<Issue> closed =
        sonarQube.issues().closedAfter(scope, first.date(), CLOSED).stream()
            .filter(issue -> issue.closed().filter(time -> time.isAfter(last.date())).isEmpty())
            .toList();
    Map<String, Untrusted> names = new HashMap<>(opened.ruleNames());
    closed.forEach(issue -> names.putIfAbsent(issue.rule(), issue.ruleName()));
    Side before =
        new Side(
            words(first),
            scope,
            at(history, first.date()),
            0,
            counts(closed, Issue::rule),
            counts(closed, issue -> issue.path().value()));
    Side later =
        new Side(
            words(last),
            scope,
            at(history, last.date()),
            0,
            opened.facet("rules"),
            opened.facet("files"));
    String note =
        "%d open issues came in between; %s%d were closed. SonarQube forgets closed issues after a while (30 days as shipped)."
            .formatted(opened.total(), closed.size() == CLOSED ? "at least " : "", closed.size());
    return new Comparison(before, later, true, note, names);
  }

  private static Map<String, String> at(History history, Instant time) {
    Map<String, String> values = new LinkedHashMap<>();
    history
        .values()
        .keySet()
        .forEach(metric -> history.at(metric, time).ifPresent(value -> values.put(metric, value)));
    return values;
  }

  private static Map<String, Long> counts(List<Issue> issues, Function<Issue, String> by) {
    return issues.stream().collect(Collectors.groupingBy(by, Collectors.counting()));
  }

  private static Analysis find(List<Analysis> analyses, String given) {
    Optional<Analysis> ofVersion =
        analyses.stream().filter(it -> it.version().value().equals(given.strip())).findFirst();
    if (ofVersion.isPresent()) {
      return ofVersion.get();
    }
    try {
      Instant end =
          LocalDate.parse(given.strip()).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      return analyses.stream()
          .filter(it -> it.date().isBefore(end))
          .findFirst()
          .orElseThrow(() ->
              new Failure.NotFound(
                  "There is no analysis up to %s.".formatted(given.strip()),
                  "The first one is of %s.".formatted(words(analyses.getLast()))));
    } catch (DateTimeParseException noDay) {
      throw unknown(analyses, given);
    }
  }

  private static Failure unknown(List<Analysis> analyses, String given) {
    List<String> versions =
        analyses.stream()
            .map(it -> it.version().value())
            .filter(version -> !version.isEmpty())
            .distinct()
            .toList();
    List<String> near = Nearest.to(given, versions, 3);
    return new Failure.NotFound(
        "No analysis has the version %s, and it is no day."
            .formatted(Untrusted.of(given).inline(60)),
        "Versions: %s. Or give a day such as 2026-03-31."
            .formatted(
                (near.isEmpty() ? versions.stream().limit(5).toList() : near)
                    .stream()
                        .map(version -> Untrusted.of(version).inline(60))
                        .collect(Collectors.joining(", "))));
  }

  /** The last analysis of the version before that of another, else the analysis before it. */
  private static Analysis before(List<Analysis> analyses, Analysis last) {
    List<Analysis> earlier =
        analyses.stream().filter(it -> it.date().isBefore(last.date())).toList();
    if (earlier.isEmpty()) {
      throw new Failure.NotFound(
          "There is no analysis before %s.".formatted(words(last)), "Give a later 'to'.");
    }
    return earlier.stream()
        .filter(it -> !it.version().value().equals(last.version().value()))
        .findFirst()
        .orElse(earlier.getFirst());
  }

  private static String words(Analysis analysis) {
    String day = analysis.date().atOffset(ZoneOffset.UTC).toLocalDate().toString();
    return analysis.version().isEmpty() ? day : analysis.version().inline(60) + " (" + day + ")";
  }
}
