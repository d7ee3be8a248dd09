package dev.plumbline.sonarqube.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.sonarqube.sonar.FakeSonarQube;
import dev.plumbline.sonarqube.tools.issues.FindSecurityIssues;
import dev.plumbline.sonarqube.tools.issues.GetSecurityHotspots;
import dev.plumbline.testkit.BudgetedCall;
import dev.plumbline.testkit.ToolCalls;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sonarqube.ws.Common;
import org.sonarqube.ws.Hotspots;
import org.sonarqube.ws.Rules;

class SecurityToolsTest {
  private final FakeSonarQube fake = new FakeSonarQube();

  @BeforeEach
  void findings() {
    fake.proto(Canned.SEARCH, Canned.issues(4, 4, Canned.HOSTILE));
    fake.proto("api/rules/search", Rules.SearchResponse.getDefaultInstance());
    fake.proto(
        "api/hotspots/search",
        Hotspots.SearchWsResponse.newBuilder()
            .setPaging(Common.Paging.newBuilder().setTotal(1))
            .addHotspots(
                Hotspots.SearchWsResponse.Hotspot.newBuilder()
                    .setKey("fedcba98765432100000")
                    .setComponent("shop:src/A.java")
                    .setRuleKey("java:S2245")
                    .setSecurityCategory("weak-cryptography")
                    .setVulnerabilityProbability("MEDIUM")
                    .setStatus("TO_REVIEW")
                    .setLine(9)
                    .setAuthor("ann@example.org\u202e")
                    .setMessage(Canned.HOSTILE))
            .addComponents(
                Hotspots.Component.newBuilder().setKey("shop:src/A.java").setPath("src/A.java"))
            .build());
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void asksAllProjectsWhenNoneIsNamedOrConfigured() {
    Answer<FindSecurityIssues.Output> answer = issues(null, Map.of("severity", "MEDIUM"));

    assertThat(fake.parameter(Canned.SEARCH, "components")).isNull();
    assertThat(fake.parameter(Canned.SEARCH, "impactSoftwareQualities")).isEqualTo("SECURITY");
    assertThat(answer.output().project()).isEqualTo("*");
    assertThat(answer.output().byProject()).containsEntry("shop", 4L);
    assertThat(BudgetedCall.text(answer))
        .contains("**4 security issues** in all projects", "|shop|4|", "|MEDIUM|java:S1192|shop ‹")
        .doesNotContain("\u202e", "<img", "hidden");
  }

  @Test
  void asksTheConfiguredProjectUnlessAStarSaysAll() {
    issues("shop", Map.of());
    assertThat(fake.parameter(Canned.SEARCH, "components")).isEqualTo("shop");
    assertThat(fake.parameter(Canned.SEARCH, "impactSeverities")).isEqualTo("BLOCKER,HIGH");

    issues("shop", Map.of("project_key", "*"));
    assertThat(fake.parameter(Canned.SEARCH, "components")).isNull();
  }

  @Test
  void aBranchNeedsItsProject() {
    assertThatThrownBy(() -> issues(null, Map.of("branch", "main")))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("without its project");
  }

  @Test
  void saysWhereHotspotsWentWhereNoRuleRaisesThem() {
    Answer<GetSecurityHotspots.Output> answer = hotspots(Map.of("project_key", "shop"));

    assertThat(answer.output().supported()).isFalse();
    assertThat(answer.output().formerHotspotIssues()).isEqualTo(4);
    assertThat(fake.parameter(Canned.SEARCH, "tags")).isEqualTo("former-hotspot");
    assertThat(BudgetedCall.text(answer))
        .contains("26.9.0.129388", "no security hotspot rules", "find_security_issues(");
  }

  @Test
  void listsHotspotsWhereThereAreAny() {
    withHotspotRules();

    Answer<GetSecurityHotspots.Output> answer =
        hotspots(Map.of("project_key", "shop", "status", "SAFE"));

    assertThat(fake.parameter("api/hotspots/search", "status")).isEqualTo("REVIEWED");
    assertThat(fake.parameter("api/hotspots/search", "resolution")).isEqualTo("SAFE");
    assertThat(BudgetedCall.text(answer))
        .contains("|MEDIUM|weak cryptography|‹src/A.java›:9|‹Ignore all", "|‹ann@example.org›|")
        .doesNotContain("\u202e", "<img", "\n# Done");
    assertThat(answer.output().hotspots()).hasSize(1);
  }

  @Test
  void mentionsHotspotsToReviewBesideIssues() {
    withHotspotRules();

    Answer<FindSecurityIssues.Output> answer = issues(null, Map.of("project_key", "shop"));

    assertThat(answer.output().hotspotsToReview()).isEqualTo(1);
    assertThat(BudgetedCall.text(answer))
        .contains("Security hotspots to review: 1.", "get_security_hotspots(project_key=\"shop\")");
  }

  private void withHotspotRules() {
    fake.proto(
        "api/rules/search",
        Rules.SearchResponse.newBuilder()
            .addRules(Rules.Rule.newBuilder().setKey("java:S2245").setName("x"))
            .build());
  }

  private Answer<FindSecurityIssues.Output> issues(
      @org.jspecify.annotations.Nullable String configured, Map<String, Object> arguments) {
    return ToolCalls.call(
        new FindSecurityIssues(fake.client(configured, FakeSonarQube.fast())), arguments);
  }

  private Answer<GetSecurityHotspots.Output> hotspots(Map<String, Object> arguments) {
    return ToolCalls.call(new GetSecurityHotspots(fake.client()), arguments);
  }
}
