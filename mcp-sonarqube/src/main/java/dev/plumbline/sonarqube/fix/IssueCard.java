package dev.plumbline.sonarqube.fix;

import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.sonarqube.sonar.Issue;
import dev.plumbline.sonarqube.sonar.IssueEvent;
import dev.plumbline.sonarqube.sonar.Keys;
import dev.plumbline.sonarqube.sonar.Mode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything about one issue on a page: what and where, its source, the places it points to, its
 * history and what may be done with it.
 */
public final class IssueCard {
  private static final int EVENTS = 20;

  private final Issue issue;
  private final Mode mode;
  private final Excerpt source;
  private final List<IssueEvent> history;

  IssueCard(Issue issue, Mode mode, Excerpt source, List<IssueEvent> history) {
    this.issue = issue;
    this.mode = mode;
    this.source = source;
    this.history = history;
  }

  /** The card in at most so many bytes, as far as the head allows. */
  public Page.Fitted within(int bytes) {
    Page page = new Page(bytes);
    page.add("**Issue %s** of rule %s %s".formatted(issue.key(), Keys.show(issue.rule()), name()));
    page.add(new IssueHead(mode).of(issue) + "\n" + people());
    page.add("Allowed transitions: " + transitions() + ".");
    if (!source.isEmpty()) {
      source
          .within(page.left() / 2, 8)
          .ifPresentOrElse(
              text -> page.add("Source (> the issue, * what it points to):\n" + text),
              () -> page.leaveOut("the source"));
    }
    addLines(page, "It points to:", new Places(issue).lines(), "places it points to");
    addLines(page, "Comments:", comments(), "comments");
    addLines(page, "Change log:", changes(), "changes");
    return page.fitted();
  }

  private static void addLines(Page page, String title, List<String> lines, String what) {
    int shown = page.addLines(title, lines, page.left() / 2);
    if (shown < lines.size()) {
      page.leaveOut((lines.size() - shown) + " " + what);
    }
  }

  private String name() {
    return issue.ruleName().isEmpty() ? "" : issue.ruleName().inline(200);
  }

  private String people() {
    String assignee = issue.assignee().isEmpty() ? "nobody" : issue.assignee().inline(60);
    String author = issue.author().isEmpty() ? "unknown" : issue.author().inline(60);
    return "- assigned to %s, author %s, created %s, updated %s"
        .formatted(assignee, author, day(issue.created()), day(issue.updated()));
  }

  private String transitions() {
    return issue.transitions().isEmpty()
        ? "none for this token's user"
        : String.join(", ", issue.transitions());
  }

  private List<String> comments() {
    return issue.comments().stream()
        .map(comment ->
            "- %s %s: %s"
                .formatted(
                    day(comment.written()),
                    comment.author().inline(60),
                    comment.text().inline(400)))
        .toList();
  }

  private List<String> changes() {
    List<String> lines = new ArrayList<>();
    for (IssueEvent event : history.reversed()) {
      for (IssueEvent.Change change : event.changes()) {
        String who = event.user().isEmpty() ? "SonarQube" : event.user().inline(60);
        lines.add(
            "- %s %s: %s %s → %s"
                .formatted(
                    day(event.when()),
                    who,
                    Untrusted.of(change.property()).inline(40),
                    shown(change.from()),
                    shown(change.to())));
      }
    }
    return lines.subList(0, Math.min(EVENTS, lines.size()));
  }

  private static String shown(Untrusted value) {
    return value.isEmpty() ? "–" : value.inline(100);
  }

  private static String day(Optional<Instant> time) {
    return time.map(known -> known.toString().substring(0, 10)).orElse("–");
  }
}
