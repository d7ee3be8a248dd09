package dev.plumbline.sonarqube.fix;

import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Detail;
import dev.plumbline.sonarqube.sonar.Issue;
import dev.plumbline.sonarqube.sonar.Keys;
import java.util.Set;

/** A rule's dossier as a text of some of its issues. */
public final class RuleIssuesText {
  private static final int RULE_BYTES = 3_000;
  private static final int FULL_RULE_BYTES = 8_000;
  private static final int SOURCE_BYTES = 1_500;
  private static final int FULL_SOURCE_BYTES = 4_000;

  private final RuleDossier dossier;
  private final boolean full;
  private final IssueHead head;

  public RuleIssuesText(RuleDossier dossier, Detail detail) {
    this.dossier = dossier;
    this.full = detail == Detail.FULL;
    this.head = new IssueHead(dossier.mode());
  }

  /** The rule once, and then its worst issues with their source; without issues the rule only. */
  public Page.Fitted of(int issues) {
    Page page = new Page(Integer.MAX_VALUE);
    page.add(head.of(dossier.rule()));
    long total = dossier.issues().total();
    String where = Keys.show(dossier.scope().key());
    page.add(
        total == 0
            ? "No open issue of this rule in " + where + "."
            : "%d open issue%s in %s, %s to mend them all; worst first."
                .formatted(
                    total,
                    total == 1 ? "" : "s",
                    where,
                    IssueHead.effort(dossier.issues().effortMinutes())));
    addRule(page);
    for (int i = 0; i < issues; i++) {
      addIssue(page, i);
    }
    if (issues < total) {
      long more = total - issues;
      page.leaveOut(more + (more == 1 ? " issue" : " issues"));
    }
    if (issues > 0) {
      page.add("For each write a unified diff that fixes exactly that issue.");
    }
    return page.fitted();
  }

  private void addRule(Page page) {
    RuleText text = new RuleText(dossier.rule(), context());
    if (text.isEmpty()) {
      page.add("SonarQube has no description of the rule.");
      return;
    }
    RuleText.Fitted fitted = text.within(full ? FULL_RULE_BYTES : RULE_BYTES, full);
    page.add(fitted.text());
    Set<String> others = text.otherContexts(dossier.rule());
    if (!others.isEmpty()) {
      page.leaveOut("advice for " + String.join(", ", others));
    }
    if (!fitted.whole()) {
      page.leaveOut("parts of the rule's description");
    }
  }

  private String context() {
    return dossier.issues().issues().stream().map(Issue::ruleContext).findFirst().orElse("");
  }

  private void addIssue(Page page, int index) {
    Issue issue = dossier.issues().issues().get(index);
    String key = Keys.isIssue(issue.key()) ? issue.key() : Untrusted.of(issue.key()).inline(60);
    String source =
        dossier
            .sources()
            .get(index)
            .within(full ? FULL_SOURCE_BYTES : SOURCE_BYTES, full ? 8 : 3)
            .map(text -> "\n" + text)
            .orElse("");
    page.add("**" + key + "** " + head.brief(issue) + source);
  }
}
