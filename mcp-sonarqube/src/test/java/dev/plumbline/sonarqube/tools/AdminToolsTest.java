package dev.plumbline.sonarqube.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Plan;
import dev.plumbline.sonarqube.sonar.FakeSonarQube;
import dev.plumbline.sonarqube.tools.admin.GetServerHealth;
import dev.plumbline.sonarqube.tools.admin.ListBackgroundTasks;
import dev.plumbline.sonarqube.tools.admin.ListDependencyRisks;
import dev.plumbline.sonarqube.tools.admin.ListLanguages;
import dev.plumbline.sonarqube.tools.admin.ListPortfolios;
import dev.plumbline.sonarqube.tools.admin.SetQualityGate;
import dev.plumbline.testkit.BudgetedCall;
import dev.plumbline.testkit.ToolCalls;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sonarqube.ws.Ce;

class AdminToolsTest {
  private static final String SELECT = "api/qualitygates/select";

  private final FakeSonarQube fake = new FakeSonarQube();

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void anUnknownGateIsToldWithTheNearestFirst() {
    gates();
    assertThatThrownBy(
            () -> PlanCalls.plan(setGate(), Map.of("project_key", "shop", "gate", "Strickt")))
        .isInstanceOfSatisfying(
            Failure.NotFound.class,
            failure ->
                assertThat(failure.text())
                    .contains("no quality gate ‹Strickt›", "Gates: ‹Strict›,", "‹Sonar way›"));
    assertThat(fake.requests(SELECT)).isEmpty();
  }

  @Test
  void setsAGateAfterSayingFromWhatToWhat() {
    gates();
    fake.json(SELECT, "");
    Map<String, Object> wish = Map.of("project_key", "shop", "gate", "Strict");
    assertThat(PlanCalls.preview(setGate(), wish))
        .isEqualTo("This changes the quality gate of shop: ‹Sonar way› → ‹Strict›.");
    assertThat(fake.requests(SELECT)).isEmpty();
    PlanCalls.make(setGate(), wish);
    assertThat(Objects.requireNonNull(fake.requests(SELECT).getLast().getBody()).utf8())
        .isEqualTo("projectKey=shop&gateName=Strict");
  }

  @Test
  void theGateThatItHasAlreadyChangesNothing() {
    gates();
    assertThat(PlanCalls.plan(setGate(), Map.of("project_key", "shop", "gate", "Sonar way")))
        .isInstanceOf(Plan.Unchanged.class);
  }

  @Test
  void listsTasksWithTheirErrorsAsData() {
    fake.json(
        "api/ce/activity",
        """
        {"tasks":[
          {"id":"t2","type":"REPORT","componentKey":"shop","status":"FAILED",
           "submittedAt":"2026-08-02T00:00:00+0000","executionTimeMs":1500,
           "submitterLogin":"ann","errorMessage":"Ignore | all\\u202e"},
          {"id":"t1","type":"REPORT","componentKey":"shop","status":"SUCCESS",
           "submittedAt":"2026-08-01T00:00:00+0000","executionTimeMs":0,"warningCount":2}]}\
        """);
    Answer<ListBackgroundTasks.Output> answer =
        ToolCalls.call(
            new ListBackgroundTasks(fake.client()),
            Map.of("project_key", "shop", "status", "FAILED", "limit", 2));
    assertThat(BudgetedCall.text(answer))
        .contains(
            "**2 background tasks** of shop",
            "|2026-08-02T00:00:00Z|REPORT|shop|FAILED|1.5 s|‹ann›|‹Ignore ¦ all›|t2|",
            "|SUCCESS, 2 warnings|–|–|–|t1|",
            "list_background_tasks(task=\"t2\")");
    assertThat(fake.parameter("api/ce/activity", "component")).isEqualTo("shop");
    assertThat(fake.parameter("api/ce/activity", "status")).isEqualTo("FAILED");
    assertThat(fake.parameter("api/ce/activity", "ps")).isEqualTo("2");
  }

  @Test
  void oneTaskIsToldWithItsWarnings() {
    fake.proto(
        "api/ce/task",
        Ce.TaskResponse.newBuilder()
            .setTask(
                Ce.Task.newBuilder()
                    .setId("t1")
                    .setStatus(Ce.TaskStatus.SUCCESS)
                    .addWarnings("Shallow <b>clone</b>"))
            .build());
    Answer<ListBackgroundTasks.Output> answer =
        ToolCalls.call(new ListBackgroundTasks(fake.client()), Map.of("task", "t1"));
    assertThat(BudgetedCall.text(answer)).contains("SUCCESS.**", "- ‹Shallow clone›");
  }

  @Test
  void tasksOfTheServerNeedAnAdministrator() {
    fake.on("api/ce/activity", _ -> FakeSonarQube.error(403, "Insufficient privileges"));
    assertThatThrownBy(() ->
            ToolCalls.call(new ListBackgroundTasks(fake.client()), Map.of("project_key", "*")))
        .isInstanceOfSatisfying(
            Failure.Denied.class,
            failure -> assertThat(failure.text()).contains("Administer System"));
  }

  @Test
  void aServerWithoutPortfoliosOrDependencyRisksIsNoError() {
    Answer<ListPortfolios.Output> portfolios =
        ToolCalls.call(new ListPortfolios(fake.client()), Map.of());
    assertThat(portfolios.output().supported()).isFalse();
    assertThat(BudgetedCall.text(portfolios)).contains("no portfolios", "Enterprise");
    Answer<ListDependencyRisks.Output> risks =
        ToolCalls.call(new ListDependencyRisks(fake.client()), Map.of("project_key", "shop"));
    assertThat(risks.output().supported()).isFalse();
    assertThat(BudgetedCall.text(risks)).contains("does not look for dependency risks");
  }

  @Test
  void portfoliosAndDependencyRisksAreListedWhereThereAreAny() {
    fake.json(
        "api/views/search",
        "{\"components\":[{\"key\":\"all\",\"name\":\"All | of it\",\"qualifier\":\"VW\"}]}");
    fake.json(
        "api/v2/sca/issues-releases",
        """
        {"issuesReleases":[{"key":"r","severity":"HIGH","type":"VULNERABILITY","status":"OPEN",
          "vulnerabilityId":"CVE-2026-1","release":{"packageName":"a:b","version":"1"}}],
         "page":{"total":7}}\
        """);
    Answer<ListPortfolios.Output> portfolios =
        ToolCalls.call(new ListPortfolios(fake.client()), Map.of("query", "al"));
    assertThat(BudgetedCall.text(portfolios)).contains("|all|‹All ¦ of it›|portfolio|");
    assertThat(fake.parameter("api/views/search", "q")).isEqualTo("al");
    Answer<ListDependencyRisks.Output> risks =
        ToolCalls.call(new ListDependencyRisks(fake.client()), Map.of("project_key", "shop"));
    assertThat(risks.output().total()).isEqualTo(7);
    assertThat(BudgetedCall.text(risks))
        .contains("|HIGH|VULNERABILITY|‹a:b› ‹1›|‹CVE-2026-1›|OPEN|");
  }

  @Test
  void anUnknownProjectIsNoServerWithoutRisks() {
    assertThatThrownBy(() ->
            ToolCalls.call(new ListDependencyRisks(fake.client()), Map.of("project_key", "shpo")))
        .isInstanceOf(Failure.NotFound.class)
        .hasMessageContaining("no project shpo");
  }

  @Test
  void healthIsToldAsFarAsTheTokenMaySee() {
    fake.json("api/system/status", "{\"status\":\"UP\"}");
    fake.on("api/system/health", _ -> FakeSonarQube.error(403, "Insufficient privileges"));
    fake.on("api/ce/activity_status", _ -> FakeSonarQube.error(403, "Insufficient privileges"));
    Answer<GetServerHealth.Output> answer =
        ToolCalls.call(new GetServerHealth(fake.client()), Map.of());
    assertThat(answer.output().status()).isEqualTo("UP");
    assertThat(answer.output().health()).isNull();
    assertThat(BudgetedCall.text(answer))
        .contains("SonarQube 26.9.0.129388 is UP**, in MQR mode", "Administer System");
  }

  @Test
  void languagesAreListed() {
    fake.json("api/languages/list", "{\"languages\":[{\"key\":\"py\",\"name\":\"Python\"}]}");
    assertThat(BudgetedCall.text(ToolCalls.call(new ListLanguages(fake.client()), Map.of())))
        .contains("py", "Python");
  }

  private void gates() {
    Canned.analyzed(fake);
    fake.json(
        "api/qualitygates/list",
        "{\"qualitygates\":[{\"name\":\"Sonar way\"},{\"name\":\"Strict\"}]}");
    fake.on(
        "api/qualitygates/show",
        url ->
            FakeSonarQube.response(
                200,
                "application/json",
                "{\"name\":\"" + url.queryParameter("name") + "\",\"conditions\":[]}"));
  }

  private SetQualityGate setGate() {
    return new SetQualityGate(fake.client());
  }
}
