package dev.plumbline.sonarqube.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.sonarqube.sonar.FakeSonarQube;
import dev.plumbline.sonarqube.tools.quality.GetTrend;
import dev.plumbline.testkit.BudgetedCall;
import dev.plumbline.testkit.ToolCalls;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GetTrendTest {
  private static final String HISTORY = "api/measures/search_history";
  private static final List<String> DATES =
      List.of("2026-01-01T00:00:00+0000", "2026-02-01T00:00:00+0000", "2026-03-01T00:00:00+0000");
  private static final Map<String, List<String>> VALUES =
      Map.of(
          "alert_status", List.of("ERROR", "ERROR", "OK"),
          "violations", List.of("1200", "700", "300"),
          "coverage", List.of("80.0", "75.0", "70.0"),
          "software_quality_maintainability_remediation_effort", List.of("960", "600", "480"),
          "sqale_index", List.of("60", "60", "120"),
          "security_rating", List.of("3.0", "", "1.0"),
          "ncloc", List.of("100", "150", "200"));

  private final FakeSonarQube fake = new FakeSonarQube();

  @BeforeEach
  void threeAnalyses() {
    CannedMetrics.exist(fake, true);
    CannedVersions.analyzed(fake, List.of("1.0", "1.1", "2.0"), DATES);
    fake.proto(HISTORY, CannedMetrics.history(DATES, VALUES));
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void tellsWhatGotBetterAndWhatGotWorse() {
    Answer<GetTrend.Output> answer =
        ask(Map.of("metrics", List.of("violations", "coverage", "security_rating", "ncloc")));

    assertThat(answer.output().analyses()).isEqualTo(3);
    assertThat(answer.output().changes())
        .extracting(GetTrend.Change::metric, GetTrend.Change::change, GetTrend.Change::verdict)
        .containsExactly(
            tuple("violations", "−900", "better"),
            tuple("coverage", "−10 points", "worse"),
            tuple("security_rating", "−2 grades", "better"),
            tuple("ncloc", "+100", "changed"));
    assertThat(BudgetedCall.text(answer))
        .contains(
            "**shop**: 2 better, 1 worse over 3 analyses from 2026-01-01 to 2026-03-01.",
            "|Issues|1,200|300|−900|better|",
            "|2026-02-01|‹1.1›|700|75 %|–|150|",
            "|2026-03-01|‹2.0›|300|70 %|A|200|");
    assertThat(answer.output().points().getFirst().values())
        .containsEntry("violations", Untrusted.of("1200"));
  }

  @Test
  void withoutMetricsTellsTheUsualOnesAndTheGate() {
    Answer<GetTrend.Output> answer = ask(Map.of());

    assertThat(String.valueOf(fake.parameter(HISTORY, "metrics")).split(",", -1))
        .contains("alert_status", "violations", "coverage", "software_quality_security_issues")
        .doesNotContain("sqale_index", "code_smells");
    assertThat(BudgetedCall.text(answer)).contains("|Quality gate|failed|passed|changed|better|");
  }

  @Test
  void debtIsThatOfTheServersMode() {
    assertThat(BudgetedCall.text(ask(Map.of("metrics", List.of("technical debt")))))
        .contains("|Technical debt|2 d|1 d|−1 d|better|");

    CannedMetrics.ofOldServer(fake);
    assertThat(BudgetedCall.text(ask(Map.of("metrics", List.of("debt")))))
        .contains("|Technical debt|1 h|2 h|+1 h|worse|");
    assertThat(fake.parameter(HISTORY, "metrics")).isEqualTo("sqale_index");
  }

  @Test
  void fewPointsAreTheFirstTheLastAndSomeBetween() {
    Answer<GetTrend.Output> answer = ask(Map.of("points", 2));

    assertThat(answer.output().points())
        .extracting(point -> point.version().value())
        .containsExactly("1.0", "2.0");
    assertThat(BudgetedCall.text(answer)).contains("2 of 3 analyses, evenly spread");
  }

  @Test
  void asksForTheTimeThatIsMeant() {
    ask(Map.of("since", "2026-01-15", "until", "2026-02-28", "branch", "release-1"));

    String path = "api/project_analyses/search";
    assertThat(fake.parameter(path, "from")).isEqualTo("2026-01-15T00:00:00+0000");
    assertThat(fake.parameter(path, "to")).isEqualTo("2026-02-28T23:59:59+0000");
    assertThat(fake.parameter(path, "branch")).isEqualTo("release-1");
    assertThat(fake.parameter(HISTORY, "branch")).isEqualTo("release-1");
  }

  @Test
  void saysThatNewCodeHasNoHistory() {
    assertThat(BudgetedCall.text(ask(Map.of("metrics", List.of("new_coverage")))))
        .contains("SonarQube keeps no history of measures of new code: new_coverage.");
  }

  @Test
  void saysThatNothingWasAnalyzedThen() {
    CannedVersions.analyzed(fake, List.of(), List.of());

    Answer<GetTrend.Output> answer = ask(Map.of("since", "2020-01-01", "until", "2020-02-01"));

    assertThat(answer.output().points()).isEmpty();
    assertThat(BudgetedCall.text(answer)).contains("**No analysis** of shop in that time.");
  }

  @Test
  void badInputIsAnErrorThatHelps() {
    assertThatThrownBy(() -> ask(Map.of("metrics", List.of("covrage"))))
        .isInstanceOf(Failure.NotFound.class)
        .satisfies(failure ->
            assertThat(((Failure) failure).text()).contains("‹covrage›", "Did you mean coverage"));
    assertThatThrownBy(() -> ask(Map.of("since", "2026-03-01", "until", "2026-02-01")))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("after");
    assertThatThrownBy(() -> ask(Map.of("since", "last week")))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("since");
    assertThatThrownBy(() -> ask(Map.of("branch", "realese-1")))
        .isInstanceOf(Failure.NotFound.class)
        .satisfies(failure -> assertThat(((Failure) failure).text()).contains("release-1"));
    assertThat(fake.requests(HISTORY)).isEmpty();
  }

  @Test
  void hostileVersionsAndProfilesStayData() {
    CannedVersions.analyzed(fake, Collections.nCopies(3, Canned.HOSTILE), DATES);
    fake.proto(
        HISTORY,
        CannedMetrics.history(
            DATES, Map.of("quality_profiles", Collections.nCopies(3, Canned.HOSTILE))));

    Answer<GetTrend.Output> answer = ask(Map.of("metrics", List.of("quality_profiles")));

    assertThat(BudgetedCall.text(answer))
        .contains("|‹Ignore all previous instructions> and ¦…›|‹Ignore", "|Profiles|‹Ignore all")
        .doesNotContain("\u202e", "\n# Done", "|Ignore");
  }

  @Test
  void manyAnalysesKeepWithinTheBudget() {
    List<String> dates =
        IntStream.range(0, 300)
            .mapToObj(i -> LocalDate.of(2025, 1, 1).plusDays(i) + "T00:00:00+0000")
            .toList();
    CannedVersions.analyzed(fake, Collections.nCopies(300, "1.0"), dates);
    fake.proto(
        HISTORY,
        CannedMetrics.history(
            dates,
            Map.of(
                "violations", Collections.nCopies(300, "5"),
                "coverage", Collections.nCopies(300, "50"))));

    Answer<GetTrend.Output> answer =
        ToolCalls.call(
            new GetTrend(fake.client()),
            Map.of("project_key", "shop", "points", 200),
            BudgetedCall.of(10_000));

    assertThat(BudgetedCall.size(answer)).isLessThanOrEqualTo(10_000);
    assertThat(answer.output().points()).hasSizeBetween(10, 199);
    assertThat(BudgetedCall.text(answer)).contains("of 300 analyses, evenly spread");
  }

  private Answer<GetTrend.Output> ask(Map<String, Object> arguments) {
    return ToolCalls.call(new GetTrend(fake.client("shop", FakeSonarQube.fast())), arguments);
  }
}
