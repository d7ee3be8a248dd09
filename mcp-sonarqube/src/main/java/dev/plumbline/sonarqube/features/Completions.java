package dev.plumbline.sonarqube.features;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.feature.Completer;
import dev.plumbline.sonarqube.sonar.Keys;
import dev.plumbline.sonarqube.sonar.Project;
import dev.plumbline.sonarqube.sonar.Rule;
import dev.plumbline.sonarqube.sonar.RuleQuery;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import dev.plumbline.sonarqube.sonar.UsersClient;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Suggests values while a person types; what the token may not see is not suggested. */
final class Completions {
  private static final int MOST = 100;

  private final SonarQube sonarQube;

  Completions(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
  }

  /** Keys of projects. */
  Completer projects() {
    return (typed, _) ->
        quietly(() ->
            best(
                typed,
                sonarQube.projects().search(typed, 1, MOST).projects().stream()
                    .map(Project::key)
                    .toList()));
  }

  /** Branches of the project that is filled in already, or configured. */
  Completer branches() {
    return (typed, context) ->
        quietly(() ->
            project(context)
                .map(key -> best(typed, sonarQube.projects().branches(key)))
                .orElse(List.of()));
  }

  /** Keys of rules. */
  Completer rules() {
    return (typed, _) ->
        quietly(() -> {
          RuleQuery query =
              new RuleQuery(
                  typed.substring(typed.indexOf(':') + 1),
                  List.of(),
                  Optional.empty(),
                  List.of(),
                  List.of(),
                  Optional.empty(),
                  1,
                  MOST);
          return best(
              typed, sonarQube.rules().search(query).rules().stream().map(Rule::key).toList());
        });
  }

  /** Keys of metrics. */
  Completer metrics() {
    return (typed, _) -> quietly(() -> best(typed, sonarQube.server().metrics().keySet()));
  }

  /** Logins of users; {@code me} and {@code none} too. */
  Completer users() {
    return (typed, _) -> {
      Set<String> logins = new LinkedHashSet<>();
      Stream.of("me", "none").filter(word -> word.startsWith(typed)).forEach(logins::add);
      logins.addAll(
          quietly(() ->
              sonarQube.users().search(typed).stream().map(UsersClient.User::login).toList()));
      return best(typed, logins);
    };
  }

  /** Paths of files of the project that is filled in already, or configured. */
  Completer files() {
    return (typed, context) ->
        quietly(() ->
            project(context)
                .map(key ->
                    best(
                        typed,
                        sonarQube.files().search(Scope.of(key), typed, MOST).stream()
                            .map(file -> file.path().value())
                            .toList()))
                .orElse(List.of()));
  }

  private Optional<String> project(Map<String, String> context) {
    return Optional.ofNullable(context.get("project_key"))
        .filter(Keys::isProject)
        .or(() -> sonarQube.options().projectKey());
  }

  /** Those that begin with what was typed come first. */
  private static List<String> best(String typed, Collection<String> values) {
    String wanted = typed.toLowerCase(Locale.ROOT);
    return values.stream()
        .sorted(
            Comparator.comparing(
                    (String value) -> !value.toLowerCase(Locale.ROOT).startsWith(wanted))
                .thenComparing(value -> !value.toLowerCase(Locale.ROOT).contains(wanted))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .toList();
  }

  /** Whoever types wants no error. */
  private static List<String> quietly(Supplier<List<String>> values) {
    try {
      return values.get();
    } catch (Failure notNow) {
      return List.of();
    }
  }
}
