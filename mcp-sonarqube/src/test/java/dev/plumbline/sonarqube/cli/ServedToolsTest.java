package dev.plumbline.sonarqube.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.mcp.cli.ServerCommand;
import dev.plumbline.testkit.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ServedToolsTest {
  private static final int WHOLE_LIST = 20 * 1024;
  private static final int ONE_TOOL = 3 * 1024;

  @TempDir Path home;

  private final JsonMapper mapper = new JsonMapper();

  @Test
  void theSchemasAreThoseCommitted() {
    new Snapshot("mcp-sonarqube/src/test/resources/tools.json")
        .matches(print("tools", "--toolsets", "all", "--json"));
  }

  @Test
  void theReferencePageIsTheOneCommitted() {
    new Snapshot("docs/reference/sonarqube.md")
        .matches(print("tools", "--toolsets", "all", "--markdown"));
  }

  @Test
  void theNamesAndDefaultsThatUsersRelyOnAreThere() {
    assertThat(names())
        .contains(
            "get_project_quality",
            "analyze_project",
            "get_code_smells",
            "find_security_issues",
            "get_security_hotspots",
            "suggest_fixes",
            "list_projects",
            "search_issues",
            "get_issue",
            "change_issues",
            "rank_files",
            "get_coverage_gaps",
            "get_trend",
            "compare")
        .as("administration is for those who ask for it")
        .doesNotContain("create_webhook", "set_quality_gate", "list_background_tasks");
    assertThat(standard("get_code_smells", "severity")).isEqualTo("MAJOR");
    assertThat(standard("find_security_issues", "severity")).isEqualTo("HIGH");
  }

  @Test
  void theWholeListIsSmall() {
    assertThat(mapper.writeValueAsBytes(Map.of("tools", tools()))).hasSizeLessThan(WHOLE_LIST);
    for (JsonNode tool : tools()) {
      assertThat(mapper.writeValueAsBytes(tool)).hasSizeLessThan(ONE_TOOL);
    }
  }

  @Test
  void everyToolSaysWhatItDoesAndTakes() {
    for (JsonNode tool : tools()) {
      String name = tool.path("name").asString();
      assertThat(tool.path("description").asString()).as(name).isNotBlank();
      JsonNode hints = tool.path("annotations");
      for (String hint :
          List.of("readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint")) {
        assertThat(hints.path(hint).isBoolean()).as(name + " " + hint).isTrue();
      }
      assertThat(tool.path("outputSchema").path("type").asString()).isEqualTo("object");
      JsonNode input = tool.path("inputSchema");
      assertThat(input.path("additionalProperties").asBoolean(true)).as(name).isFalse();
      for (Map.Entry<String, JsonNode> property : input.path("properties").properties()) {
        String where = name + "." + property.getKey();
        assertThat(property.getValue().path("description").asString("")).as(where).isNotBlank();
        if (property.getValue().path("type").asString("").equals("integer")) {
          assertThat(property.getValue().has("minimum")).as(where).isTrue();
          assertThat(property.getValue().has("maximum")).as(where).isTrue();
        }
      }
    }
  }

  @Test
  void theProjectIsOptionalEverywhere() {
    for (JsonNode tool : tools()) {
      List<String> required = new ArrayList<>();
      tool.path("inputSchema").path("required").forEach(name -> required.add(name.asString()));
      assertThat(required).as(tool.path("name").asString()).doesNotContain("project_key");
    }
  }

  private JsonNode tools() {
    return mapper.readTree(print("tools", "--json")).path("tools");
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    tools().forEach(tool -> names.add(tool.path("name").asString()));
    return names;
  }

  private String standard(String tool, String argument) {
    for (JsonNode candidate : tools()) {
      if (candidate.path("name").asString().equals(tool)) {
        return candidate
            .path("inputSchema")
            .path("properties")
            .path(argument)
            .path("default")
            .asString();
      }
    }
    throw new AssertionError("no tool " + tool);
  }

  private String print(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code =
        ServerCommand.run(
            new SonarQubeProgram(),
            Map.of("PLUMBLINE_HOME", home.toString()),
            InputStream.nullInputStream(),
            out,
            arguments);
    assertThat(code).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }
}
