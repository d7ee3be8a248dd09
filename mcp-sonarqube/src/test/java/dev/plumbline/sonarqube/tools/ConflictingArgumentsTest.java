package dev.plumbline.sonarqube.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.schema.RecordSchemas;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Change;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.Tool;
import dev.plumbline.sonarqube.sonar.FakeSonarQube;
import dev.plumbline.sonarqube.tools.issues.ChangeIssues;
import dev.plumbline.sonarqube.tools.issues.FindSecurityIssues;
import dev.plumbline.sonarqube.workspace.WorkspaceOptions;
import dev.plumbline.testkit.BudgetedCall;
import dev.plumbline.testkit.ToolCalls;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConflictingArgumentsTest {
  private final FakeSonarQube fake = new FakeSonarQube();

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void aBranchAndAPullRequestAreNeverMeantTogether() {
    fake.proto(Canned.SEARCH, Canned.issues(1, 1, "x"));
    List<String> tried = new ArrayList<>();
    for (Tool<?, ?> tool : SonarQubeTools.all(fake.client(), WorkspaceOptions.none())) {
      Object properties = new RecordSchemas().ofInput(tool.spec().input()).get("properties");
      if (properties instanceof Map<?, ?> map
          && map.containsKey("branch")
          && map.containsKey("pull_request")) {
        Map<String, Object> both = new LinkedHashMap<>(SampleArguments.of(tool.spec().name()));
        both.putAll(Map.of("project_key", "shop", "branch", "main", "pull_request", "7"));
        assertThatThrownBy(() -> call(tool, both))
            .as(tool.spec().name())
            .isInstanceOf(Failure.InvalidInput.class)
            .hasMessageContaining("'branch' and 'pull_request'");
        tried.add(tool.spec().name());
      }
    }
    assertThat(tried).contains("search_issues", "get_measures", "export_report", "change_issues");
  }

  @Test
  void aChangeByFilterTakesFiveHundredAndSaysHowManyAreLeft() {
    fake.on(
        Canned.SEARCH,
        url ->
            FakeSonarQube.proto(
                url.queryParameter("issues") == null
                    ? Canned.issues(12_345, 500, "x")
                    : Canned.issues(100, 100, "x")));
    String preview =
        PlanCalls.preview(
            new ChangeIssues(fake.client()),
            Map.of("project_key", "shop", "severity", "MEDIUM", "add_tags", List.of("later")));
    assertThat(preview).contains("changes **500 issues**", "11,845 more match the filter");
  }

  @Test
  void aPageBeyondTenThousandIsToldWithTheTotal() {
    fake.proto(Canned.SEARCH, Canned.issues(12_345, 1, "x"));
    fake.proto("api/rules/search", org.sonarqube.ws.Rules.SearchResponse.getDefaultInstance());
    Answer<FindSecurityIssues.Output> answer =
        ToolCalls.call(
            new FindSecurityIssues(fake.client()),
            Map.of("project_key", "shop", "severity", "MEDIUM", "page", 101, "limit", 100));
    assertThat(answer.output().total()).isEqualTo(12_345);
    assertThat(BudgetedCall.text(answer)).contains("Page 101 lies beyond the first 10,000");
    assertThat(fake.requests(Canned.SEARCH))
        .allSatisfy(request ->
            assertThat(Long.parseLong(String.valueOf(request.getUrl().queryParameter("p"))))
                .isLessThan(101));
  }

  private static <I extends Record, O extends Record> void call(
      Tool<I, O> tool, Map<String, Object> arguments) {
    switch (tool) {
      case Question<I, O> question -> ToolCalls.call(question, arguments);
      case Change<I, O> change -> PlanCalls.plan(change, arguments);
    }
  }
}
