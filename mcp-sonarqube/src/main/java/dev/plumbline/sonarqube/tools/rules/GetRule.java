package dev.plumbline.sonarqube.tools.rules;

import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.RuleArguments;
import dev.plumbline.sonarqube.answer.ScopeArguments;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.fix.Page;
import dev.plumbline.sonarqube.fix.RuleCard;
import dev.plumbline.sonarqube.sonar.IssueFilter;
import dev.plumbline.sonarqube.sonar.IssuePage;
import dev.plumbline.sonarqube.sonar.IssueQuery;
import dev.plumbline.sonarqube.sonar.Mode;
import dev.plumbline.sonarqube.sonar.Rule;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Explains a rule in plain text. */
public final class GetRule implements Question<GetRule.Input, GetRule.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "get_rule",
          "Rule",
          "A rule in plain text by section, with its parameters and how often a project breaks it.",
          Toolsets.DETAILS,
          Input.class,
          Output.class);

  private static final int STEP = 1_024;
  private static final int STEPS = 20;

  private final SonarQube sonarQube;
  private final ScopeArguments scopes;

  public GetRule(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
    this.scopes = new ScopeArguments(sonarQube);
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    Scope scope = scopes.resolveOrAll(input.projectKey, null, null);
    Rule rule = RuleArguments.find(sonarQube, input.rule.strip());
    IssueFilter broken = IssueFilter.any().ofRules(List.of(rule.key()));
    IssuePage issues = sonarQube.issues().search(IssueQuery.of(scope, broken).page(1, 1));
    RuleCard card = new RuleCard(rule, sonarQube.server().mode(), input.section);
    return call.fit(STEPS, step -> answer(rule, scope, issues, card.within(step * STEP), call));
  }

  private Answer<Output> answer(
      Rule rule, Scope scope, IssuePage issues, Page.Fitted fitted, Call call) {
    Next next = new Next(call);
    if (issues.total() > 0) {
      if (scope.project() != null) {
        next.call("suggest_fixes", scope, "rule", rule.key());
      }
      next.call("search_issues", scope, "rules", List.of(rule.key()));
    }
    String text =
        Wording.paragraphs(
            fitted.text(),
            "**%s open** in %s; %s to mend them."
                .formatted(
                    Wording.count(issues.total(), "issue"),
                    Next.title(scope),
                    Wording.effort(issues.effortMinutes())),
            fitted.leftOut().isEmpty() ? "" : "Left out: " + fitted.leftOut() + ".",
            next.toString(),
            Untrusted.LEGEND);
    boolean standard = sonarQube.server().mode() == Mode.STANDARD || rule.impacts().isEmpty();
    String severity =
        standard
            ? rule.severity().name()
            : rule.impacts().values().stream()
                .max((one, other) -> Integer.compare(one.rank(), other.rank()))
                .orElse(rule.severity())
                .name();
    return Answer.of(
        new Output(
            rule.key(),
            rule.name(),
            rule.language(),
            severity,
            rule.sections().stream().map(Rule.Section::key).distinct().toList(),
            issues.total()),
        text);
  }

  /** The arguments. */
  public record Input(
      @Param("its key, such as java:S2259") String rule,
      @Nullable @Param("one section, such as how_to_fix") String section,
      @Nullable @Param("count its issues there") String projectKey) {}

  /** The answer. */
  public record Output(
      String rule,
      Untrusted name,
      String language,
      String severity,
      List<String> sections,
      long openIssues) {}
}
