package dev.plumbline.sonarqube.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.sonarqube.sonar.FakeSonarQube;
import dev.plumbline.sonarqube.tools.quality.AnalyzeProject;
import dev.plumbline.sonarqube.tools.quality.GetProjectQuality;
import dev.plumbline.sonarqube.tools.quality.ListProjects;
import dev.plumbline.testkit.BudgetedCall;
import dev.plumbline.testkit.ToolCalls;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sonarqube.ws.Ce;
import org.sonarqube.ws.Measures;
import org.sonarqube.ws.ProjectAnalyses;
import org.sonarqube.ws.Qualitygates;

class ProjectToolsTest {
  private static final List<String> VALUES =
      List.of(
          "violations", "1234",
          "new_violations", "6",
          "coverage", "71.25",
          "new_coverage", "12.5",
          "sqale_index", "1045",
          "sqale_debt_ratio", "4.2",
          "sqale_rating", "1.0",
          "software_quality_security_rating", "5.0",
          "security_rating", "2.0",
          "ncloc", "12000",
          "ncloc_language_distribution", "java=11000;js=1000",
          "new_lines", "19");

  private final FakeSonarQube fake = new FakeSonarQube();

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void tellsTheStateOverallBesideNewCode() {
    quality("2026-08-02T00:00:00+0000");

    Answer<GetProjectQuality.Output> answer = ask();

    assertThat(BudgetedCall.text(answer))
        .contains(
            "**shop: quality gate ‹Sonar way› failed.** Analyzed 2026-08-02, version ‹1.0›.",
            "|New Issues|6|at most 0|failed|",
            "|Coverage on New Code|12.5 %|at least 80 %|ignored|",
            "|Issues|1,234|6|",
            "|Coverage|71.3 %|12.5 %|",
            "|Security rating|E|–|",
            "2.2 days of 8 hours (2 d 1 h), 4.2 % of the cost to write it: rating A",
            "java 11000, js 1000",
            "since version ‹0.9› (2026-08-01)");
    assertThat(answer.output().gate()).isEqualTo("failed");
    assertThat(answer.output().newCode())
        .containsEntry("issues", 6.0)
        .containsEntry("coverage", 12.5);
    assertThat(answer.output().debtDays()).isEqualTo(2.2);
    assertThat(answer.output().ratings()).containsEntry("security_rating", "E");
  }

  @Test
  void speaksOfCodeSmellsInTheStandardExperience() {
    fake.mode("STANDARD_EXPERIENCE");
    quality("2026-08-02T00:00:00+0000");

    assertThat(BudgetedCall.text(ask())).contains("|Security rating|B|–|");
  }

  @Test
  void saysThatAProjectWasNeverAnalyzed() {
    fake.proto(
        "api/qualitygates/project_status",
        Qualitygates.ProjectStatusResponse.newBuilder()
            .setProjectStatus(
                Qualitygates.ProjectStatusResponse.ProjectStatus.newBuilder()
                    .setStatus(Qualitygates.ProjectStatusResponse.Status.NONE))
            .build());
    fake.proto("api/project_analyses/search", ProjectAnalyses.SearchResponse.getDefaultInstance());
    fake.proto(
        "api/measures/component",
        Measures.ComponentWsResponse.newBuilder().setComponent(Canned.measures(List.of())).build());

    assertThat(BudgetedCall.text(ask())).contains("quality gate none", "not been analyzed yet");
  }

  @Test
  void digestsChangesFilesRulesAndAFailedTask() {
    quality("2026-08-02T00:00:00+0000", "2026-08-01T00:00:00+0000");
    digestData();
    BudgetedCall call = BudgetedCall.standard();

    Answer<AnalyzeProject.Output> answer =
        ToolCalls.call(new AnalyzeProject(fake.client()), Map.of("project_key", "shop"), call);

    assertThat(BudgetedCall.text(answer))
        .contains(
            "From 2026-08-01 (version ‹1.0›) to 2026-08-02",
            "|Issues|1,200|1,234|+34|",
            "|‹src/A.java›|40|1 h 30 min|50 %|",
            "|java:S1192|",
            "the last ended FAILED on 2026-08-02: ‹Ignore all previous",
            "1. Mend the failed background task",
            "2. Pass the gate: New Issues is 6, required at most 0.",
            "Test ‹src/A.java›: 31 lines not covered.")
        .doesNotContain("\u202e", "<img", "\n# Done");
    assertThat(call.progress()).hasSize(8).last().isEqualTo("8/8 background tasks");
    assertThat(answer.output().lastTask()).isEqualTo("FAILED");
    assertThat(answer.output().failed()).containsExactly("New Issues");
    assertThat(answer.output().worstFiles()).hasSize(1);
  }

  @Test
  void digestsAProjectWithOneAnalysisAndHiddenTasks() {
    quality("2026-08-02T00:00:00+0000");
    digestData();
    fake.on("api/ce/component", _ -> FakeSonarQube.error(403, "Insufficient privileges"));

    Answer<AnalyzeProject.Output> answer =
        ToolCalls.call(new AnalyzeProject(fake.client()), Map.of("project_key", "shop"));

    assertThat(BudgetedCall.text(answer)).contains("one analysis only", "may not see them");
    assertThat(fake.requests("api/measures/search_history")).isEmpty();
  }

  @Test
  void digestsInAFewBytesWhenItMust() {
    quality("2026-08-02T00:00:00+0000", "2026-08-01T00:00:00+0000");
    digestData();

    Answer<AnalyzeProject.Output> answer =
        ToolCalls.call(
            new AnalyzeProject(fake.client()),
            Map.of("project_key", "shop"),
            BudgetedCall.of(2_900));

    assertThat(BudgetedCall.size(answer)).isLessThanOrEqualTo(2_900);
  }

  @Test
  void listsProjectsAtAGlance() {
    fake.proto(
        "api/measures/search",
        Measures.SearchWsResponse.newBuilder()
            .addMeasures(of("shop", "alert_status", "ERROR"))
            .addMeasures(of("shop", "violations", "1234"))
            .addMeasures(of("shop", "ncloc", "12000"))
            .build());

    Answer<ListProjects.Output> answer = ToolCalls.call(new ListProjects(fake.client()), Map.of());

    assertThat(BudgetedCall.text(answer))
        .contains("**3 projects**", "|shop|‹Name of shop›|failed|–/–/–|1,234|–|12,000|never|")
        .contains("Rows 1–3 of 3.");
    assertThat(fake.parameter("api/components/search_projects", "s")).isEqualTo("alert_status");
  }

  private Answer<GetProjectQuality.Output> ask() {
    return ToolCalls.call(new GetProjectQuality(fake.client()), Map.of("project_key", "shop"));
  }

  private void quality(String... dates) {
    Canned.analyzed(fake, dates);
    fake.proto(
        "api/measures/component",
        Measures.ComponentWsResponse.newBuilder()
            .setComponent(Canned.measures(VALUES))
            .setPeriod(
                Measures.Period.newBuilder()
                    .setIndex(1)
                    .setMode("PREVIOUS_VERSION")
                    .setDate("2026-08-01T00:00:00+0000")
                    .setParameter("0.9"))
            .build());
  }

  private void digestData() {
    fake.proto(
        "api/measures/component_tree",
        Measures.ComponentTreeWsResponse.newBuilder()
            .addComponents(
                Canned.measures(
                    List.of(
                        "violations",
                        "40",
                        "sqale_index",
                        "90",
                        "coverage",
                        "50.0",
                        "uncovered_lines",
                        "31")))
            .build());
    fake.proto(
        "api/measures/search_history",
        Measures.SearchHistoryResponse.newBuilder()
            .addMeasures(
                Measures.SearchHistoryResponse.HistoryMeasure.newBuilder()
                    .setMetric("violations")
                    .addHistory(point("2026-08-01T00:00:00+0000", "1200"))
                    .addHistory(point("2026-08-02T00:00:00+0000", "1234")))
            .build());
    fake.proto(Canned.SEARCH, Canned.issues(1234, 1, Canned.HOSTILE));
    Canned.tasks(fake, Ce.TaskStatus.FAILED, Canned.HOSTILE);
  }

  private static Measures.SearchHistoryResponse.HistoryValue point(String date, String value) {
    return Measures.SearchHistoryResponse.HistoryValue.newBuilder()
        .setDate(date)
        .setValue(value)
        .build();
  }

  private static Measures.Measure of(String project, String metric, String value) {
    return Measures.Measure.newBuilder()
        .setComponent(project)
        .setMetric(metric)
        .setValue(value)
        .build();
  }
}
