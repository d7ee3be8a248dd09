package dev.plumbline.sonarqube.sonar;

import java.util.List;
import java.util.Optional;

/**
 * Which open issues are meant.
 *
 * @param quality what they harm; empty for any
 * @param severities in the words of the server's mode; empty for any
 * @param rules rule keys; empty for any
 * @param files component keys within the project; empty for all
 * @param tags any of these; empty for any at all
 * @param newCode only those in new code
 */
public record IssueFilter(
    Optional<SoftwareQuality> quality,
    List<Severity> severities,
    List<String> rules,
    List<String> files,
    List<String> tags,
    boolean newCode) {
  /** All open issues. */
  public static IssueFilter any() {
    return new IssueFilter(Optional.empty(), List.of(), List.of(), List.of(), List.of(), false);
  }

  /** Those that harm a quality with one of these severities. */
  public static IssueFilter harming(SoftwareQuality quality, List<Severity> severities) {
    return new IssueFilter(
        Optional.of(quality), severities, List.of(), List.of(), List.of(), false);
  }

  /** With other severities. */
  public IssueFilter withSeverities(List<Severity> wanted) {
    return new IssueFilter(quality, wanted, rules, files, tags, newCode);
  }

  /** Only those of these rules. */
  public IssueFilter ofRules(List<String> keys) {
    return new IssueFilter(quality, severities, keys, files, tags, newCode);
  }

  /** Only those in these files. */
  public IssueFilter inFiles(List<String> components) {
    return new IssueFilter(quality, severities, rules, components, tags, newCode);
  }

  /** Only those with one of these tags. */
  public IssueFilter tagged(List<String> names) {
    return new IssueFilter(quality, severities, rules, files, names, newCode);
  }

  /** In new code only, if {@code only}. */
  public IssueFilter inNewCode(boolean only) {
    return new IssueFilter(quality, severities, rules, files, tags, only);
  }
}
