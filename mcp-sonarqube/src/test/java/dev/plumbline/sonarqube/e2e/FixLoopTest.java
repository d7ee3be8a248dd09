package dev.plumbline.sonarqube.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testkit.Launch;
import dev.plumbline.testkit.LocalSonarQube;
import dev.plumbline.testkit.Served;
import dev.plumbline.testkit.TestClient;
import dev.plumbline.testkit.Wire;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole loop through a real client: find, understand, fix, verify, and the gate opens. */
@Tag("server")
@ExtendWith(ScannedSonarQube.class)
class FixLoopTest {
  private static final String PROJECT = "fix-loop";
  private static final String BROKEN =
      """
      def price(item, unused):
          total = item.net
          return total
      """;

  @TempDir Path home;
  @TempDir Path folder;

  private final ScannedSonarQube.World world;
  private final JsonMapper mapper = new JsonMapper();

  FixLoopTest(ScannedSonarQube.World world) {
    this.world = world;
  }

  @Test
  void aFindingIsFixedVerifiedAndTheGateOpens() throws Exception {
    repository();
    gate(world.server());
    try (Served served = Served.over(Wire.STDIO, launch());
        TestClient client = served.connect()) {
      List<String> offered =
          client.sdk().listTools().tools().stream().map(McpSchema.Tool::name).toList();
      assertThat(offered)
          .as("offered because of the folder")
          .contains("apply_fix", "scan_workspace");

      JsonNode first = change(client, "scan_workspace", scan()).path("result");
      assertThat(first.path("gate_now").asString()).isEqualTo("failed");
      assertThat(first.path("fresh").asInt()).isEqualTo(1);

      JsonNode issue =
          ask(client, "search_issues", Map.of("project_key", PROJECT)).path("issues").get(0);
      assertThat(issue.path("rule").asString()).isEqualTo("python:S1172");
      String key = issue.path("key").asString();
      JsonNode dossier = ask(client, "suggest_fixes", Map.of("issue_id", key));
      assertThat(dossier.path("file").asString()).isEqualTo("src/shop.py");

      String diff =
          """
          --- a/src/shop.py
          +++ b/src/shop.py
          @@ -1,2 +1,2 @@
          -def price(item, unused):
          +def price(item):
               total = item.net
          """;
      change(client, "apply_fix", Map.of("diff", diff));
      assertThat(folder.resolve("src/shop.py")).content().startsWith("def price(item):\n");

      JsonNode second = change(client, "scan_workspace", scan()).path("result");
      assertThat(second.path("fixed_issues").get(0).asString()).isEqualTo(key);
      assertThat(second.path("fresh").asInt()).isZero();
      assertThat(second.path("gate_before").asString()).isEqualTo("failed");
      assertThat(second.path("gate_now").asString()).isEqualTo("passed");
      assertThat(ask(client, "get_issue", Map.of("issue", key)).path("status").asString())
          .isEqualTo("FIXED");
    }
    JsonNode raw = world.server().get("api/qualitygates/project_status?projectKey=" + PROJECT);
    assertThat(raw.path("projectStatus").path("status").asString()).isEqualTo("OK");
  }

  /** Changes want their preview confirmed first, so nothing happens on the first call. */
  private JsonNode change(TestClient client, String tool, Map<String, Object> arguments) {
    JsonNode preview = ask(client, tool, arguments);
    assertThat(preview.path("applied").asBoolean(true)).isFalse();
    Map<String, Object> confirmed = new LinkedHashMap<>(arguments);
    confirmed.put("confirm", true);
    JsonNode done = ask(client, tool, confirmed);
    assertThat(done.path("applied").asBoolean(false)).isTrue();
    return done;
  }

  private JsonNode ask(TestClient client, String tool, Map<String, Object> arguments) {
    McpSchema.CallToolResult result = client.call(tool, arguments);
    assertThat(result.isError()).as(TestClient.text(result)).isNotEqualTo(true);
    return mapper.valueToTree(result.structuredContent());
  }

  private static Map<String, Object> scan() {
    return Map.of("project_key", PROJECT, "properties", Map.of("sonar.sources", "src"));
  }

  private Launch launch() throws IOException {
    return world
        .launcher(home)
        .withVariable("PLUMBLINE_SONARQUBE_WORKSPACE", folder.toString())
        .withVariable(
            "PLUMBLINE_SONARQUBE_SCANNER",
            ScannerRun.jar(world.root()).toAbsolutePath().toString());
  }

  private void repository() throws Exception {
    Files.createDirectories(folder.resolve("src"));
    Files.writeString(folder.resolve("src/shop.py"), BROKEN);
    git("init", "-q", ".");
    git("add", "-A");
    git("-c", "user.name=ada", "-c", "user.email=ada@example.org", "commit", "-q", "-m", "Shop");
  }

  private void git(String... arguments) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).directory(folder.toFile()).start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  /** A gate that any open issue stops. */
  private static void gate(LocalSonarQube server) {
    server.post("api/projects/create?name=Fix+loop&project=" + PROJECT);
    server.post("api/qualitygates/create?name=no-issues");
    server.post(
        "api/qualitygates/create_condition?gateName=no-issues&metric=violations&op=GT&error=0");
    server.post("api/qualitygates/select?gateName=no-issues&projectKey=" + PROJECT);
  }
}
