package dev.plumbline.sonarqube.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.mcp.feature.Completer;
import dev.plumbline.mcp.feature.Prompt;
import dev.plumbline.sonarqube.sonar.FakeSonarQube;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sonarqube.ws.Components;
import org.sonarqube.ws.Rules;
import org.sonarqube.ws.Users;

class CompletionsTest {
  private final FakeSonarQube fake = new FakeSonarQube();

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void projectsThatBeginWithTheTextComeFirst() {
    fake.projects("my-shop", "shop-web", "shop");
    assertThat(complete("quality_review", "project_key", "sho", Map.of()))
        .containsExactly("shop", "shop-web", "my-shop");
    assertThat(fake.parameter("api/components/search_projects", "filter"))
        .isEqualTo("query = \"sho\"");
  }

  @Test
  void branchesAreThoseOfTheProjectThatIsFilledInOrConfigured() {
    assertThat(complete("quality_review", "branch", "rel", Map.of("project_key", "shop")))
        .startsWith("release-1");
    assertThat(fake.parameter("api/project_branches/list", "project")).isEqualTo("shop");
    assertThat(complete("quality_review", "branch", "", Map.of())).isEmpty();
    assertThat(completer("shop", "quality_review", "branch").complete("m", Map.of()))
        .startsWith("main");
  }

  @Test
  void rulesAreFoundByWhatComesAfterTheColon() {
    fake.proto(
        "api/rules/search",
        Rules.SearchResponse.newBuilder()
            .addRules(Rules.Rule.newBuilder().setKey("java:S1192"))
            .build());
    assertThat(complete("fix_top_issues", "rule", "java:S11", Map.of()))
        .containsExactly("java:S1192");
    assertThat(fake.parameter("api/rules/search", "q")).isEqualTo("S11");
  }

  @Test
  void metricsAreTheServersOwn() {
    assertThat(complete("weekly_quality_report", "metric", "cov", Map.of()))
        .startsWith("coverage")
        .contains("new_coverage");
  }

  @Test
  void usersAreSuggestedAndSoAreTheWordsForThem() {
    fake.proto(
        "api/users/search",
        Users.SearchWsResponse.newBuilder()
            .addUsers(Users.SearchWsResponse.User.newBuilder().setLogin("melanie"))
            .build());
    assertThat(complete("fix_top_issues", "assignee", "me", Map.of()))
        .containsExactly("me", "melanie");
    fake.on("api/users/search", _ -> FakeSonarQube.error(403, "Insufficient privileges"));
    assertThat(complete("fix_top_issues", "assignee", "", Map.of())).containsExactly("me", "none");
  }

  @Test
  void filesAreThoseOfTheProject() {
    fake.proto(
        "api/components/tree",
        Components.TreeWsResponse.newBuilder()
            .addComponents(
                Components.Component.newBuilder().setKey("shop:src/A.java").setPath("src/A.java"))
            .build());
    Completer files =
        SonarQubeFeatures.all(fake.client()).templates().stream()
            .filter(it -> it.name().equals("source file"))
            .findFirst()
            .orElseThrow()
            .completers()
            .getOrDefault("path", Completer.NONE);
    assertThat(files.complete("A.j", Map.of("project_key", "shop"))).containsExactly("src/A.java");
    assertThat(files.complete("A.j", Map.of("project_key", "‹hostile›"))).isEmpty();
  }

  @Test
  void whoeverTypesGetsNoError() {
    fake.on("api/components/search_projects", _ -> FakeSonarQube.status(500));
    fake.on("api/project_branches/list", _ -> FakeSonarQube.status(401));
    fake.on("api/rules/search", _ -> FakeSonarQube.status(500));
    assertThat(complete("quality_review", "project_key", "s", Map.of())).isEmpty();
    assertThat(complete("quality_review", "branch", "s", Map.of("project_key", "shop"))).isEmpty();
    assertThat(complete("fix_top_issues", "rule", "s", Map.of())).isEmpty();
  }

  private List<String> complete(
      String prompt, String argument, String typed, Map<String, String> context) {
    return completer(null, prompt, argument).complete(typed, context);
  }

  private Completer completer(@Nullable String configured, String prompt, String argument) {
    return SonarQubeFeatures.all(fake.client(configured, FakeSonarQube.fast())).prompts().stream()
        .filter(it -> it.name().equals(prompt))
        .flatMap(it -> it.arguments().stream())
        .filter(it -> it.name().equals(argument))
        .map(Prompt.Argument::completer)
        .findFirst()
        .orElseThrow();
  }
}
