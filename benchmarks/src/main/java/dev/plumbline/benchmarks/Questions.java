package dev.plumbline.benchmarks;

import dev.plumbline.testkit.TestClient;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The calls that are measured: one of each question among the standard tools. */
record Questions(Map<String, Map<String, Object>> calls) {
  /** The questions that a server offers, filled in for a project. */
  static Questions of(TestClient client, String project) {
    Map<String, Map<String, Object>> calls = new LinkedHashMap<>();
    for (McpSchema.Tool tool : client.sdk().listTools().tools()) {
      if (Boolean.TRUE.equals(tool.annotations().readOnlyHint())) {
        calls.put(tool.name(), arguments(tool.name(), client, project));
      }
    }
    return new Questions(calls);
  }

  private static Map<String, Object> arguments(String tool, TestClient client, String project) {
    return switch (tool) {
      case "list_projects" -> Map.of();
      case "suggest_fixes" -> Map.of("project_key", project, "rule", "java:S1192");
      case "get_issue" -> Map.of("issue", anIssue(client, project));
      default -> Map.of("project_key", project);
    };
  }

  private static String anIssue(TestClient client, String project) {
    McpSchema.CallToolResult found =
        call(client, "search_issues", Map.of("project_key", project, "limit", 1));
    JsonNode issues = new JsonMapper().valueToTree(found.structuredContent()).path("issues");
    return issues.path(0).path("key").asString();
  }

  /** Calls a tool; an error ends the benchmark. */
  static McpSchema.CallToolResult call(
      TestClient client, String tool, Map<String, Object> arguments) {
    McpSchema.CallToolResult result = client.call(tool, arguments);
    if (Boolean.TRUE.equals(result.isError())) {
      throw new IllegalStateException(tool + ": " + TestClient.text(result));
    }
    return result;
  }

  List<String> tools() {
    return List.copyOf(calls.keySet());
  }

  Map<String, Object> arguments(String tool) {
    return calls.getOrDefault(tool, Map.of());
  }
}
