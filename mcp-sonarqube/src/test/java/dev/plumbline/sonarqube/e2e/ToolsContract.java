package dev.plumbline.sonarqube.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testkit.Served;
import dev.plumbline.testkit.TestClient;
import dev.plumbline.testkit.Wire;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every tool through a real client, its numbers compared with the raw web API. */
@Tag("server")
@ExtendWith(ScannedSonarQube.class)
abstract class ToolsContract {
  private static final String PROJECT = ScannedSonarQube.PROJECT;
  private static final String OPEN = "&issueStatuses=OPEN,CONFIRMED&ps=1&componentKeys=" + PROJECT;
  private static final String SECURITY =
      "api/issues/search?impactSoftwareQualities=SECURITY"
          + "&impactSeverities=LOW,MEDIUM,HIGH,BLOCKER";
  private static final int BUDGET = 24 * 1024;

  @TempDir Path home;

  private final Wire wire;
  private final ScannedSonarQube.World world;
  private final JsonMapper mapper = new JsonMapper();
  private final List<AutoCloseable> open = new ArrayList<>();

  ToolsContract(Wire wire, ScannedSonarQube.World world) {
    this.wire = wire;
    this.world = world;
  }

  private TestClient client() {
    return (TestClient) open.getFirst();
  }

  @BeforeEach
  void connect() {
    Served served = Served.over(wire, world.launcher(home));
    open.add(served.connect());
    open.add(served);
  }

  @AfterEach
  void disconnect() throws Exception {
    for (AutoCloseable resource : open) {
      resource.close();
    }
  }

  @Test
  void theProjectsQualityIsWhatTheServerMeasures() {
    JsonNode answer = ask("get_project_quality", Map.of("project_key", PROJECT));
    JsonNode gate =
        world
            .server()
            .get("api/qualitygates/project_status?projectKey=" + PROJECT)
            .path("projectStatus");
    assertThat(answer.path("gate").asString())
        .isEqualTo(gate.path("status").asString().equals("OK") ? "passed" : "failed");
    assertThat(answer.path("conditions")).hasSize(gate.path("conditions").size());
    JsonNode overall = answer.path("overall");
    assertMeasure(overall.path("issues"), "violations");
    assertMeasure(overall.path("security"), "software_quality_security_issues");
    assertMeasure(overall.path("reliability"), "software_quality_reliability_issues");
    assertMeasure(overall.path("maintainability"), "software_quality_maintainability_issues");
    assertMeasure(overall.path("debt"), "software_quality_maintainability_remediation_effort");
    assertMeasure(overall.path("debt_ratio"), "software_quality_maintainability_debt_ratio");
    assertMeasure(overall.path("security_rating"), "software_quality_security_rating");
    assertMeasure(overall.path("coverage"), "coverage");
    assertMeasure(overall.path("duplication"), "duplicated_lines_density");
    assertMeasure(overall.path("lines"), "ncloc");
    assertMeasure(overall.path("files"), "files");
    assertThat(answer.path("new_code").path("issues").asDouble()).isPositive();
    assertMeasure(answer.path("new_code").path("issues"), "new_violations");
    assertMeasure(answer.path("new_code").path("lines"), "new_lines");
  }

  @Test
  void theDigestTellsWhatChangedBetweenTheAnalyses() {
    McpSchema.CallToolResult result = call("analyze_project", Map.of("project_key", PROJECT));
    JsonNode history =
        world
            .server()
            .get("api/measures/search_history?metrics=violations&component=" + PROJECT)
            .path("measures")
            .get(0)
            .path("history");
    assertThat(history).hasSize(2);
    JsonNode issues = null;
    for (JsonNode change : structured(result).path("changes")) {
      if (change.path("figure").asString().equals("Issues")) {
        issues = change;
      }
    }
    assertThat(issues).isNotNull();
    assertThat(issues.path("before").asString()).isEqualTo(history.get(0).path("value").asString());
    assertThat(issues.path("now").asString()).isEqualTo(history.get(1).path("value").asString());
    assertThat(TestClient.text(result))
        .contains("‹1.0›")
        .contains("‹1.1›")
        .contains("What to do first:");
  }

  @Test
  void codeSmellsAreCountedAsTheServerCountsThem() {
    JsonNode answer = ask("get_code_smells", Map.of("project_key", PROJECT));
    JsonNode raw =
        world
            .server()
            .get(
                "api/issues/search?impactSoftwareQualities=MAINTAINABILITY"
                    + "&impactSeverities=MEDIUM,HIGH,BLOCKER"
                    + OPEN);
    assertThat(answer.path("total").asInt()).isPositive().isEqualTo(raw.path("total").asInt());
    assertThat(answer.path("issues").size()).isPositive();
  }

  @Test
  void securityIssuesAreCountedAsTheServerCountsThem() {
    JsonNode answer =
        ask("find_security_issues", Map.of("project_key", PROJECT, "severity", "LOW"));
    JsonNode raw = world.server().get(SECURITY + OPEN);
    assertThat(answer.path("total").asInt()).isPositive().isEqualTo(raw.path("total").asInt());
    JsonNode everywhere = ask("find_security_issues", Map.of("severity", "LOW"));
    JsonNode rawEverywhere = world.server().get(SECURITY + "&issueStatuses=OPEN,CONFIRMED&ps=1");
    assertThat(everywhere.path("total").asInt()).isEqualTo(rawEverywhere.path("total").asInt());
  }

  @Test
  void aServerWithoutHotspotRulesSaysWhereTheFindingsWent() {
    McpSchema.CallToolResult result = call("get_security_hotspots", Map.of("project_key", PROJECT));
    assertThat(structured(result).path("supported").asBoolean(true)).isFalse();
    assertThat(TestClient.text(result))
        .contains("no security hotspot rules")
        .contains("find_security_issues");
  }

  @Test
  void aFindingHasItsWholeDossier() {
    JsonNode first =
        ask("get_code_smells", Map.of("project_key", PROJECT, "limit", 1)).path("issues").get(0);
    McpSchema.CallToolResult result =
        call("suggest_fixes", Map.of("issue_id", first.path("key").asString()));
    assertThat(structured(result).path("rule").asString()).isEqualTo(first.path("rule").asString());
    assertThat(TestClient.text(result))
        .contains(first.path("rule").asString())
        .contains("~~~ untrusted");
  }

  @Test
  void aRuleHasItsDossierWithOccurrences() {
    McpSchema.CallToolResult result =
        call("suggest_fixes", Map.of("project_key", PROJECT, "rule", "python:S1172"));
    JsonNode raw = world.server().get("api/issues/search?rules=python:S1172" + OPEN);
    assertThat(structured(result).path("occurrences").asInt())
        .isPositive()
        .isEqualTo(raw.path("total").asInt());
    assertThat(TestClient.text(result)).contains("basket.py");
  }

  @Test
  void projectsAreListedAtAGlance() {
    JsonNode answer = ask("list_projects", Map.of("query", PROJECT));
    assertThat(answer.path("total").asInt()).isEqualTo(1);
    JsonNode row = answer.path("projects").get(0);
    assertThat(row.path("key").asString()).isEqualTo(PROJECT);
    assertMeasure(row.path("issues"), "violations");
    assertMeasure(row.path("lines"), "ncloc");
  }

  @Test
  void anUnknownProjectIsNamedWithTheNearest() {
    McpSchema.CallToolResult result =
        client().call("get_project_quality", Map.of("project_key", "plumblin"));
    assertThat(result.isError()).isTrue();
    assertThat(TestClient.text(result)).contains("plumblin").contains(PROJECT);
  }

  private void assertMeasure(JsonNode value, String metric) {
    JsonNode measure =
        world
            .server()
            .get("api/measures/component?component=" + PROJECT + "&metricKeys=" + metric)
            .path("component")
            .path("measures")
            .get(0);
    assertThat(measure).as(metric).isNotNull();
    JsonNode raw =
        measure.has("value") ? measure.path("value") : measure.path("period").path("value");
    assertThat(value.isMissingNode()).as(metric).isFalse();
    assertThat(value.asDouble()).as(metric).isEqualTo(Double.parseDouble(raw.asString()));
  }

  private JsonNode ask(String tool, Map<String, Object> arguments) {
    return structured(call(tool, arguments));
  }

  private McpSchema.CallToolResult call(String tool, Map<String, Object> arguments) {
    McpSchema.CallToolResult result = client().call(tool, arguments);
    assertThat(result.isError()).as(TestClient.text(result)).isNotEqualTo(true);
    assertThat(mapper.writeValueAsString(result).getBytes(StandardCharsets.UTF_8).length)
        .isLessThanOrEqualTo(BUDGET);
    return result;
  }

  private JsonNode structured(McpSchema.CallToolResult result) {
    return mapper.valueToTree(result.structuredContent());
  }
}
