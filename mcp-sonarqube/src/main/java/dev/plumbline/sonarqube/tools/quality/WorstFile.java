package dev.plumbline.sonarqube.tools.quality;

import dev.plumbline.sonarqube.answer.Figure;
import dev.plumbline.sonarqube.answer.Figures;
import dev.plumbline.sonarqube.sonar.FileMeasures;
import java.util.OptionalDouble;

/** A file with its issues, debt and coverage. */
record WorstFile(
    FileMeasures file, long issues, long debt, OptionalDouble coverage, long uncovered) {
  static WorstFile of(FileMeasures file, Figures figures) {
    return new WorstFile(
        file,
        Math.round(figures.number(Figure.ISSUES).orElse(0)),
        Math.round(figures.number(Figure.DEBT).orElse(0)),
        figures.number(Figure.COVERAGE),
        Math.round(file.measures().number("uncovered_lines").orElse(0)));
  }

  AnalyzeProject.FileRow row() {
    return new AnalyzeProject.FileRow(
        file.path(), issues, debt, coverage.isPresent() ? coverage.getAsDouble() : null);
  }
}
