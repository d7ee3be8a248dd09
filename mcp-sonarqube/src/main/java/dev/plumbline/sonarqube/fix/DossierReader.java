package dev.plumbline.sonarqube.fix;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.sonarqube.sonar.Flow;
import dev.plumbline.sonarqube.sonar.Issue;
import dev.plumbline.sonarqube.sonar.IssueFilter;
import dev.plumbline.sonarqube.sonar.IssuePage;
import dev.plumbline.sonarqube.sonar.IssueQuery;
import dev.plumbline.sonarqube.sonar.Mode;
import dev.plumbline.sonarqube.sonar.Rule;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.Severity;
import dev.plumbline.sonarqube.sonar.SonarQube;
import dev.plumbline.sonarqube.sonar.TextRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gathers dossiers from the server. */
public final class DossierReader {
  /** How many steps there are until an issue's dossier and its draft are there. */
  public static final int STEPS = 6;

  private static final int OTHERS = 20;
  private static final int OTHER_FILES = 5;
  private static final int AROUND = 40;
  private static final int AROUND_MANY = 10;

  private final SonarQube sonarQube;

  public DossierReader(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
  }

  /** Everything about an issue. */
  public IssueDossier ofIssue(Issue issue, Call call) {
    Mode mode = sonarQube.server().mode();
    call.progress(1, STEPS, "Reading the rule " + issue.rule());
    Optional<Rule> rule = rule(issue.rule());
    call.progress(2, STEPS, "Searching for other issues of the rule");
    Scope scope = IssueDossier.scope(issue);
    IssueFilter sameRule = IssueFilter.any().ofRules(List.of(issue.rule()));
    IssuePage others =
        sonarQube.issues().search(IssueQuery.of(scope, sameRule).page(1, OTHERS + 1));
    call.progress(3, STEPS, "Reading the source");
    ExcerptReader excerpts = new ExcerptReader(sonarQube.sources(), scope);
    Excerpt source = source(excerpts, issue, AROUND);
    return new IssueDossier(issue, mode, rule, source, elsewhere(excerpts, issue), others);
  }

  /**
   * A rule and the worst of its open issues.
   *
   * @throws Failure.NotFound when the server has no such rule
   */
  public RuleDossier ofRule(Rule rule, Scope scope, int limit, Call call) {
    Mode mode = sonarQube.server().mode();
    call.progress(1, limit + 2.0, "Searching for issues of " + rule.key());
    IssueFilter filter =
        IssueFilter.any().ofRules(List.of(rule.key())).withSeverities(Severity.of(mode));
    IssuePage found =
        distinct(sonarQube.issues().worstFirst(IssueQuery.of(scope, filter).page(1, limit)));
    ExcerptReader excerpts = new ExcerptReader(sonarQube.sources(), scope);
    List<Excerpt> sources = new ArrayList<>();
    for (Issue issue : found.issues()) {
      call.progress(2.0 + sources.size(), limit + 2.0, "Reading the source");
      sources.add(source(excerpts, issue, AROUND_MANY));
    }
    return new RuleDossier(scope, mode, rule, found, sources);
  }

  /** Hears how far a reading is. */
  @FunctionalInterface
  public interface Progress {
    /** So many steps of so many are done. */
    void tell(double done, double total, String message);
  }

  /** What is to be seen of an issue, without the advice of how to mend it. */
  public IssueCard card(Issue issue, Progress progress) {
    progress.tell(1, 3, "Reading the source");
    ExcerptReader excerpts = new ExcerptReader(sonarQube.sources(), IssueDossier.scope(issue));
    Excerpt source = source(excerpts, issue, AROUND_MANY);
    progress.tell(2, 3, "Reading the change log");
    return new IssueCard(
        issue, sonarQube.server().mode(), source, sonarQube.issueChanges().log(issue.key()));
  }

  private Optional<Rule> rule(String key) {
    try {
      return Optional.of(sonarQube.rules().show(key));
    } catch (Failure.NotFound | Failure.InvalidInput removedMeanwhile) {
      return Optional.empty();
    }
  }

  /** An issue that harms two qualities is found once for each of their severities. */
  private static IssuePage distinct(IssuePage page) {
    Set<String> seen = new LinkedHashSet<>();
    List<Issue> rows = page.issues().stream().filter(issue -> seen.add(issue.key())).toList();
    return new IssuePage(rows, page.total(), page.effortMinutes(), page.facets(), page.ruleNames());
  }

  private static Excerpt source(ExcerptReader excerpts, Issue issue, int around) {
    if (issue.component().equals(issue.project())) {
      return Excerpt.none(issue.path());
    }
    List<TextRange> related =
        IssueDossier.locations(issue).stream()
            .filter(location -> location.component().equals(issue.component()))
            .flatMap(location -> location.range().stream())
            .toList();
    List<TextRange> places =
        issue
            .range()
            .map(List::of)
            .orElseGet(() ->
                issue.line() == 0
                    ? List.of()
                    : List.of(new TextRange(issue.line(), issue.line(), 0, 0)));
    return excerpts.read(issue.component(), issue.path(), places, related, around);
  }

  private static List<Excerpt> elsewhere(ExcerptReader excerpts, Issue issue) {
    Map<String, List<Flow.Location>> files = new LinkedHashMap<>();
    for (Flow.Location location : IssueDossier.locations(issue)) {
      if (!location.component().equals(issue.component()) && location.range().isPresent()) {
        files.computeIfAbsent(location.component(), _ -> new ArrayList<>()).add(location);
      }
    }
    return files.entrySet().stream()
        .limit(OTHER_FILES)
        .map(file -> {
          List<TextRange> ranges =
              file.getValue().stream().flatMap(it -> it.range().stream()).toList();
          return excerpts.read(
              file.getKey(), file.getValue().getFirst().path(), List.of(), ranges, AROUND_MANY);
        })
        .filter(excerpt -> !excerpt.isEmpty())
        .toList();
  }
}
