package dev.plumbline.sonarqube.fix;

import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Detail;
import dev.plumbline.sonarqube.sonar.Issue;
import dev.plumbline.sonarqube.sonar.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An issue's dossier as a text of at most some length, the most important things first. */
public final class IssueText {
  private static final int CONCISE_RULE_BYTES = 3_000;

  private final IssueDossier dossier;
  private final Draft draft;
  private final boolean full;

  public IssueText(IssueDossier dossier, Draft draft, Detail detail) {
    this.dossier = dossier;
    this.draft = draft;
    this.full = detail == Detail.FULL;
  }

  /** The text in that many bytes; what heads it is there in any case. */
  public Page.Fitted within(int bytes) {
    Page page = new Page(bytes);
    Issue issue = dossier.issue();
    page.add(
        "**Issue %s** of rule %s %s in %s\n%s"
            .formatted(
                Keys.isIssue(issue.key()) ? issue.key() : Untrusted.of(issue.key()).inline(60),
                Keys.show(issue.rule()),
                issue.ruleName().inline(200),
                Keys.show(issue.project()),
                new IssueHead(dossier.mode()).of(issue)));
    String fix = fix();
    Page rest = new Page(page.left() - Text.bytes(fix));
    addSource(rest);
    addPlaces(rest);
    addRule(rest);
    addOthers(rest);
    addElsewhere(rest);
    page.add(rest.fitted().text());
    page.add(fix);
    return new Page.Fitted(page.fitted().text(), rest.fitted().leftOut());
  }

  private String fix() {
    return switch (draft) {
      case Draft.Checked checked ->
          "Drafted fix, checked to apply to the analysed source but not compiled or tested:\n"
              + Untrusted.of(checked.diff()).block("diff")
              + "\n"
              + (checked.carriageReturns()
                  ? "The file ends its lines with CR LF: take the diff from the structured answer."
                  : "If your file ends its lines with CR LF: git apply --ignore-whitespace.");
      case Draft.Rejected rejected ->
          "The client's model drafted a fix, but it does not apply as checked and is left out: "
              + rejected.why()
              + ". Write a unified diff that fixes exactly this issue.";
      case Draft.NoFix() ->
          "The client's model found no fix within this file: decide what else has to change.";
      case Draft.NotAsked() when dossier.isEnded() ->
          "The issue is closed: there is nothing to fix, and its lines may have moved.";
      case Draft.NotAsked() ->
          "Now write a unified diff that fixes exactly this issue and changes nothing else.";
    };
  }

  private void addSource(Page page) {
    if (dossier.source().isEmpty()) {
      boolean project = dossier.issue().component().equals(dossier.issue().project());
      page.add(
          project
              ? "The issue is about the whole project, so there is no source to show."
              : "SonarQube does not give out the source: it is gone, or the token lacks See Source"
                  + " Code.");
      return;
    }
    Optional<String> source = dossier.source().within(page.left() * 2 / 5, full ? 20 : 5);
    source.ifPresentOrElse(
        text -> page.add("Source (> the issue, * what it points to):\n" + text),
        () -> page.leaveOut("the source"));
  }

  private void addPlaces(Page page) {
    List<String> lines = new Places(dossier.issue()).lines();
    List<String> wanted = lines.subList(0, Math.min(lines.size(), full ? 60 : 15));
    int shown = page.addLines("It points to:", wanted, page.left() / 3);
    if (shown < lines.size()) {
      page.leaveOut(lines.size() - shown + " lines of the places it points to");
    }
  }

  private void addRule(Page page) {
    if (dossier.rule().isEmpty()) {
      page.add("SonarQube no longer has the rule.");
      return;
    }
    RuleText rule = new RuleText(dossier.rule().get(), dossier.issue().ruleContext());
    if (rule.isEmpty()) {
      page.add("SonarQube has no description of the rule.");
      return;
    }
    int room = page.left() * 2 / 3;
    RuleText.Fitted fitted = rule.within(full ? room : Math.min(room, CONCISE_RULE_BYTES), full);
    page.add(fitted.text());
    if (!fitted.whole()) {
      page.leaveOut("parts of the rule's description");
    }
  }

  private void addOthers(Page page) {
    long total = dossier.othersTotal();
    List<String> lines = new ArrayList<>();
    dossier.others().stream()
        .limit(full ? 20 : 5)
        .forEach(other -> lines.add("- " + IssueHead.place(other)));
    String title =
        total == 0
            ? "No other open issue of this rule in the project."
            : "%d other open issue%s of this rule in the project; all of them take %s:"
                .formatted(
                    total,
                    total == 1 ? "" : "s",
                    IssueHead.effort(dossier.sameRule().effortMinutes()));
    if (total == 0) {
      page.add(title);
    } else if (page.addLines(title, lines, page.left()) < total) {
      page.leaveOut("most of the rule's other issues");
    }
  }

  private void addElsewhere(Page page) {
    int shown = 0;
    for (Excerpt excerpt : dossier.elsewhere()) {
      Optional<String> text = excerpt.within(page.left() / 2, full ? 10 : 3);
      if (text.isPresent()) {
        page.add("Source of " + excerpt.path().inline(300) + ":\n" + text.get());
        shown++;
      }
    }
    if (shown < dossier.elsewhere().size()) {
      page.leaveOut("source of " + (dossier.elsewhere().size() - shown) + " other files");
    }
  }
}
