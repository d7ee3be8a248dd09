package dev.plumbline.sonarqube.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.schema.RecordSchemas;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Change;
import dev.plumbline.mcp.tool.Effect;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.Tool;
import dev.plumbline.sonarqube.sonar.FakeSonarQube;
import dev.plumbline.sonarqube.tools.code.GetCoverageGaps;
import dev.plumbline.sonarqube.tools.issues.SearchIssues;
import dev.plumbline.sonarqube.tools.quality.GetMeasures;
import dev.plumbline.sonarqube.tools.rules.GetRule;
import dev.plumbline.sonarqube.workspace.WorkspaceOptions;
import dev.plumbline.testkit.BudgetedCall;
import dev.plumbline.testkit.ToolCalls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sonarqube.ws.Common;
import org.sonarqube.ws.Measures;
import org.sonarqube.ws.Rules;

class PeerDefectsTest {
  private static final String TREE = "api/measures/component_tree";

  @TempDir Path folder;

  private final FakeSonarQube fake = new FakeSonarQube();

  @BeforeEach
  void project() {
    Canned.analyzed(fake, "2026-08-02T00:00:00+0000");
    fake.proto(Canned.SEARCH, Canned.issues(1, 1, "x"));
    fake.proto(
        "api/measures/component",
        Measures.ComponentWsResponse.newBuilder()
            .setComponent(Canned.measures(List.of("coverage", "71.25", "new_coverage", "12.5")))
            .build());
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void newCodeMeasuresHaveTheirValues() {
    Answer<GetMeasures.Output> answer =
        ToolCalls.call(
            new GetMeasures(fake.client()),
            Map.of("project_key", "shop", "metrics", List.of("new_coverage", "coverage")));
    assertThat(BudgetedCall.text(answer)).contains("12.5", "71.3");
  }

  @Test
  void aDecimalLimitCountsAndAMisspeltOneIsAnError() {
    fake.proto(
        TREE,
        Measures.ComponentTreeWsResponse.newBuilder()
            .setPaging(Common.Paging.newBuilder().setTotal(2))
            .addComponents(file("src/Bad.java", "5.5"))
            .addComponents(file("src/Better.java", "5.6"))
            .build());
    fake.json("api/sources/lines", "{\"sources\":[{\"line\":1,\"code\":\"x\",\"lineHits\":0}]}");
    GetCoverageGaps tool = new GetCoverageGaps(fake.client());

    Answer<GetCoverageGaps.Output> answer =
        ToolCalls.call(tool, Map.of("project_key", "shop", "max_coverage", 5.5));

    assertThat(BudgetedCall.text(answer))
        .contains("src/Bad.java")
        .doesNotContain("src/Better.java");
    assertThatThrownBy(
            () -> ToolCalls.call(tool, Map.of("project_key", "shop", "maxCoverage", 5.5)))
        .isInstanceOfSatisfying(
            Failure.InvalidInput.class,
            failure -> assertThat(failure.text()).contains("maxCoverage", "max_coverage"));
    assertThatThrownBy(() -> ToolCalls.call(tool, Map.of("project_key", "shop", "limit", 5.5)))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("limit");
  }

  @Test
  void theConfiguredProjectIsMeantByEveryToolThatHasOne() {
    List<String> forgetful = new ArrayList<>();
    int asked = 0;
    for (Tool<?, ?> tool : tools()) {
      boolean filterOnly = tool.spec().name().equals("search_rules");
      if (properties(tool).containsKey("project_key") && !filterOnly) {
        List<RecordedRequest> sent = sent(tool);
        asked++;
        if (sent.stream().noneMatch(PeerDefectsTest::isAboutShop)) {
          forgetful.add(tool.spec().name() + " " + sent);
        }
      }
    }
    assertThat(asked).isGreaterThan(25);
    assertThat(forgetful).isEmpty();
  }

  @Test
  void aMissingOptionalArgumentIsNotSentAsAnEmptyOne() {
    Map<String, HttpUrl> empty = new TreeMap<>();
    for (Tool<?, ?> tool : tools()) {
      for (RecordedRequest request : sent(tool)) {
        HttpUrl url = request.getUrl();
        if (url.queryParameterNames().stream()
            .flatMap(name -> url.queryParameterValues(name).stream())
            .anyMatch(value -> value == null || value.isEmpty() || value.equals("null"))) {
          empty.put(tool.spec().name(), url);
        }
      }
    }
    assertThat(fake.requests()).hasSizeGreaterThan(100);
    assertThat(empty).isEmpty();
  }

  @Test
  void theSeverityShownIsTheOneFilteredBy() {
    fake.proto(
        Canned.SEARCH,
        Canned.issues(1, 0, "x").toBuilder()
            .addIssues(
                Canned.issue(1, "x")
                    .setSeverity(Common.Severity.INFO)
                    .clearImpacts()
                    .addImpacts(
                        Common.Impact.newBuilder()
                            .setSoftwareQuality(Common.SoftwareQuality.SECURITY)
                            .setSeverity(Common.ImpactSeverity.HIGH)))
            .build());
    Answer<SearchIssues.Output> answer =
        ToolCalls.call(
            new SearchIssues(fake.client()), Map.of("project_key", "shop", "severity", "HIGH"));
    assertThat(fake.parameter(Canned.SEARCH, "impactSeverities")).isEqualTo("BLOCKER,HIGH");
    assertThat(BudgetedCall.text(answer)).contains("|HIGH|").doesNotContain("INFO");
  }

  @Test
  void aRuleIsPlainText() {
    fake.proto(
        "api/rules/show",
        Rules.ShowResponse.newBuilder()
            .setRule(
                Rules.Rule.newBuilder()
                    .setKey("java:S1")
                    .setName("Compare")
                    .setDescriptionSections(
                        Rules.Rule.DescriptionSections.newBuilder()
                            .addDescriptionSections(
                                Rules.Rule.DescriptionSection.newBuilder()
                                    .setKey("root_cause")
                                    .setContent(
                                        "<h2>Why</h2><p>If <code>a &lt; b</code></p>"
                                            + "<ul><li>one</li></ul><pre>x &amp;&amp; y</pre>"))))
            .build());
    String text =
        BudgetedCall.text(ToolCalls.call(new GetRule(fake.client()), Map.of("rule", "java:S1")));
    assertThat(text)
        .contains("Why", "a < b", "one", "x && y")
        .doesNotContain("<h2>", "<p>", "<code>", "<li>", "<pre>", "&lt;", "&amp;");
  }

  @Test
  void aWriteThatReplacesOrRemovesSaysSo() {
    Map<String, Effect> effects = new TreeMap<>();
    for (Tool<?, ?> tool : tools()) {
      assertThat(tool.spec().effect() == Effect.READ_ONLY)
          .as(tool.spec().name())
          .isEqualTo(tool instanceof Question<?, ?>);
      if (tool instanceof Change<?, ?>) {
        effects.put(tool.spec().name(), tool.spec().effect());
      }
    }
    assertThat(effects)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "apply_fix", Effect.DESTRUCTIVE,
                "change_issues", Effect.DESTRUCTIVE,
                "delete_webhook", Effect.DESTRUCTIVE,
                "export_report", Effect.DESTRUCTIVE,
                "review_hotspot", Effect.DESTRUCTIVE,
                "set_quality_gate", Effect.DESTRUCTIVE,
                "create_webhook", Effect.WRITE,
                "scan_workspace", Effect.WRITE));
  }

  private List<Tool<?, ?>> tools() {
    WorkspaceOptions workspace =
        new WorkspaceOptions(List.of(folder.toString()), Optional.empty(), Optional.empty());
    return SonarQubeTools.all(fake.client("shop", FakeSonarQube.fast()), workspace);
  }

  /** What a tool sends that is called with what it requires only. */
  private List<RecordedRequest> sent(Tool<?, ?> tool) {
    int before = fake.requests().size();
    Tool<?, ?> fresh =
        tools().stream()
            .filter(it -> it.spec().name().equals(tool.spec().name()))
            .findFirst()
            .orElseThrow();
    try {
      call(fresh, SampleArguments.of(tool.spec().name()));
    } catch (Failure.NotFound notCanned) {
      assertThat(notCanned).hasMessageNotContaining("project");
    } catch (Failure otherwise) {
      assertThat(otherwise).hasMessageNotContaining("project_key");
    }
    List<RecordedRequest> all = fake.requests();
    return all.subList(before, all.size());
  }

  private static <I extends Record, O extends Record> void call(
      Tool<I, O> tool, Map<String, Object> arguments) {
    switch (tool) {
      case Question<I, O> question -> ToolCalls.call(question, arguments);
      case Change<I, O> change -> PlanCalls.plan(change, arguments);
    }
  }

  private static Map<?, ?> properties(Tool<?, ?> tool) {
    Object properties = new RecordSchemas().ofInput(tool.spec().input()).get("properties");
    return properties instanceof Map<?, ?> map ? map : new LinkedHashMap<>();
  }

  private static boolean isAboutShop(RecordedRequest request) {
    HttpUrl url = request.getUrl();
    return url.queryParameterNames().stream()
        .flatMap(name -> url.queryParameterValues(name).stream())
        .anyMatch(value -> value != null && (value.equals("shop") || value.startsWith("shop:")));
  }

  private static Measures.Component.Builder file(String path, String coverage) {
    return Canned.measures(List.of("uncovered_lines", "3", "coverage", coverage))
        .setKey("shop:" + path)
        .setPath(path);
  }
}
