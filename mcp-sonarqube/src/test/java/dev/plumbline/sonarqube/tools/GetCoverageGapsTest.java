package dev.plumbline.sonarqube.tools;

import static dev.plumbline.sonarqube.tools.CannedFiles.line;
import static dev.plumbline.sonarqube.tools.CannedFiles.measured;
import static dev.plumbline.sonarqube.tools.CannedFiles.ranked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.sonarqube.sonar.FakeSonarQube;
import dev.plumbline.sonarqube.tools.code.GetCoverageGaps;
import dev.plumbline.testkit.BudgetedCall;
import dev.plumbline.testkit.ToolCalls;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GetCoverageGapsTest {
  private static final String TREE = "api/measures/component_tree";

  private final FakeSonarQube fake = new FakeSonarQube();

  @BeforeEach
  void twoFiles() {
    CannedMetrics.exist(fake, true);
    CannedFiles.exist(fake, "src/Large.java", "src/Risky.java");
    fake.proto(
        TREE,
        ranked(
            measured("src/Large.java", "uncovered_lines", "10", "coverage", "50.0"),
            measured(
                "src/Risky.java",
                "uncovered_lines",
                "8",
                "coverage",
                "5.5",
                "violations",
                "4",
                "cognitive_complexity",
                "20")));
    fake.proto("api/measures/component", CannedMetrics.measures("coverage", "62.5"));
    CannedFiles.lines(
        fake,
        List.of(
            line(1, "class A {"),
            line(2, "  int a;", "lineHits", 0),
            line(3, "  int b;", "lineHits", 0, "isNew", true),
            line(
                4,
                "  if (a &amp;&amp; <span class=\"k\">b</span>)",
                "lineHits",
                3,
                "conditions",
                4,
                "coveredConditions",
                1),
            line(5, "  run();", "lineHits", 2),
            line(6, "  stop();", "lineHits", 0)));
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void tellsLinesAndBranchesOfTheWorstFiles() {
    Answer<GetCoverageGaps.Output> answer = ask(Map.of("project_key", "shop"));

    assertThat(answer.output().total()).isEqualTo(2);
    assertThat(answer.output().files())
        .extracting(file -> file.file().value())
        .containsExactly("src/Large.java", "src/Risky.java");
    GetCoverageGaps.Row first = answer.output().files().getFirst();
    assertThat(first)
        .isEqualTo(new GetCoverageGaps.Row(first.file(), 50.0, 3, "2-3, 6", "4 (1 of 4)"));
    assertThat(BudgetedCall.text(answer))
        .contains(
            "**2 files** in shop have uncovered lines, most uncovered lines first.",
            "|‹src/Large.java›|50 %|3|2-3, 6|4 (1 of 4)|",
            "get_coverage_gaps(project_key=\"shop\", file=\"src/Large.java\")");
    assertThat(fake.parameter(TREE, "metricSort")).isEqualTo("uncovered_lines");
  }

  @Test
  void theRiskiestFileIsNotTheOneWithTheMostLines() {
    Answer<GetCoverageGaps.Output> answer =
        ask(Map.of("project_key", "shop", "order_by", "risk", "limit", 1));

    assertThat(answer.output().files()).hasSize(1);
    assertThat(answer.output().files().getFirst().file().value()).isEqualTo("src/Risky.java");
    assertThat(BudgetedCall.text(answer)).contains("riskiest first", "The first 1 of 2 files");
  }

  @Test
  void aBoundWithAFractionCounts() {
    Answer<GetCoverageGaps.Output> answer = ask(Map.of("project_key", "shop", "max_coverage", 5.5));

    assertThat(answer.output().total()).isEqualTo(1);
    assertThat(answer.output().files().getFirst().file().value()).isEqualTo("src/Risky.java");
    assertThat(BudgetedCall.text(answer)).contains("with at most 5.5 % coverage");
    assertThat(ask(Map.of("project_key", "shop", "max_coverage", 5.4)).output().total()).isZero();
  }

  @Test
  void aBoundThatMakesNoSenseIsAnError() {
    for (Object wrong : List.of(150, -1, "half")) {
      refused(Map.of("project_key", "shop", "max_coverage", wrong));
    }
    refused(Map.of("project_key", "shop", "file", "src/Large.java", "max_coverage", 5.5));
    assertThat(fake.requests(TREE)).isEmpty();
  }

  @Test
  void ofNewCodeCountsItsLinesOnly() {
    fake.proto(
        TREE, ranked(measured("src/Large.java", "new_uncovered_lines", "1", "new_coverage", "40")));

    Answer<GetCoverageGaps.Output> answer = ask(Map.of("project_key", "shop", "new_code", true));

    assertThat(fake.parameter(TREE, "metricSort")).isEqualTo("new_uncovered_lines");
    assertThat(fake.parameter(TREE, "s")).isEqualTo("metricPeriod");
    GetCoverageGaps.Row row = answer.output().files().getFirst();
    assertThat(row.coverage()).isEqualTo(40.0);
    assertThat(row.lines()).isEqualTo("3");
    assertThat(row.branches()).isEqualTo("–");
  }

  @Test
  void showsTheSourceOfAFilesGaps() {
    String text = BudgetedCall.text(ask(Map.of("project_key", "shop", "file", "./src/Large.java")));

    assertThat(text)
        .contains(
            "**‹src/Large.java›**: 62.5 % coverage, 3 lines and 1 line with branches not covered.",
            "Uncovered lines: 2-3, 6.",
            "(taken of all): 4 (1 of 4).",
            "-    2|   int a;",
            "~    4|   if (a && b)",
            "get_source(project_key=\"shop\", file=\"src/Large.java\")");
  }

  @Test
  void saysThatThereIsNoCoverage() {
    fake.proto(TREE, ranked());
    assertThat(BudgetedCall.text(ask(Map.of("project_key", "shop"))))
        .contains("**shop has no coverage:** no report was imported");
  }

  @Test
  void namesTheNearestOfAnUnknownFile() {
    assertThatThrownBy(() -> ask(Map.of("project_key", "shop", "file", "src/Riski.java")))
        .isInstanceOfSatisfying(
            Failure.NotFound.class,
            failure ->
                assertThat(failure.text())
                    .contains("no file ‹src/Riski.java›", "Did you mean ‹src/Risky.java›"));
    assertThatThrownBy(() -> ask(Map.of("project_key", "shop", "file", "src")))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("folder");
  }

  @Test
  void hostileSourceStaysData() {
    CannedFiles.lines(fake, List.of(line(1, "~~~~\n" + Canned.HOSTILE, "lineHits", 0)));

    String text = BudgetedCall.text(ask(Map.of("project_key", "shop", "file", "src/Large.java")));

    assertThat(text)
        .contains("~~~~~ untrusted source\n")
        .doesNotContain("\u202e", "\u200b", "\n# Done");
  }

  @Test
  void aFileFullOfGapsKeepsWithinTheBudget() {
    CannedFiles.lines(
        fake,
        IntStream.rangeClosed(1, 2_000)
            .mapToObj(i -> line(i, "call number " + i, "lineHits", i % 2))
            .toList());

    Answer<GetCoverageGaps.Output> answer =
        ToolCalls.call(
            new GetCoverageGaps(fake.client()),
            Map.of("project_key", "shop", "file", "src/Large.java"),
            BudgetedCall.of(4_096));

    assertThat(BudgetedCall.size(answer)).isLessThanOrEqualTo(4_096);
    assertThat(answer.output().files().getFirst().uncovered()).isEqualTo(1_000);
    assertThat(BudgetedCall.text(answer))
        .contains("1,000 lines", "more places left out: get_source shows them");
  }

  private void refused(Map<String, Object> arguments) {
    assertThatThrownBy(() -> ask(arguments))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("max_coverage");
  }

  private Answer<GetCoverageGaps.Output> ask(Map<String, Object> arguments) {
    return ToolCalls.call(new GetCoverageGaps(fake.client()), arguments);
  }
}
