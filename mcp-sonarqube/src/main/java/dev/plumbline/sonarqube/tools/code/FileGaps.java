package dev.plumbline.sonarqube.tools.code;

import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.sonarqube.answer.LineRanges;
import dev.plumbline.sonarqube.sonar.SourceLine;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What tests leave out of a file.
 *
 * @param uncovered lines that no test runs
 * @param partial lines of which tests take some branches only
 */
record FileGaps(
    Untrusted path,
    OptionalDouble coverage,
    List<Integer> uncovered,
    List<SourceLine> partial,
    List<SourceLine> lines) {
  private static final int RANGES = 12;

  static FileGaps of(
      Untrusted path, OptionalDouble coverage, List<SourceLine> lines, boolean newCode) {
    List<Integer> uncovered = new ArrayList<>();
    List<SourceLine> partial = new ArrayList<>();
    for (SourceLine line : lines) {
      if (line.coverage().isEmpty() || (newCode && !line.isNew())) {
        continue;
      }
      if (line.coverage().get().isUncovered()) {
        uncovered.add(line.number());
      } else if (line.coverage().get().isPartial()) {
        partial.add(line);
      }
    }
    return new FileGaps(path, coverage, uncovered, partial, lines);
  }

  String ranges() {
    return uncovered.isEmpty() ? "–" : LineRanges.text(uncovered, RANGES);
  }

  /** Such as {@code 33 (1 of 4)}: taken of all branches. */
  String branches() {
    if (partial.isEmpty()) {
      return "–";
    }
    List<String> texts = new ArrayList<>();
    for (SourceLine line : partial.subList(0, Math.min(RANGES, partial.size()))) {
      SourceLine.Coverage coverage = line.coverage().orElseThrow();
      texts.add(
          "%d (%d of %d)"
              .formatted(line.number(), coverage.coveredConditions(), coverage.conditions()));
    }
    if (partial.size() > RANGES) {
      texts.add("… %d more".formatted(partial.size() - RANGES));
    }
    return String.join(", ", texts);
  }
}
