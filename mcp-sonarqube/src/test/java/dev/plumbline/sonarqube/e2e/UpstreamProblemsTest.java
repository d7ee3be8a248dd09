package dev.plumbline.sonarqube.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testkit.ClientTraits;
import dev.plumbline.testkit.Launch;
import dev.plumbline.testkit.McpClients;
import dev.plumbline.testkit.TestClient;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A server that cannot be reached or refuses us: the program starts and each tool says why. */
@Tag("server")
@ExtendWith(ScannedSonarQube.class)
class UpstreamProblemsTest {
  @TempDir Path home;

  private final ScannedSonarQube.World world;

  UpstreamProblemsTest(ScannedSonarQube.World world) {
    this.world = world;
  }

  @Test
  void aWrongTokenIsExplained() {
    Launch launch = world.launcher(home).withVariable("SONARQUBE_TOKEN", "squ_" + "0".repeat(40));
    assertThat(answer(launch)).contains("SONARQUBE_TOKEN").doesNotContain("squ_0");
  }

  @Test
  void aRevokedTokenIsExplained() {
    String token =
        world.server().post("api/user_tokens/generate?name=revoked").path("token").asString();
    Launch launch = world.launcher(home).withVariable("SONARQUBE_TOKEN", token);
    assertThat(answer(launch)).as("the token works at first").contains("Projects");
    world.server().post("api/user_tokens/revoke?name=revoked");
    assertThat(answer(launch)).contains("SONARQUBE_TOKEN").doesNotContain(token);
  }

  @Test
  void aMissingTokenIsExplained() {
    Launch launch = world.launcher(home).withVariable("SONARQUBE_TOKEN", "");
    assertThat(answer(launch)).contains("SONARQUBE_TOKEN");
  }

  @Test
  void aMissingAddressIsExplained() {
    Launch launch = world.launcher(home).withVariable("SONARQUBE_URL", "");
    assertThat(answer(launch)).contains("SONARQUBE_URL");
  }

  @Test
  void anUnreachableServerIsExplained() {
    Launch launch =
        world
            .launcher(home)
            .withVariable("SONARQUBE_URL", "http://127.0.0.1:9")
            .withVariable("PLUMBLINE_SONARQUBE_RETRIES", "0");
    assertThat(answer(launch)).contains("http://127.0.0.1:9").contains("SONARQUBE_URL");
  }

  @Test
  void theDefaultProjectIsMeantWhenNoneIsNamed() {
    Launch launch =
        world.launcher(home).withVariable("SONARQUBE_PROJECT_KEY", ScannedSonarQube.PROJECT);
    try (TestClient client = TestClient.connect(McpClients.stdio(launch), ClientTraits.plain())) {
      for (String tool :
          new String[] {
            "get_project_quality",
            "analyze_project",
            "get_code_smells",
            "find_security_issues",
            "get_security_hotspots"
          }) {
        McpSchema.CallToolResult result = client.call(tool, Map.of());
        assertThat(result.isError()).as(tool + TestClient.text(result)).isNotEqualTo(true);
        assertThat(TestClient.text(result)).as(tool).contains(ScannedSonarQube.PROJECT);
      }
    }
  }

  /** Standard mode is the other vocabulary of the same server. */
  @Test
  void inStandardModeTheAnswersUseItsTerms() {
    world.server().mode("STANDARD_EXPERIENCE");
    try (TestClient client =
        TestClient.connect(McpClients.stdio(world.launcher(home)), ClientTraits.plain())) {
      Map<String, Object> project = Map.of("project_key", ScannedSonarQube.PROJECT);
      String smells = TestClient.text(client.call("get_code_smells", project));
      assertThat(smells).contains("MAJOR").doesNotContain("MEDIUM");
      String quality = TestClient.text(client.call("get_project_quality", project));
      assertThat(quality).contains("Bugs").contains("Vulnerabilities").contains("Code smells");
      int raw =
          world
              .server()
              .get(
                  "api/issues/search?types=CODE_SMELL&severities=BLOCKER,CRITICAL,MAJOR"
                      + "&issueStatuses=OPEN,CONFIRMED&ps=1&componentKeys="
                      + ScannedSonarQube.PROJECT)
              .path("total")
              .asInt();
      assertThat(smells).contains(raw + " code smells");
    } finally {
      world.server().mode("MQR");
    }
  }

  private String answer(Launch launch) {
    try (TestClient client = TestClient.connect(McpClients.stdio(launch), ClientTraits.plain())) {
      assertThat(client.sdk().listTools().tools()).hasSizeGreaterThanOrEqualTo(7);
      McpSchema.CallToolResult result = client.call("list_projects", Map.of());
      return (Boolean.TRUE.equals(result.isError()) ? "" : "Projects: ") + TestClient.text(result);
    }
  }
}
