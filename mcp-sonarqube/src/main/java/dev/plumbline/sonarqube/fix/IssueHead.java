package dev.plumbline.sonarqube.fix;

import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.sonarqube.sonar.Issue;
import dev.plumbline.sonarqube.sonar.Keys;
import dev.plumbline.sonarqube.sonar.Mode;
import dev.plumbline.sonarqube.sonar.Rule;
import dev.plumbline.sonarqube.sonar.Severity;
import dev.plumbline.sonarqube.sonar.SoftwareQuality;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** An issue or a rule in a line or two, in the server's terms. */
record IssueHead(Mode mode) {
  private static final int MESSAGE_CHARS = 600;

  String of(Issue issue) {
    String tags =
        issue.tags().isEmpty()
            ? ""
            : ", tags "
                + Untrusted.of(
                        issue.tags().stream()
                            .map(Untrusted::value)
                            .collect(Collectors.joining(" ")))
                    .inline(100);
    return "- %s\n- %s\n- %s, status %s, effort %s%s%s"
        .formatted(
            place(issue) + columns(issue),
            issue.message().inline(MESSAGE_CHARS),
            severity(issue.severity(), issue.impacts(), issue.type()),
            Keys.show(issue.status()),
            effort(issue.effortMinutes()),
            issue.quickFix() ? ", quick fix in an IDE" : "",
            tags);
  }

  /** In a line, for a list of issues of one rule. */
  String brief(Issue issue) {
    return "%s: %s, effort %s: %s"
        .formatted(
            place(issue) + columns(issue),
            issue.worst(mode).name(),
            effort(issue.effortMinutes()),
            issue.message().inline(200));
  }

  String of(Rule rule) {
    String language = rule.language().isEmpty() ? "" : Untrusted.of(rule.language()).inline(40);
    return "**Rule %s** %s: %s, %s"
        .formatted(
            Keys.show(rule.key()),
            rule.name().inline(200),
            severity(rule.severity(), rule.impacts(), rule.type()),
            language);
  }

  static String place(Issue issue) {
    return issue.path().inline(300) + (issue.line() > 0 ? ":" + issue.line() : "");
  }

  /** Tells apart issues of the same line. */
  static String columns(Issue issue) {
    return issue
        .range()
        .filter(range -> range.startLine() == range.endLine())
        .map(range ->
            ", columns %d–%d"
                .formatted(
                    range.startOffset() + 1, Math.max(range.startOffset() + 1, range.endOffset())))
        .orElse("");
  }

  static String effort(long minutes) {
    if (minutes == 0) {
      return "not estimated";
    }
    return minutes < 120
        ? minutes + " min"
        : String.format(Locale.ROOT, "%,d h %d min", minutes / 60, minutes % 60);
  }

  private String severity(Severity one, Map<SoftwareQuality, Severity> impacts, String type) {
    if (mode == Mode.STANDARD || impacts.isEmpty()) {
      return one.in(mode) + " " + words(type);
    }
    return impacts.entrySet().stream()
        .map(impact -> impact.getValue() + " " + words(impact.getKey().name()))
        .collect(Collectors.joining(", "));
  }

  private static String words(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
