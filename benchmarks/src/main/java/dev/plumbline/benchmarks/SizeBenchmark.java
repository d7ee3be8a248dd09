package dev.plumbline.benchmarks;

import dev.plumbline.testkit.ClientTraits;
import dev.plumbline.testkit.Launch;
import dev.plumbline.testkit.McpClients;
import dev.plumbline.testkit.RawStdio;
import dev.plumbline.testkit.TestClient;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bytes that an agent pays for: the list of tools, and an answer of 100 issues. */
public final class SizeBenchmark {
  private final Upstream upstream;
  private final JsonMapper mapper = new JsonMapper();

  public SizeBenchmark(Upstream upstream) {
    this.upstream = upstream;
  }

  /** Runs it and returns a report. */
  public String run() {
    StringBuilder report = new StringBuilder("%-34s %s%n".formatted("tools/list", "tools  bytes"));
    lists().forEach((what, launch) -> report.append(list(what, launch)));
    report.append(
        "%n%-34s %-6s %-8s %s%n".formatted("100 issues asked for", "rows", "text", "structured"));
    Map<String, Object> hundred = Map.of("project_key", upstream.project(), "limit", 100);
    try (TestClient client = connect(upstream.launch())) {
      report.append(answer("search_issues", client, "search_issues", hundred));
      Map<String, Object> full = new LinkedHashMap<>(hundred);
      full.put("detail", "full");
      report.append(answer("search_issues, detail=full", client, "search_issues", full));
      report.append(answer("get_code_smells", client, "get_code_smells", hundred));
    }
    try (TestClient client = connect(upstream.launch().with("--result-budget", "65536"))) {
      report.append(answer("search_issues, budget 64 KB", client, "search_issues", hundred));
    }
    return report.toString();
  }

  private Map<String, Launch> lists() {
    Map<String, Launch> lists = new LinkedHashMap<>();
    lists.put("standard", upstream.launch());
    lists.put(
        "standard, with a workspace",
        upstream
            .launch()
            .withVariable("PLUMBLINE_SONARQUBE_WORKSPACE", upstream.home().toString()));
    lists.put("all", upstream.launch().with("--toolsets", "all"));
    return lists;
  }

  private String list(String what, Launch launch) {
    try (RawStdio client = RawStdio.start(launch)) {
      client.initialize("2025-11-25");
      JsonNode result = client.request(2, "tools/list", "{}").answer(2).path("result");
      return "%-34s %-6d %d%n"
          .formatted(what, result.path("tools").size(), bytes(mapper.writeValueAsString(result)));
    }
  }

  private static TestClient connect(Launch launch) {
    return TestClient.connect(McpClients.stdio(launch), ClientTraits.plain());
  }

  private String answer(
      String what, TestClient client, String tool, Map<String, Object> arguments) {
    McpSchema.CallToolResult result = Questions.call(client, tool, arguments);
    String structured = mapper.writeValueAsString(result.structuredContent());
    return "%-34s %-6d %-8d %d%n"
        .formatted(
            what,
            mapper.readTree(structured).path("issues").size(),
            bytes(TestClient.text(result)),
            bytes(structured));
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
