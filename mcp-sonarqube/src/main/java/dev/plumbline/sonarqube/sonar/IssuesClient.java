package dev.plumbline.sonarqube.sonar;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sonarqube.ws.Issues;

/** Searches issues, in the terms of the server's mode and version. Thread-safe. */
public final class IssuesClient {
  private static final String SEARCH = "api/issues/search";

  private static final int PAGE = 500;

  /** So that a request's address stays short. */
  private static final int KEYS_AT_ONCE = 100;

  private final Api api;
  private final ServerClient server;

  IssuesClient(ServerClient server) {
    this.api = server.api();
    this.server = server;
  }

  /**
   * Open issues, newest first. The scope must be known to exist, for SonarQube finds nothing in an
   * unknown one.
   */
  public IssuePage search(IssueQuery query) {
    return search(query, "CREATION_DATE");
  }

  /** Open issues, worst first; the filter names a quality and its severities. */
  public IssuePage worstFirst(IssueQuery query) {
    String facet = severityFacet();
    List<String> facets = new ArrayList<>(query.facets());
    if (!facets.contains(facet)) {
      facets.add(facet);
    }
    IssuePage all = search(query.counting(facets), "SEVERITY");
    if (server.mode() == Mode.STANDARD) {
      return all;
    }
    return all.total() <= query.size() && query.page() == 1
        ? all.with(sorted(all.issues(), query.filter().quality()))
        : all.with(bySeverity(query, all.facet(facet)));
  }

  /** Issues of a filter in the order the server gives them, at most so many, in several pages. */
  public IssuePage collect(IssueQuery query, int most) {
    IssuePage first = search(query.page(1, PAGE), "SEVERITY");
    List<Issue> all = new ArrayList<>(first.issues());
    long wanted = Math.min(Math.min(most, IssuePage.REACHABLE), first.total());
    for (int page = 2; all.size() < wanted && page <= IssuePage.REACHABLE / PAGE; page++) {
      List<Issue> next = search(query.counting(List.of()).page(page, PAGE), "SEVERITY").issues();
      if (next.isEmpty()) {
        break;
      }
      all.addAll(next);
    }
    return first.with(all.stream().limit(wanted).toList());
  }

  /**
   * Issues that were closed after a time, the last first; as long as the server keeps them.
   *
   * @param most how many at most
   */
  public List<Issue> closedAfter(Scope scope, Instant time, int most) {
    IssueQuery query =
        IssueQuery.of(scope, IssueFilter.any().withStatuses(List.of(IssueStatus.FIXED)));
    List<Issue> closed = new ArrayList<>();
    for (int page = 1; closed.size() < most; page++) {
      List<Issue> found = search(query.page(page, PAGE), "CLOSE_DATE").issues();
      List<Issue> late =
          found.stream()
              .filter(issue -> issue.closed().filter(time::isBefore).isPresent())
              .toList();
      closed.addAll(late);
      if (late.size() < PAGE || (page + 1) * PAGE > IssuePage.REACHABLE) {
        break;
      }
    }
    return closed.stream().limit(most).toList();
  }

  /** Issues in an order of the web API, such as {@code CREATION_DATE} or {@code SEVERITY}. */
  public IssuePage sorted(IssueQuery query, String order) {
    return search(query, order);
  }

  /** Issues that have one of these keys, open or not, in any project. */
  public List<Issue> byKeys(List<String> keys, Scope scope) {
    List<Issue> found = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += KEYS_AT_ONCE) {
      List<String> some = keys.subList(from, Math.min(keys.size(), from + KEYS_AT_ONCE));
      Map<String, String> parameters = scope.parameters();
      if (scope.project() != null) {
        addComponents(parameters, List.of(scope.project()));
      }
      put(parameters, "issues", some);
      parameters.put("additionalFields", "_all");
      parameters.put("ps", String.valueOf(PAGE));
      server.organization().ifPresent(name -> parameters.put("organization", name));
      found.addAll(IssueReader.page(send(parameters)).issues());
    }
    return found;
  }

  /**
   * One issue with its flows, comments and transitions, open or not.
   *
   * @throws Failure.NotFound when there is none that the token may see
   */
  public Issue byKey(String key) {
    return byKey(key, Scope.all());
  }

  /**
   * The same for an issue of a branch or pull request, which SonarQube finds in its scope only.
   *
   * @throws Failure.NotFound when there is none that the token may see
   */
  public Issue byKey(String key, Scope scope) {
    if (!Keys.isIssue(key)) {
      throw new Failure.InvalidInput(
          "%s is no issue key.".formatted(Untrusted.of(key).inline(80)),
          "Take a key from the rows of get_code_smells or find_security_issues.");
    }
    Map<String, String> parameters = scope.parameters();
    if (scope.project() != null) {
      addComponents(parameters, List.of(scope.project()));
    }
    parameters.put("issues", key);
    parameters.put("additionalFields", "_all");
    server.organization().ifPresent(name -> parameters.put("organization", name));
    List<Issue> found = IssueReader.page(send(parameters)).issues();
    if (found.isEmpty()) {
      throw new Failure.NotFound(
          "There is no issue " + key + ", or the token may not see it.",
          "It may be gone since the last analysis: search again with get_code_smells or"
              + " find_security_issues.");
    }
    return found.getFirst();
  }

  /** The facet that counts by severity. */
  public String severityFacet() {
    return server.mode() == Mode.MQR ? "impactSeverities" : "severities";
  }

  private static List<Issue> sorted(List<Issue> issues, Optional<SoftwareQuality> quality) {
    return issues.stream()
        .sorted(
            Comparator.comparingInt(issue ->
                -quality
                    .map(harmed -> issue.severity(harmed, Mode.MQR))
                    .orElseGet(() -> issue.worst(Mode.MQR))
                    .rank()))
        .toList();
  }

  /**
   * SonarQube cannot sort by the severity for one quality: takes the window's rows from one
   * severity after the other.
   */
  private List<Issue> bySeverity(IssueQuery query, Map<String, Long> counts) {
    List<Issue> rows = new ArrayList<>();
    long skip = (query.page() - 1L) * query.size();
    for (Severity severity : query.filter().severities()) {
      long count = counts.getOrDefault(severity.name(), 0L);
      IssueFilter only = query.filter().withSeverities(List.of(severity));
      while (skip < count && rows.size() < query.size()) {
        int page = Math.toIntExact(skip / query.size()) + 1;
        int from = Math.toIntExact(skip % query.size());
        List<Issue> found =
            search(
                    query.filtered(only).counting(List.of()).page(page, query.size()),
                    "CREATION_DATE")
                .issues();
        int until = Math.min(found.size(), from + query.size() - rows.size());
        if (until <= from) {
          break;
        }
        rows.addAll(found.subList(from, until));
        skip += until - from;
      }
      skip = Math.max(0, skip - count);
    }
    return rows;
  }

  private IssuePage search(IssueQuery query, String sort) {
    if ((long) query.page() * query.size() > IssuePage.REACHABLE) {
      throw new Failure.InvalidInput(
          "Page %d of %d rows lies beyond the first 10,000 issues, all that SonarQube's search shows."
              .formatted(query.page(), query.size()),
          "Narrow the search: a higher severity, one project, or new code only.");
    }
    Map<String, String> parameters = query.scope().parameters();
    addFilter(parameters, query);
    server.organization().ifPresent(name -> parameters.put("organization", name));
    put(parameters, "facets", query.facets());
    parameters.put("s", sort);
    parameters.put("asc", "false");
    parameters.put("additionalFields", "rules");
    parameters.put("p", String.valueOf(query.page()));
    parameters.put("ps", String.valueOf(query.size()));
    return IssueReader.page(send(parameters));
  }

  private Issues.SearchWsResponse send(Map<String, String> parameters) {
    return api.get(SEARCH, Issues.SearchWsResponse.parser(), parameters);
  }

  private void addFilter(Map<String, String> parameters, IssueQuery query) {
    IssueFilter filter = query.filter();
    addComponents(parameters, components(query));
    boolean mqr = server.mode() == Mode.MQR;
    filter
        .quality()
        .ifPresent(quality ->
            parameters.put(
                mqr ? "impactSoftwareQualities" : "types", mqr ? quality.name() : quality.type()));
    put(
        parameters,
        mqr ? "impactSeverities" : "severities",
        filter.severities().stream().map(Severity::name).collect(Collectors.toList()));
    addStatuses(parameters, filter.statuses());
    filter
        .criteria()
        .forEach((criterion, values) -> {
          if (criterion != IssueFilter.Criterion.FILE) {
            put(parameters, criterion.parameter(), values);
          }
        });
    if (filter.newCode() && query.scope().pullRequest() == null) {
      boolean named = server.isCloud() || server.version().atLeast(9, 4);
      parameters.put(named ? "inNewCodePeriod" : "sinceLeakPeriod", "true");
    }
  }

  private void addStatuses(Map<String, String> parameters, List<IssueStatus> statuses) {
    if (statuses.isEmpty()) {
      parameters.put("resolved", "false");
    } else if (knowsIssueStatus()) {
      put(parameters, "issueStatuses", statuses.stream().map(Enum::name).toList());
    } else if (statuses.stream().map(IssueStatus::isOpen).distinct().count() > 1) {
      throw new Failure.InvalidInput(
          "SonarQube %s cannot search open and ended issues together."
              .formatted(server.version().text()),
          "Ask once with OPEN and CONFIRMED, and once with ACCEPTED, FALSE_POSITIVE or FIXED.");
    } else {
      parameters.putAll(IssueStatus.older(statuses));
    }
  }

  /** Whether the server tells one status instead of a status and a resolution. */
  public boolean knowsIssueStatus() {
    return server.isCloud() || server.version().atLeast(10, 4);
  }

  private void addComponents(Map<String, String> parameters, List<String> keys) {
    boolean current = server.isCloud() || server.version().atLeast(10, 2);
    put(parameters, current ? "components" : "componentKeys", keys);
  }

  private static List<String> components(IssueQuery query) {
    String project = query.scope().project();
    List<String> files = query.filter().values(IssueFilter.Criterion.FILE);
    if (!files.isEmpty() || project == null) {
      return files;
    }
    return List.of(project);
  }

  private static void put(Map<String, String> parameters, String name, List<String> values) {
    if (!values.isEmpty()) {
      parameters.put(name, String.join(",", values));
    }
  }
}
