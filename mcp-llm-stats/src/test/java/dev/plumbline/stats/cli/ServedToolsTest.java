package dev.plumbline.stats.cli;

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
    new Snapshot("mcp-llm-stats/src/test/resources/tools.json")
        .matches(print("tools", "--toolsets", "all", "--json"));
  }

  @Test
  void theReferencePageIsTheOneCommitted() {
    new Snapshot("docs/reference/llm-stats.md")
        .matches(print("tools", "--toolsets", "all", "--markdown"));
  }

  @Test
  void theToolsAskedForAreServedByDefault() {
    List<String> names = new ArrayList<>();
    tools().forEach(tool -> names.add(tool.path("name").asString()));
    assertThat(names)
        .containsExactly(
            "get_llm_stats",
            "get_spend",
            "get_department_costs",
            "explain_change",
            "forecast_spend",
            "detect_anomalies",
            "query_usage",
            "get_usage_patterns",
            "get_cache_analytics",
            "get_performance",
            "search_requests",
            "get_request",
            "get_experiment",
            "recommend_savings",
            "estimate_cost",
            "compare_prices",
            "list_models");
  }

  @Test
  void theWholeListIsSmall() {
    assertThat(mapper.writeValueAsBytes(Map.of("tools", tools()))).hasSizeLessThan(WHOLE_LIST);
    for (JsonNode tool : tools()) {
      assertThat(mapper.writeValueAsBytes(tool)).hasSizeLessThan(ONE_TOOL);
    }
  }

  @Test
  void everyToolOnlyReadsAndSaysWhatItTakes() {
    for (JsonNode tool : tools()) {
      String name = tool.path("name").asString();
      assertThat(tool.path("description").asString()).as(name).isNotBlank();
      JsonNode hints = tool.path("annotations");
      assertThat(hints.path("readOnlyHint").asBoolean(false)).as(name).isTrue();
      assertThat(hints.path("destructiveHint").asBoolean(true)).as(name).isFalse();
      assertThat(tool.path("outputSchema").path("type").asString()).isEqualTo("object");
      JsonNode input = tool.path("inputSchema");
      assertThat(input.path("additionalProperties").asBoolean(true)).as(name).isFalse();
      for (Map.Entry<String, JsonNode> property : input.path("properties").properties()) {
        String where = name + "." + property.getKey();
        assertThat(property.getValue().path("description").asString("")).as(where).isNotBlank();
        if (property.getValue().path("type").asString("").equals("integer")) {
          assertThat(property.getValue().has("minimum")).as(where).isTrue();
        }
      }
    }
  }

  @Test
  void thePeriodIsOptionalEverywhere() {
    int periods = 0;
    for (JsonNode tool : tools()) {
      JsonNode input = tool.path("inputSchema");
      List<String> required = new ArrayList<>();
      input.path("required").forEach(name -> required.add(name.asString()));
      assertThat(required).as(tool.path("name").asString()).doesNotContain("period", "zone");
      periods += input.path("properties").has("period") ? 1 : 0;
    }
    assertThat(periods).isGreaterThan(10);
  }

  private JsonNode tools() {
    return mapper.readTree(print("tools", "--json")).path("tools");
  }

  private String print(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Map<String, String> environment =
        Map.of("PLUMBLINE_HOME", home.toString(), "HOME", home.toString());
    int code =
        ServerCommand.run(
            new StatsProgram(environment),
            environment,
            InputStream.nullInputStream(),
            out,
            arguments);
    assertThat(code).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }
}
