package dev.plumbline.sonarqube.sonar;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which issues are meant; open ones unless it says otherwise.
 *
 * @param quality what they harm; empty for any
 * @param severities in the words of the server's mode; empty for any
 * @param statuses empty for the open ones
 * @param criteria further conditions, each met by any of its values
 * @param newCode only those in new code
 */
public record IssueFilter(
    Optional<SoftwareQuality> quality,
    List<Severity> severities,
    List<IssueStatus> statuses,
    Map<Criterion, List<String>> criteria,
    boolean newCode) {
  public IssueFilter {
    severities = List.copyOf(severities);
    statuses = List.copyOf(statuses);
    criteria = Map.copyOf(criteria);
  }

  /** All open issues. */
  public static IssueFilter any() {
    return new IssueFilter(Optional.empty(), List.of(), List.of(), Map.of(), false);
  }

  /** Open ones that harm a quality with one of these severities. */
  public static IssueFilter harming(SoftwareQuality quality, List<Severity> severities) {
    return new IssueFilter(Optional.of(quality), severities, List.of(), Map.of(), false);
  }

  /** Only those that harm a quality. */
  public IssueFilter harming(SoftwareQuality wanted) {
    return new IssueFilter(Optional.of(wanted), severities, statuses, criteria, newCode);
  }

  /** With other severities. */
  public IssueFilter withSeverities(List<Severity> wanted) {
    return new IssueFilter(quality, wanted, statuses, criteria, newCode);
  }

  /** With these statuses instead of the open ones. */
  public IssueFilter withStatuses(List<IssueStatus> wanted) {
    return new IssueFilter(quality, severities, wanted, criteria, newCode);
  }

  /** Only those that meet a condition; no values mean no condition. */
  public IssueFilter with(Criterion criterion, List<String> values) {
    if (values.isEmpty()) {
      return this;
    }
    Map<Criterion, List<String>> more = new EnumMap<>(Criterion.class);
    more.putAll(criteria);
    more.put(criterion, List.copyOf(values));
    return new IssueFilter(quality, severities, statuses, more, newCode);
  }

  /** Only those of these rules. */
  public IssueFilter ofRules(List<String> keys) {
    return with(Criterion.RULE, keys);
  }

  /** Only those with one of these tags. */
  public IssueFilter tagged(List<String> names) {
    return with(Criterion.TAG, names);
  }

  /** In new code only, if {@code only}. */
  public IssueFilter inNewCode(boolean only) {
    return new IssueFilter(quality, severities, statuses, criteria, only);
  }

  /** The values of a condition; empty if there is none. */
  public List<String> values(Criterion criterion) {
    return criteria.getOrDefault(criterion, List.of());
  }

  /** A condition on issues. */
  public enum Criterion {
    /** Rule keys. */
    RULE("rules"),
    /** Component keys of files within the project. */
    FILE("components"),
    /** Tags of the issue. */
    TAG("tags"),
    /** Logins, or {@code __me__}. */
    ASSIGNEE("assignees"),
    /** {@code false} for those that nobody is assigned to. */
    ASSIGNED("assigned"),
    /** Authors by SCM. */
    AUTHOR("author"),
    /** Language keys such as {@code java}. */
    LANGUAGE("languages"),
    /** A time as the web API writes it; inclusive. */
    CREATED_AFTER("createdAfter"),
    /** A time as the web API writes it; exclusive. */
    CREATED_BEFORE("createdBefore"),
    /** Issue keys. */
    KEY("issues");

    private final String parameter;

    Criterion(String parameter) {
      this.parameter = parameter;
    }

    String parameter() {
      return parameter;
    }
  }
}
