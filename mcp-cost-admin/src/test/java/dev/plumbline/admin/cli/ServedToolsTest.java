package dev.plumbline.admin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.mcp.cli.ServerCommand;
import dev.plumbline.testkit.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
    new Snapshot("mcp-cost-admin/src/test/resources/tools.json")
        .matches(print("tools", "--toolsets", "all", "--json"));
  }

  @Test
  void theReferencePageIsTheOneCommitted() {
    new Snapshot("docs/reference/cost-admin.md")
        .matches(print("tools", "--toolsets", "all", "--markdown"));
  }

  @Test
  void theWholeListIsSmall() {
    assertThat(mapper.writeValueAsBytes(Map.of("tools", tools()))).hasSizeLessThan(WHOLE_LIST);
    for (JsonNode tool : tools("--toolsets", "all")) {
      assertThat(mapper.writeValueAsBytes(tool)).hasSizeLessThan(ONE_TOOL);
    }
  }

  @Test
  void everyToolSaysWhatItDoes() {
    Set<String> destructive = new TreeSet<>();
    for (JsonNode tool : tools("--toolsets", "all")) {
      String name = tool.path("name").asString();
      assertThat(tool.path("description").asString()).as(name).isNotBlank();
      JsonNode hints = tool.path("annotations");
      boolean reads = hints.path("readOnlyHint").asBoolean(false);
      boolean question =
          name.startsWith("get_")
              || name.startsWith("list_")
              || name.startsWith("check_")
              || name.equals("export_setup")
              || name.startsWith("preview_");
      assertThat(reads).as(name).isEqualTo(question);
      if (hints.path("destructiveHint").asBoolean(false)) {
        destructive.add(name);
      }
      assertThat(tool.path("inputSchema").path("additionalProperties").asBoolean(true))
          .as(name)
          .isFalse();
    }
    assertThat(destructive)
        .containsExactly(
            "purge_cache", "remove_alert", "remove_alert_channel", "remove_budget", "revoke_key");
  }

  @Test
  void readOnlyLeavesTheQuestions() {
    for (JsonNode tool : tools("--toolsets", "all", "--read-only")) {
      assertThat(tool.path("annotations").path("readOnlyHint").asBoolean(false))
          .as(tool.path("name").asString())
          .isTrue();
    }
  }

  private JsonNode tools(String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "tools";
    arguments[1] = "--json";
    System.arraycopy(options, 0, arguments, 2, options.length);
    return mapper.readTree(print(arguments)).path("tools");
  }

  private String print(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Map<String, String> environment =
        Map.of("PLUMBLINE_HOME", home.toString(), "HOME", home.toString());
    int code =
        ServerCommand.run(
            new AdminProgram(environment),
            environment,
            InputStream.nullInputStream(),
            out,
            arguments);
    assertThat(code).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }
}
