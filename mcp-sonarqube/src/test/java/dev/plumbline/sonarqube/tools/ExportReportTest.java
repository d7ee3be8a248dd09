package dev.plumbline.sonarqube.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.file.ExportFolder;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Block;
import dev.plumbline.sonarqube.sonar.FakeSonarQube;
import dev.plumbline.sonarqube.tools.report.ExportReport;
import dev.plumbline.testkit.BudgetedCall;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sonarqube.ws.Measures;

class ExportReportTest {
  @TempDir Path reports;

  private final FakeSonarQube fake = new FakeSonarQube();

  @BeforeEach
  void analyzed() {
    Canned.analyzed(fake, "2026-08-02T00:00:00+0000");
    fake.proto(
        "api/measures/component",
        Measures.ComponentWsResponse.newBuilder()
            .setComponent(Canned.measures(List.of("violations", "2")))
            .build());
    fake.proto(Canned.SEARCH, Canned.issues(2, 2, "x"));
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void theReportIsAResourceOfTheAnswer() {
    Answer<ExportReport.Output> answer =
        PlanCalls.make(tool(), Map.of("project_key", "shop", "format", "sarif"));
    Block.Resource resource = (Block.Resource) answer.blocks().getLast();
    assertThat(resource.uri()).isEqualTo("sonarqube://projects/shop/reports/sarif");
    assertThat(resource.mimeType()).isEqualTo("application/sarif+json");
    assertThat(resource.text()).contains("\"2.1.0\"", "java:S1192");
    assertThat(answer.output().issues()).isEqualTo(2);
    assertThat(reports).isEmptyDirectory();
  }

  @Test
  void aReportTooLongForAnAnswerIsNamedInstead() {
    fake.proto(Canned.SEARCH, Canned.issues(400, 400, "A message of some length to fill it up"));
    Answer<ExportReport.Output> answer =
        PlanCalls.make(tool(), Map.of("project_key", "shop", "format", "csv"));
    assertThat(BudgetedCall.text(answer))
        .contains("too long for an answer", "sonarqube://projects/shop/reports/csv");
    assertThat(answer.blocks()).hasSize(1);
  }

  @Test
  void aFileIsWrittenAfterTheConfirmation() {
    Map<String, Object> arguments =
        Map.of("project_key", "shop", "format", "csv", "file", "shop.csv");
    assertThat(PlanCalls.preview(tool(), arguments)).contains("csv report of shop", "shop.csv");
    assertThat(reports).isEmptyDirectory();
    PlanCalls.make(tool(), arguments);
    assertThat(reports.resolve("shop.csv")).content().startsWith("key,rule,").hasLineCount(3);
    assertThatThrownBy(() -> PlanCalls.plan(tool(), arguments))
        .isInstanceOf(Failure.Conflict.class);
  }

  @Test
  void aFileElsewhereIsRefusedBeforeTheServerIsAsked() {
    assertThatThrownBy(
            () -> PlanCalls.plan(tool(), Map.of("project_key", "shop", "file", "../shop.md")))
        .isInstanceOf(Failure.InvalidInput.class);
    ExportReport withoutFolder = new ExportReport(fake.client(), folder(Optional.empty()));
    assertThatThrownBy(
            () -> PlanCalls.plan(withoutFolder, Map.of("project_key", "shop", "file", "shop.md")))
        .isInstanceOf(Failure.Misconfigured.class);
    assertThat(fake.requests(Canned.SEARCH)).isEmpty();
  }

  @Test
  void filtersReachTheSearch() {
    PlanCalls.make(
        tool(),
        Map.of("project_key", "shop", "type", "SECURITY", "severity", "HIGH", "new_code", true));
    assertThat(fake.parameter(Canned.SEARCH, "impactSoftwareQualities")).isEqualTo("SECURITY");
    assertThat(fake.parameter(Canned.SEARCH, "impactSeverities")).isEqualTo("BLOCKER,HIGH");
    assertThat(fake.parameter(Canned.SEARCH, "inNewCodePeriod")).isEqualTo("true");
  }

  private ExportReport tool() {
    return new ExportReport(fake.client(), folder(Optional.of(reports.toString())));
  }

  private static ExportFolder folder(Optional<String> path) {
    return new ExportFolder(path, "PLUMBLINE_SONARQUBE_REPORTS");
  }
}
