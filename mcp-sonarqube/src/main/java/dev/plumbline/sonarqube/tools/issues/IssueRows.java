package dev.plumbline.sonarqube.tools.issues;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Detail;
import dev.plumbline.sonarqube.answer.IssueArguments;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.Window;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.Issue;
import dev.plumbline.sonarqube.sonar.IssueFilter;
import dev.plumbline.sonarqube.sonar.IssuePage;
import dev.plumbline.sonarqube.sonar.IssueQuery;
import dev.plumbline.sonarqube.sonar.Mode;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.Severity;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.Comparator;
import java.util.List;

/** The rows of an issue search. */
final class IssueRows {
  /** What SonarQube cannot sort or filter by is looked for among so many of the worst. */
  static final int LOOKED_THROUGH = 2_000;

  private final SonarQube sonarQube;
  private final Scope scope;
  private final IssueFilter filter;
  private final IssueArguments arguments;
  private final SearchIssues.Input input;
  private final Window window;
  private final Mode mode;

  IssueRows(
      SonarQube sonarQube,
      Scope scope,
      IssueFilter filter,
      IssueArguments arguments,
      SearchIssues.Input input) {
    this.sonarQube = sonarQube;
    this.scope = scope;
    this.filter = filter;
    this.arguments = arguments;
    this.input = input;
    this.window = input.window();
    this.mode = sonarQube.server().mode();
  }

  Answer<SearchIssues.Output> answer(Call call) {
    if (!window.reachable()) {
      throw new Failure.InvalidInput(
          "Page %d of %d rows lies beyond the first 10,000 issues, all that SonarQube's search shows."
              .formatted(input.page(), input.limit()),
          "Narrow the search, or count with group_by.");
    }
    Found found = found();
    if (found.total == 0) {
      arguments.checkAfterNothingWasFound(sonarQube);
    }
    return call.fit(found.page.size(), rows -> answer(found, rows, call));
  }

  /**
   * @param all how many the filter matches without the limit on effort
   * @param inTime how many of the matching ones fit into the time together, quickest first
   */
  private record Found(List<Issue> page, long total, long effort, long all, long inTime) {}

  private Found found() {
    IssueQuery query = IssueQuery.of(scope, filter).page(input.page(), input.limit());
    boolean byEffort =
        input.maxEffortMinutes() != null || input.orderBy() == SearchIssues.Order.QUICKEST;
    if (byEffort) {
      return lookedThrough(query);
    }
    if (input.orderBy() == SearchIssues.Order.NEWEST) {
      return found(sonarQube.issues().sorted(query, "CREATION_DATE"));
    }
    if (mode == Mode.STANDARD) {
      return found(sonarQube.issues().sorted(query, "SEVERITY"));
    }
    if (filter.quality().isPresent()) {
      List<Severity> some = filter.severities();
      IssueFilter named = some.isEmpty() ? filter.withSeverities(Severity.of(mode)) : filter;
      return found(
          sonarQube
              .issues()
              .worstFirst(IssueQuery.of(scope, named).page(input.page(), input.limit())));
    }
    IssuePage first = sonarQube.issues().sorted(query, "SEVERITY");
    boolean whole = input.page() == 1 && first.total() <= input.limit();
    if (whole || first.total() > LOOKED_THROUGH) {
      return new Found(
          first.issues().stream().sorted(worstFirst()).toList(),
          first.total(),
          first.effortMinutes(),
          first.total(),
          0);
    }
    return lookedThrough(query);
  }

  private static Found found(IssuePage page) {
    return new Found(page.issues(), page.total(), page.effortMinutes(), page.total(), 0);
  }

  private Found lookedThrough(IssueQuery query) {
    IssuePage some = sonarQube.issues().collect(query, LOOKED_THROUGH);
    Integer most = input.maxEffortMinutes();
    List<Issue> matching =
        some.issues().stream()
            .filter(issue ->
                most == null || (issue.effortMinutes() > 0 && issue.effortMinutes() <= most))
            .sorted(input.orderBy() == SearchIssues.Order.QUICKEST ? quickest() : worstFirst())
            .toList();
    List<Issue> page = matching.stream().skip(window.start()).limit(window.limit()).toList();
    long effort = matching.stream().mapToLong(Issue::effortMinutes).sum();
    return most == null
        ? new Found(page, some.total(), some.effortMinutes(), some.total(), 0)
        : new Found(page, matching.size(), effort, some.total(), inTime(matching, most));
  }

  private static long inTime(List<Issue> issues, int minutes) {
    long left = minutes;
    long count = 0;
    for (long effort : issues.stream().mapToLong(Issue::effortMinutes).sorted().toArray()) {
      left -= effort;
      if (left < 0) {
        break;
      }
      count++;
    }
    return count;
  }

  private Comparator<Issue> worstFirst() {
    return Comparator.comparingInt((Issue issue) -> -issue.worst(mode).rank())
        .thenComparingLong(Issue::effortMinutes);
  }

  private Comparator<Issue> quickest() {
    return Comparator.comparingLong(
            (Issue issue) -> issue.effortMinutes() == 0 ? Long.MAX_VALUE : issue.effortMinutes())
        .thenComparing(worstFirst());
  }

  private Answer<SearchIssues.Output> answer(Found found, int rows, Call call) {
    List<Issue> shown = found.page.subList(0, rows);
    boolean all = scope.project() == null;
    boolean full = input.detail() == Detail.FULL;
    boolean brief = !full && rows > IssueListing.LONG;
    SearchIssues.Output output =
        new SearchIssues.Output(
            all ? "*" : scope.key(),
            found.total,
            found.effort,
            null,
            shown.stream().map(issue -> FoundIssue.of(issue, mode, all, brief, full)).toList());
    String text =
        Wording.paragraphs(
            heading(found),
            new IssueListing(shown, mode, all, full).markdown(),
            window.footer(rows, found.page.size(), found.total),
            limits(found),
            next(shown, call).toString(),
            Untrusted.LEGEND);
    return Answer.of(output, text);
  }

  private String heading(Found found) {
    String what = FilterWords.of(arguments, mode);
    String where = Next.title(scope);
    if (input.maxEffortMinutes() == null) {
      return "**%s** in %s%s; %s to mend them."
          .formatted(
              Wording.count(found.total, "issue"), where, what, Wording.effort(found.effort));
    }
    return "**%s** of %s in %s%s take at most %s each, %s together; the quickest %d fit into %s."
        .formatted(
            Wording.count(found.total),
            Wording.count(found.all, "issue"),
            where,
            what,
            Wording.effort(input.maxEffortMinutes()),
            Wording.effort(found.effort),
            found.inTime,
            Wording.effort(input.maxEffortMinutes()));
  }

  private String limits(Found found) {
    boolean looked = found.all > LOOKED_THROUGH;
    if (!looked || input.orderBy() == SearchIssues.Order.NEWEST || mode == Mode.STANDARD) {
      return "";
    }
    return input.maxEffortMinutes() == null && input.orderBy() == SearchIssues.Order.SEVERITY
        ? "Sorted by SonarQube's own severity; give type for an exact order among so many."
        : "Looked through the first %s of %s: narrow the search to see all."
            .formatted(Wording.count(LOOKED_THROUGH), Wording.count(found.all));
  }

  private Next next(List<Issue> shown, Call call) {
    Next next = new Next(call);
    if (!shown.isEmpty()) {
      String first = shown.getFirst().key();
      next.call("suggest_fixes", Scope.all(), "issue_id", first);
      next.call("get_issue", Scope.all(), "issue", first);
    } else if (!arguments.isEmpty()) {
      next.call("search_issues", scope);
    }
    if (input.page() == 1 && shown.size() > 1) {
      next.call("search_issues", scope, "group_by", "rule");
    }
    return next;
  }
}
