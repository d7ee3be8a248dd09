package dev.plumbline.sonarqube.tools.quality;

import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.Issue;
import dev.plumbline.sonarqube.sonar.Mode;
import dev.plumbline.sonarqube.sonar.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Derives from a digest what to do first. */
final class FirstSteps {
  /** An issue that takes no longer is a quick win. */
  private static final int QUICK_MINUTES = 10;

  private FirstSteps() {}

  static List<String> of(Digest digest) {
    List<String> steps = new ArrayList<>();
    task(digest, steps);
    for (Condition condition : digest.conditions()) {
      if (condition.failed()) {
        steps.add(
            "Pass the gate: %s is %s, required %s."
                .formatted(condition.condition(), condition.actual(), condition.required()));
      }
    }
    severe(digest, steps);
    quick(digest, steps);
    files(digest, steps);
    if (steps.isEmpty()) {
      steps.add("Nothing presses: the gate does not fail and no issue is severe.");
    }
    return steps;
  }

  private static void task(Digest digest, List<String> steps) {
    digest
        .task()
        .filter(task -> task.status().equals("FAILED"))
        .ifPresent(_ ->
            steps.add(
                "Mend the failed background task: all figures are of the analysis before it."));
  }

  private static void severe(Digest digest, List<String> steps) {
    if (digest.worst().total() == 0) {
      return;
    }
    Mode mode = digest.figures().sonarQube().server().mode();
    var counts = digest.issues().facet(digest.figures().sonarQube().issues().severityFacet());
    List<String> words = new ArrayList<>();
    for (Severity severity : Severity.HIGH.andWorse(mode)) {
      long count = counts.getOrDefault(severity.name(), 0L);
      if (count > 0) {
        words.add(Wording.count(count) + " " + severity);
      }
    }
    steps.add(
        "Mend the severe issues: %s; %s in all."
            .formatted(String.join(", ", words), Wording.effort(digest.worst().effortMinutes())));
  }

  private static void quick(Digest digest, List<String> steps) {
    List<Issue> quick =
        digest.worst().issues().stream()
            .filter(issue -> issue.effortMinutes() > 0 && issue.effortMinutes() <= QUICK_MINUTES)
            .sorted(Comparator.comparingLong(Issue::effortMinutes))
            .toList();
    if (!quick.isEmpty()) {
      long minutes = quick.stream().mapToLong(Issue::effortMinutes).sum();
      steps.add(
          "Begin with the quick ones: %s of these severe issues %s %d min or less each, %s together."
              .formatted(
                  Wording.count(quick.size()),
                  quick.size() == 1 ? "takes" : "take",
                  QUICK_MINUTES,
                  Wording.effort(minutes)));
    }
  }

  private static void files(Digest digest, List<String> steps) {
    digest.files().stream()
        .findFirst()
        .ifPresent(file ->
            steps.add(
                "Clean up %s: %s, %s."
                    .formatted(
                        file.file().path().inline(160),
                        Wording.count(file.issues(), "issue"),
                        Wording.effort(file.debt()))));
    digest.uncovered().stream()
        .findFirst()
        .ifPresent(file ->
            steps.add(
                "Test %s: %s not covered."
                    .formatted(
                        file.file().path().inline(160), Wording.count(file.uncovered(), "line"))));
  }
}
