package dev.plumbline.sonarqube.tools.code;

import dev.plumbline.sonarqube.answer.Figure;
import dev.plumbline.sonarqube.sonar.FileMeasures;
import dev.plumbline.sonarqube.sonar.FilePage;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The files of a scope that tests leave lines of uncovered. */
record UncoveredFiles(SonarQube sonarQube, Scope scope, boolean newCode) {
  private static final int PAGE = 500;

  /** So many of the files with the most uncovered lines are looked at. */
  private static final int MOST = 5_000;

  /**
   * @param files worst first
   * @param total how many files there are
   * @param measured whether there is any coverage at all
   */
  record Found(List<FileMeasures> files, long total, boolean measured) {}

  Found worst(boolean byRisk, @Nullable BigDecimal maxCoverage) {
    List<FileMeasures> all = new ArrayList<>();
    FilePage page = page(1);
    all.addAll(page.files());
    for (int number = 2; all.size() < Math.min(MOST, page.total()); number++) {
      List<FileMeasures> next = page(number).files();
      if (next.isEmpty()) {
        break;
      }
      all.addAll(next);
    }
    List<FileMeasures> files =
        all.stream()
            .filter(file -> file.measures().number(uncovered()).orElse(0) > 0)
            .filter(file -> maxCoverage == null || isAtMost(file, maxCoverage))
            .sorted(
                Comparator.comparingDouble(
                        (FileMeasures file) -> byRisk ? risk(file) : uncoveredLines(file))
                    .reversed())
            .toList();
    return new Found(files, files.size(), page.total() > 0);
  }

  private FilePage page(int number) {
    List<String> metrics =
        List.of(uncovered(), coverage(), Figure.ISSUES.metric(sonarQube), "cognitive_complexity");
    return sonarQube
        .measures()
        .files(scope, scope.key(), uncovered(), false, metrics, number, PAGE);
  }

  private boolean isAtMost(FileMeasures file, BigDecimal maxCoverage) {
    OptionalDouble coverage = file.measures().number(coverage());
    return coverage.isPresent()
        && BigDecimal.valueOf(coverage.getAsDouble()).compareTo(maxCoverage) <= 0;
  }

  private double uncoveredLines(FileMeasures file) {
    return file.measures().number(uncovered()).orElse(0);
  }

  private double risk(FileMeasures file) {
    double issues = file.measures().number(Figure.ISSUES.metric(sonarQube)).orElse(0);
    double complexity = file.measures().number("cognitive_complexity").orElse(0);
    return uncoveredLines(file) * (1 + issues) * (1 + complexity / 10);
  }

  private String uncovered() {
    return newCode ? "new_uncovered_lines" : "uncovered_lines";
  }

  private String coverage() {
    return newCode ? "new_coverage" : "coverage";
  }
}
