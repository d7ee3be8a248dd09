package dev.plumbline.sonarqube.answer;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.sonarqube.sonar.Keys;
import dev.plumbline.sonarqube.sonar.Rule;
import dev.plumbline.sonarqube.sonar.RuleQuery;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the rule that a call names. */
public final class RuleArguments {
  private RuleArguments() {}

  /**
   * A rule with its description, by its key.
   *
   * @throws Failure.NotFound naming rules that may be meant
   */
  public static Rule find(SonarQube sonarQube, String key) {
    if (Keys.isRule(key)) {
      try {
        return sonarQube.rules().show(key);
      } catch (Failure.NotFound unknown) {
        throw unknown(sonarQube, key);
      }
    }
    throw unknown(sonarQube, key);
  }

  private static Failure unknown(SonarQube sonarQube, String key) {
    String name = key.substring(key.indexOf(':') + 1);
    List<String> found = new ArrayList<>();
    for (String text : List.of(name, name.replaceAll("\\d$", ""))) {
      if (text.length() >= 2 && found.isEmpty()) {
        RuleQuery query =
            new RuleQuery(
                text, List.of(), Optional.empty(), List.of(), List.of(), Optional.empty(), 1, 50);
        sonarQube.rules().search(query).rules().forEach(rule -> found.add(rule.key()));
      }
    }
    List<String> same = found.stream().filter(rule -> rule.endsWith(":" + name)).toList();
    List<String> meant = same.isEmpty() ? new ArrayList<>(Nearest.to(key, found, 3)) : same;
    List<String> shown = meant.isEmpty() ? found : meant;
    return new Failure.NotFound(
        "SonarQube has no rule " + Keys.show(key) + ".",
        shown.isEmpty()
            ? "A rule key looks like java:S2259; search_rules finds rules by what they are about."
            : shown.stream()
                .limit(5)
                .map(Keys::show)
                .collect(Collectors.joining(", ", "Did you mean ", "?")));
  }
}
