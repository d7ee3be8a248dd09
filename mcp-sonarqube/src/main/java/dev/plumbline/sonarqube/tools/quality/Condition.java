package dev.plumbline.sonarqube.tools.quality;

import dev.plumbline.sonarqube.answer.Figures;
import dev.plumbline.sonarqube.answer.GateWords;
import dev.plumbline.sonarqube.sonar.GateStatus;
import dev.plumbline.sonarqube.sonar.Metric;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A condition of a quality gate in words.
 *
 * @param result {@code passed}, {@code failed} or {@code ignored}
 */
public record Condition(String condition, String actual, String required, String result) {

  static List<Condition> of(GateStatus gate, Figures figures) {
    return gate.conditions().stream().map(it -> of(it, gate.ignoredConditions(), figures)).toList();
  }

  private static Condition of(GateStatus.Condition given, boolean ignoring, Figures figures) {
    Metric metric = figures.sonarQube().server().metrics().get(given.metric());
    String bound = given.comparator().equals("LT") ? "at least " : "at most ";
    boolean missed = ignoring && !given.failed() && misses(given);
    return new Condition(
        metric == null ? given.metric() : metric.name(),
        figures.human(given.metric(), given.actual()),
        given.threshold().isEmpty()
            ? "–"
            : bound + figures.human(given.metric(), given.threshold()),
        missed ? "ignored" : GateWords.of(given.status()));
  }

  /** Whether the value is on the wrong side; SonarQube passes that when the change is small. */
  private static boolean misses(GateStatus.Condition given) {
    OptionalDouble actual = Figures.parse(given.actual());
    OptionalDouble threshold = Figures.parse(given.threshold());
    if (actual.isEmpty() || threshold.isEmpty()) {
      return false;
    }
    return given.comparator().equals("LT")
        ? actual.getAsDouble() < threshold.getAsDouble()
        : actual.getAsDouble() > threshold.getAsDouble();
  }

  boolean failed() {
    return result.equals("failed");
  }
}
