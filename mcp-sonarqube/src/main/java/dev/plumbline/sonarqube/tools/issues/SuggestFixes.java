package dev.plumbline.sonarqube.tools.issues;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Detail;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.ScopeArguments;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.fix.DossierReader;
import dev.plumbline.sonarqube.fix.Draft;
import dev.plumbline.sonarqube.fix.FixDrafter;
import dev.plumbline.sonarqube.fix.IssueDossier;
import dev.plumbline.sonarqube.fix.IssueText;
import dev.plumbline.sonarqube.fix.Page;
import dev.plumbline.sonarqube.fix.RuleDossier;
import dev.plumbline.sonarqube.fix.RuleIssuesText;
import dev.plumbline.sonarqube.sonar.Issue;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells all that is needed to fix an issue, or the issues of a rule. */
public final class SuggestFixes implements Question<SuggestFixes.Input, SuggestFixes.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "suggest_fixes",
          "Fix suggestions",
          "All that is needed to fix an issue, or a rule's worst issues in a project: source, flows,"
              + " rule with examples, other occurrences, effort; a checked diff if the client can"
              + " sample.",
          Toolsets.QUALITY,
          Input.class,
          Output.class);

  /** An answer grows in steps of this many bytes. */
  private static final int STEP = 1_024;

  private static final int CONCISE_STEPS = 10;
  private static final int FULL_STEPS = 64;

  private final SonarQube sonarQube;
  private final DossierReader dossiers;
  private final FixDrafter drafter;
  private final FixSubject subject;

  public SuggestFixes(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
    this.dossiers = new DossierReader(sonarQube);
    this.drafter = new FixDrafter(sonarQube.sources());
    this.subject = new FixSubject(sonarQube);
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    if ((input.issueId == null) == (input.rule == null)) {
      throw new Failure.InvalidInput(
          input.rule == null
              ? "Neither 'issue_id' nor 'rule' is given."
              : "'issue_id' and 'rule' are both given.",
          "Give issue_id alone for one issue, or rule with project_key (such as"
              + " rule=\"java:S2259\") for a rule's worst issues; get_code_smells and"
              + " find_security_issues list both.");
    }
    return input.issueId != null
        ? ofIssue(input.issueId.strip(), input, call)
        : ofRule(String.valueOf(input.rule).strip(), input, call);
  }

  private Answer<Output> ofIssue(String key, Input input, Call call) {
    call.progress(0, DossierReader.STEPS, "Reading the issue");
    Issue issue = subject.issue(key, input.projectKey, input.branch, input.pullRequest);
    IssueDossier dossier = dossiers.ofIssue(issue, call);
    Draft draft = drafter.draft(dossier, call);
    IssueText text = new IssueText(dossier, draft, input.detail);
    int steps = input.detail == Detail.FULL ? FULL_STEPS : CONCISE_STEPS;
    return call.fit(
        steps, step -> answer(dossier, draft, text.within(step * STEP), input.detail, call));
  }

  private static Answer<Output> answer(
      IssueDossier dossier, Draft draft, Page.Fitted fitted, Detail detail, Call call) {
    Issue issue = dossier.issue();
    Output output =
        new Output(
            issue.key(),
            issue.rule(),
            issue.path(),
            issue.line(),
            issue.worst(dossier.mode()).name(),
            issue.effortMinutes(),
            dossier.sameRule().total(),
            draft instanceof Draft.Checked checked ? checked.diff() : null,
            leftOut(fitted));
    Next next = new Next(call);
    if (!fitted.leftOut().isEmpty() && detail == Detail.CONCISE) {
      next.call("suggest_fixes", branchOf(dossier), "issue_id", issue.key(), "detail", "full");
    }
    if (dossier.othersTotal() > 0) {
      next.call("suggest_fixes", dossier.scope(), "rule", issue.rule());
    }
    next.call("analyze_project", new Scope(issue.project(), issue.branch().orElse(null), null));
    return Answer.of(output, text(fitted, next));
  }

  /** An issue of the main branch is found by its key alone. */
  private static Scope branchOf(IssueDossier dossier) {
    Scope scope = dossier.scope();
    return scope.branch() == null && scope.pullRequest() == null ? Scope.all() : scope;
  }

  private Answer<Output> ofRule(String key, Input input, Call call) {
    call.progress(0, 0, "Reading the rule");
    Scope scope =
        new ScopeArguments(sonarQube).resolve(input.projectKey, input.branch, input.pullRequest);
    RuleDossier dossier = dossiers.ofRule(subject.rule(key, scope), scope, input.limit, call);
    RuleIssuesText text = new RuleIssuesText(dossier, input.detail);
    List<Issue> issues = dossier.issues().issues();
    return call.fit(issues.size(), count -> answer(dossier, text.of(count), call));
  }

  private static Answer<Output> answer(RuleDossier dossier, Page.Fitted fitted, Call call) {
    List<Issue> issues = dossier.issues().issues();
    @Nullable Issue worst = issues.isEmpty() ? null : issues.getFirst();
    Output output =
        new Output(
            worst == null ? null : worst.key(),
            dossier.rule().key(),
            worst == null ? null : worst.path(),
            worst == null ? 0 : worst.line(),
            worst == null ? null : worst.worst(dossier.mode()).name(),
            dossier.issues().effortMinutes(),
            dossier.issues().total(),
            null,
            leftOut(fitted));
    Next next = new Next(call);
    if (worst != null) {
      next.call("suggest_fixes", Scope.all(), "issue_id", worst.key());
    }
    next.call(
        "analyze_project", new Scope(dossier.scope().project(), dossier.scope().branch(), null));
    return Answer.of(output, text(fitted, next));
  }

  private static String text(Page.Fitted fitted, Next next) {
    String leftOut = fitted.leftOut().isEmpty() ? "" : "Left out: " + fitted.leftOut() + ".\n\n";
    return fitted.text() + "\n\n" + leftOut + next + "\n\n" + Untrusted.LEGEND;
  }

  private static @Nullable String leftOut(Page.Fitted fitted) {
    return fitted.leftOut().isEmpty() ? null : fitted.leftOut();
  }

  /** The arguments. */
  public record Input(
      @Nullable @Param("one issue's key") String issueId,
      @Nullable @Param(ScopeArguments.PROJECT) String projectKey,
      @Nullable @Param("instead of issue_id, such as java:S2259") String rule,
      @Nullable @Param(ScopeArguments.BRANCH) String branch,
      @Nullable @Param(ScopeArguments.PULL_REQUEST) String pullRequest,
      @Param(value = "issues of a rule", defaultValue = "5", min = 1, max = 20) int limit,
      @Param(value = "full shows more of all", defaultValue = "concise") Detail detail) {}

  /** The answer; of a rule with its worst issue and the effort of all. */
  public record Output(
      @Nullable String issue,
      String rule,
      @Nullable Untrusted file,
      int line,
      @Nullable String severity,
      long effortMinutes,
      long occurrences,
      @Nullable String diff,
      @Nullable String leftOut) {}
}
