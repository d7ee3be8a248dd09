package dev.plumbline.sonarqube.answer;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.sonarqube.sonar.IssueFilter;
import dev.plumbline.sonarqube.sonar.IssueFilter.Criterion;
import dev.plumbline.sonarqube.sonar.IssueStatus;
import dev.plumbline.sonarqube.sonar.Keys;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.Severity;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The arguments that say which issues are meant, checked and put in the server's terms.
 *
 * @param severity this one and worse
 * @param statuses null for the open ones
 * @param file a path within the project
 * @param assignee a login, {@code me} or {@code none}
 * @param createdFrom the first day, in UTC
 * @param createdTo the last day, in UTC
 */
public record IssueArguments(
    @Nullable IssueKind type,
    @Nullable Severity severity,
    @Nullable List<IssueStatus> statuses,
    @Nullable List<String> rules,
    @Nullable String file,
    @Nullable String assignee,
    @Nullable String author,
    @Nullable List<String> tags,
    @Nullable List<String> languages,
    @Nullable LocalDate createdFrom,
    @Nullable LocalDate createdTo,
    boolean newCode) {
  /** Whether nothing narrows the issues of the scope. */
  public boolean isEmpty() {
    return equals(
        new IssueArguments(
            null, null, null, null, null, null, null, null, null, null, null, false));
  }

  /**
   * The filter in the terms of the server.
   *
   * @throws Failure when arguments contradict each other or name what does not exist
   */
  public IssueFilter filter(SonarQube sonarQube, Scope scope) {
    checkDates();
    IssueFilter filter =
        IssueFilter.any()
            .inNewCode(newCode)
            .withStatuses(given(statuses))
            .ofRules(rules(sonarQube))
            .tagged(given(tags))
            .with(Criterion.LANGUAGE, languages(sonarQube))
            .with(Criterion.FILE, files(sonarQube, scope))
            .with(Criterion.AUTHOR, one(author))
            .with(Criterion.CREATED_AFTER, day(createdFrom, 0))
            .with(Criterion.CREATED_BEFORE, day(createdTo, 1));
    if (type != null) {
      filter = filter.harming(type.quality());
    }
    if (severity != null) {
      filter = filter.withSeverities(severity.andWorse(sonarQube.server().mode()));
    }
    return assigned(filter);
  }

  /**
   * Says which value of a search without results does not exist, for SonarQube itself does not.
   *
   * @throws Failure.NotFound naming the nearest
   */
  public void checkAfterNothingWasFound(SonarQube sonarQube) {
    for (String rule : given(rules)) {
      sonarQube.rules().show(rule);
    }
    if (assignee != null && !assignee.equals("none") && !assignee.equals("me")) {
      try {
        sonarQube.users().login(assignee);
      } catch (Failure.Denied usersAreHidden) {
        return;
      }
    }
  }

  private void checkDates() {
    if (createdFrom != null && createdTo != null && createdFrom.isAfter(createdTo)) {
      throw new Failure.InvalidInput(
          "'created_from' %s is after 'created_to' %s.".formatted(createdFrom, createdTo),
          "Swap them.");
    }
  }

  private IssueFilter assigned(IssueFilter filter) {
    if (assignee == null) {
      return filter;
    }
    return switch (assignee) {
      case "none" -> filter.with(Criterion.ASSIGNED, List.of("false"));
      case "me" -> filter.with(Criterion.ASSIGNEE, List.of("__me__"));
      default -> filter.with(Criterion.ASSIGNEE, List.of(assignee));
    };
  }

  private List<String> files(SonarQube sonarQube, Scope scope) {
    if (file == null) {
      return List.of();
    }
    if (scope.project() == null) {
      throw new Failure.InvalidInput(
          "'file' is given without its project.", "Give project_key too.");
    }
    return List.of(sonarQube.files().find(scope, file).component());
  }

  private List<String> rules(SonarQube sonarQube) {
    for (String rule : given(rules)) {
      if (!Keys.isRule(rule)) {
        sonarQube.rules().show(rule);
      }
    }
    return given(rules);
  }

  private List<String> languages(SonarQube sonarQube) {
    List<String> keys = new ArrayList<>();
    for (String language : given(languages)) {
      keys.add(language(language.strip(), sonarQube.server().languages()));
    }
    return keys;
  }

  /**
   * The key of a language that is named by its key or name.
   *
   * @throws Failure.NotFound naming the nearest
   */
  public static String language(String given, Map<String, String> known) {
    for (Map.Entry<String, String> language : known.entrySet()) {
      if (given.equalsIgnoreCase(language.getKey())
          || given.equalsIgnoreCase(language.getValue())) {
        return language.getKey();
      }
    }
    String nearest = Nearest.hint(given, known.keySet());
    throw new Failure.NotFound(
        "This SonarQube has no language %s.".formatted(Untrusted.of(given).inline(60)),
        "%s Languages: %s."
            .formatted(nearest, known.keySet().stream().sorted().collect(Collectors.joining(", ")))
            .strip());
  }

  private static List<String> day(@Nullable LocalDate day, int later) {
    return day == null ? List.of() : List.of(day.plusDays(later) + "T00:00:00+0000");
  }

  private static List<String> one(@Nullable String value) {
    return value == null ? List.of() : List.of(value);
  }

  private static <T> List<T> given(@Nullable List<T> values) {
    return values == null ? List.of() : values;
  }
}
