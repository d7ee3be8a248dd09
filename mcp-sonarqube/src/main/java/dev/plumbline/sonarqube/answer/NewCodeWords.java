package dev.plumbline.sonarqube.answer;

import dev.plumbline.sonarqube.sonar.GateStatus;
import dev.plumbline.sonarqube.sonar.Measures;
import dev.plumbline.sonarqube.sonar.NewCode;
import dev.plumbline.sonarqube.sonar.Scope;
import java.util.Optional;

/** Says what a project counts as new code. */
public final class NewCodeWords {
  private NewCodeWords() {}

  public static String of(Scope scope, Measures measures, GateStatus gate) {
    if (scope.pullRequest() != null) {
      return "New code: what the pull request changes.";
    }
    Optional<NewCode> period = measures.newCode().or(gate::period);
    return period
        .map(NewCodeWords::of)
        .orElse("New code: none yet; it begins with the second analysis.");
  }

  public static String of(NewCode period) {
    String parameter = period.parameter().isEmpty() ? "" : " " + period.parameter().inline(80);
    String since = period.since().isEmpty() ? "" : " (" + Wording.date(period.since()) + ")";
    return switch (period.mode()) {
      case "PREVIOUS_VERSION", "previous_version" ->
          "New code: since version" + parameter + since + ".";
      case "NUMBER_OF_DAYS", "days" -> "New code: the last" + parameter + " days" + since + ".";
      case "REFERENCE_BRANCH" -> "New code: what differs from branch" + parameter + ".";
      case "SPECIFIC_ANALYSIS" -> "New code: since the analysis chosen" + since + ".";
      default -> "New code:" + parameter + since + ".";
    };
  }
}
