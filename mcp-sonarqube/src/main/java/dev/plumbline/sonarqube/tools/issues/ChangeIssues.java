package dev.plumbline.sonarqube.tools.issues;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Change;
import dev.plumbline.mcp.tool.Effect;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Plan;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.sonarqube.answer.IssueArguments;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.ScopeArguments;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.Issue;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.Severity;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides about issues: transition, assignee, tags, comment; some by key or all of a filter. */
public final class ChangeIssues implements Change<ChangeIssues.Input, ChangeIssues.Output> {
  private static final int PREVIEW_ROWS = 20;

  private static final ToolSpec<Input, Output> SPEC =
      new ToolSpec<>(
          "change_issues",
          "Change issues",
          "Transition, assign, tag or comment issues, by key or by filter.",
          Toolsets.QUALITY,
          Effect.DESTRUCTIVE,
          false,
          false,
          Role.OPERATOR,
          Input.class,
          Output.class);

  private final SonarQube sonarQube;
  private final IssueSelection selection;

  public ChangeIssues(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
    this.selection = new IssueSelection(sonarQube);
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Plan<Output> plan(Input input, Call call) {
    IssueChange.Wish wish = wish(input);
    IssueSelection.Selected selected = selection.of(input);
    List<Problem> problems = new ArrayList<>(selected.missing());
    List<IssueChange> changes = new ArrayList<>();
    int unchanged = 0;
    for (Issue issue : selected.issues()) {
      try {
        IssueChange change = IssueChange.of(issue, wish);
        if (change.isNothing()) {
          unchanged++;
        } else {
          changes.add(change);
        }
      } catch (Failure.InvalidInput notAllowed) {
        problems.add(new Problem(issue.key(), String.valueOf(notAllowed.getMessage())));
      }
    }
    if (changes.isEmpty()) {
      return new Plan.Unchanged<>(answer(0, unchanged, problems, List.of(), call));
    }
    int same = unchanged;
    return new Plan.Proposed<>(
        preview(changes, same, problems, selected.leftOut()),
        () -> apply(changes, same, problems, call));
  }

  private IssueChange.Wish wish(Input input) {
    String assignee =
        input.assign == null
            ? null
            : input.assign.equals("none") ? "" : sonarQube.users().login(input.assign);
    IssueChange.Wish wish =
        new IssueChange.Wish(
            input.transition,
            assignee,
            given(input.addTags),
            given(input.removeTags),
            input.comment);
    if (wish.isNothing()) {
      throw new Failure.InvalidInput(
          "Nothing to change is given.",
          "Give transition, assign, add_tags, remove_tags or comment.");
    }
    return wish;
  }

  private static List<String> given(@Nullable List<String> values) {
    return values == null ? List.of() : values;
  }

  private static String preview(
      List<IssueChange> changes, int unchanged, List<Problem> problems, long leftOut) {
    Table table = new Table("Issue", "Where", "Rule", "Change");
    for (IssueChange change : changes.subList(0, Math.min(PREVIEW_ROWS, changes.size()))) {
      Issue issue = change.issue();
      table.row(
          issue.key(),
          issue.path().inline(120) + (issue.line() > 0 ? ":" + issue.line() : ""),
          issue.rule(),
          change.words());
    }
    String comment = changes.getFirst().comment();
    int more = changes.size() - PREVIEW_ROWS;
    return Wording.paragraphs(
        "This changes **%s**:".formatted(Wording.count(changes.size(), "issue")),
        table.toString(),
        more > 0 ? "… and %s more in the same way.".formatted(Wording.count(more)) : "",
        comment == null ? "" : "The comment: " + Untrusted.of(comment).inline(500),
        unchanged > 0 ? "%d are so already and stay as they are.".formatted(unchanged) : "",
        problems.isEmpty() ? "" : problems(problems),
        leftOut > 0
            ? "%s more match the filter: one call changes %d at most, so call again after this."
                .formatted(Wording.count(leftOut), IssueSelection.MOST)
            : "");
  }

  private Answer<Output> apply(
      List<IssueChange> changes, int unchanged, List<Problem> before, Call call) {
    List<Problem> problems = new ArrayList<>(before);
    List<String> done = new ArrayList<>();
    for (IssueChange change : changes) {
      String key = change.issue().key();
      try {
        change.make(sonarQube.issueChanges());
        done.add(key);
      } catch (Failure failure) {
        problems.add(new Problem(key, failure.text()));
      }
      call.progress(done.size() + problems.size() - before.size(), changes.size(), key);
    }
    return answer(changes.size(), unchanged, problems, done, call);
  }

  private static Answer<Output> answer(
      int wanted, int unchanged, List<Problem> problems, List<String> done, Call call) {
    Next next = new Next(call);
    if (!done.isEmpty()) {
      next.call("get_issue", Scope.all(), "issue", done.getFirst());
    }
    return call.fit(
        problems.size(),
        rows -> {
          List<Problem> shown = problems.subList(0, rows);
          String text =
              Wording.paragraphs(
                  wanted == 0
                      ? "**Nothing changed.** %s so already."
                          .formatted(
                              Wording.count(unchanged, "issue") + (unchanged == 1 ? " is" : " are"))
                      : "**Changed %d of %s.** %d were so already."
                          .formatted(done.size(), Wording.count(wanted, "issue"), unchanged),
                  shown.isEmpty() ? "" : problems(shown),
                  rows < problems.size() ? (problems.size() - rows) + " more left out." : "",
                  next.toString(),
                  Untrusted.LEGEND);
          return Answer.of(new Output(done.size(), unchanged, shown), text);
        });
  }

  private static String problems(List<Problem> problems) {
    StringBuilder text = new StringBuilder("Not possible:");
    problems.forEach(problem ->
        text.append("\n- ")
            .append(Untrusted.of(problem.issue).inline(60))
            .append(": ")
            .append(problem.why));
    return text.toString();
  }

  /** An issue that is not changed, and why. */
  public record Problem(String issue, String why) {}

  /** The arguments: issues, or a filter of open ones; and what to change. */
  public record Input(
      @Nullable @Param(value = "issue keys, or a filter:", max = 500) List<String> issues,
      @Nullable @Param(ScopeArguments.PROJECT) String projectKey,
      @Nullable @Param("and worse") Severity severity,
      @Nullable @Param("rule keys") List<String> rules,
      @Nullable @Param("path in the project") String file,
      @Nullable @Param("any of these") List<String> tags,
      @Nullable @Param(ScopeArguments.BRANCH) String branch,
      @Nullable @Param(ScopeArguments.PULL_REQUEST) String pullRequest,
      @Nullable @Param("what to decide") Transition transition,
      @Nullable @Param("login, me or none") String assign,
      @Nullable @Param("tags to add") List<String> addTags,
      @Nullable @Param("tags to remove") List<String> removeTags,
      @Nullable @Param(value = "text to add", max = 4_000) String comment) {
    IssueArguments filter() {
      return new IssueArguments(
          null, severity, null, rules, file, null, null, tags, null, null, null, false);
    }
  }

  /** The answer. */
  public record Output(int changed, int unchanged, List<Problem> problems) {}
}
