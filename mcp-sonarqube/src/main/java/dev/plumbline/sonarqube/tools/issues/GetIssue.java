package dev.plumbline.sonarqube.tools.issues;

import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.ScopeArguments;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.fix.DossierReader;
import dev.plumbline.sonarqube.fix.IssueCard;
import dev.plumbline.sonarqube.fix.Page;
import dev.plumbline.sonarqube.sonar.Issue;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows one issue with its source, flows, history and what may be done with it. */
public final class GetIssue implements Question<GetIssue.Input, GetIssue.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "get_issue",
          "Issue",
          "One issue: source, flows, comments, change log, allowed transitions. suggest_fixes adds"
              + " the rule's advice.",
          Toolsets.QUALITY,
          Input.class,
          Output.class);

  /** An answer grows in steps of this many bytes. */
  private static final int STEP = 1_024;

  private static final int STEPS = 16;

  private final FixSubject subject;
  private final DossierReader dossiers;
  private final SonarQube sonarQube;

  public GetIssue(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
    this.subject = new FixSubject(sonarQube);
    this.dossiers = new DossierReader(sonarQube);
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    Issue issue =
        subject.issue(input.issue.strip(), input.projectKey, input.branch, input.pullRequest);
    IssueCard card = dossiers.card(issue, call::progress);
    return call.fit(STEPS, step -> answer(issue, card.within(step * STEP), call));
  }

  private Answer<Output> answer(Issue issue, Page.Fitted fitted, Call call) {
    Output output =
        new Output(
            issue.key(),
            issue.rule(),
            issue.project(),
            issue.path(),
            issue.line(),
            issue.worst(sonarQube.server().mode()).name(),
            issue.message(),
            issue.status(),
            issue.assignee(),
            issue.author(),
            issue.tags(),
            issue.effortMinutes(),
            issue.transitions());
    Next next = new Next(call);
    next.call("suggest_fixes", Scope.all(), "issue_id", issue.key());
    if (Transition.first(issue) != null) {
      next.call(
          "change_issues",
          Scope.all(),
          "issues",
          List.of(issue.key()),
          "transition",
          Transition.first(issue));
    }
    next.call("search_issues", Scope.of(issue.project()), "rules", List.of(issue.rule()));
    String text =
        Wording.paragraphs(
            fitted.text(),
            fitted.leftOut().isEmpty() ? "" : "Left out: " + fitted.leftOut() + ".",
            next.toString(),
            Untrusted.LEGEND);
    return Answer.of(output, text);
  }

  /** The arguments. */
  public record Input(
      @Param("the issue's key") String issue,
      @Nullable @Param(ScopeArguments.PROJECT) String projectKey,
      @Nullable @Param(ScopeArguments.BRANCH) String branch,
      @Nullable @Param(ScopeArguments.PULL_REQUEST) String pullRequest) {}

  /** The answer. */
  public record Output(
      String issue,
      String rule,
      String project,
      Untrusted file,
      int line,
      String severity,
      Untrusted message,
      String status,
      Untrusted assignee,
      Untrusted author,
      List<Untrusted> tags,
      long effortMinutes,
      List<String> transitions) {}
}
