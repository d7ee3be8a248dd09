package dev.plumbline.sonarqube.tools.issues;

import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.sonarqube.sonar.Issue;
import dev.plumbline.sonarqube.sonar.Mode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An issue as a row of a search; what is empty or usual is left out.
 *
 * @param message left out of very long concise lists, whose text has it
 * @param effortMinutes left out of very long concise lists too
 * @param status left out when open
 * @param impacts severity by quality, in full detail
 */
public record FoundIssue(
    String key,
    String severity,
    String rule,
    @Nullable String project,
    Untrusted where,
    @Nullable Untrusted message,
    @Nullable Long effortMinutes,
    @Nullable String status,
    @Nullable Untrusted assignee,
    @Nullable Untrusted author,
    @Nullable List<Untrusted> tags,
    @Nullable Map<String, String> impacts) {

  static FoundIssue of(Issue issue, Mode mode, boolean withProject, boolean brief, boolean full) {
    return new FoundIssue(
        issue.key(),
        issue.worst(mode).name(),
        issue.rule(),
        withProject ? issue.project() : null,
        Untrusted.of(issue.path().value() + (issue.line() > 0 ? ":" + issue.line() : "")),
        brief ? null : issue.message(),
        brief || issue.effortMinutes() == 0 ? null : issue.effortMinutes(),
        issue.status().equals("OPEN") ? null : issue.status(),
        issue.assignee().isEmpty() ? null : issue.assignee(),
        issue.author().isEmpty() ? null : issue.author(),
        full && !issue.tags().isEmpty() ? issue.tags() : null,
        full && !issue.impacts().isEmpty() ? impacts(issue) : null);
  }

  private static Map<String, String> impacts(Issue issue) {
    Map<String, String> impacts = new TreeMap<>();
    issue.impacts().forEach((quality, severity) -> impacts.put(quality.name(), severity.name()));
    return impacts;
  }
}
