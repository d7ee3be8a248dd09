package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An issue as SonarQube tells it.
 *
 * @param severity the one severity of the Standard Experience
 * @param impacts the severity for each software quality; empty on servers before 10.2
 * @param type such as {@code CODE_SMELL}
 * @param component the file's key
 * @param path the file's path, or the project's name
 * @param line 0 when the issue is about the whole file
 * @param effortMinutes estimated time to mend it; 0 when unknown
 * @param status such as {@code OPEN} or {@code ACCEPTED}
 * @param transitions what the token's user may do with it; only when looked up by key
 * @param ruleContext which of the rule's contexts applies; empty for none
 */
public record Issue(
    String key,
    String rule,
    Untrusted ruleName,
    Severity severity,
    Map<SoftwareQuality, Severity> impacts,
    String type,
    String project,
    String component,
    Untrusted path,
    int line,
    Optional<TextRange> range,
    Untrusted message,
    long effortMinutes,
    String status,
    Untrusted author,
    Untrusted assignee,
    List<Untrusted> tags,
    Optional<Instant> created,
    Optional<Instant> updated,
    Optional<Instant> closed,
    Optional<String> branch,
    Optional<String> pullRequest,
    List<Flow> flows,
    List<String> transitions,
    List<Comment> comments,
    boolean quickFix,
    String ruleContext) {

  /** What somebody wrote below an issue. */
  public record Comment(Untrusted author, Untrusted text, Optional<Instant> written) {}

  /** The severity that counts for a quality in a mode. */
  public Severity severity(SoftwareQuality quality, Mode mode) {
    return mode == Mode.STANDARD ? severity : impacts.getOrDefault(quality, severity.in(mode));
  }

  /** The worst severity in the words of a mode. */
  public Severity worst(Mode mode) {
    if (mode == Mode.STANDARD) {
      return severity;
    }
    return impacts.values().stream()
        .max((one, other) -> Integer.compare(one.rank(), other.rank()))
        .orElse(severity.in(mode));
  }
}
