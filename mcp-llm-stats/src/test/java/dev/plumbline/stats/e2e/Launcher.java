package dev.plumbline.stats.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testkit.Launch;
import dev.plumbline.testkit.TestClient;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The built launcher in a home of its own, where nobody has used anything yet.
 *
 * @param home the folder of everything
 */
record Launcher(Path home) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** {@code bin/mcp-llm-stats} with arguments. */
  Launch with(String... arguments) {
    Path root = Path.of(System.getProperty("plumbline.root", "..")).toAbsolutePath().normalize();
    return Launch.of(root.resolve("bin/mcp-llm-stats"), arguments)
        .home(home.resolve("plumbline"))
        .withVariable("HOME", home.toString())
        .withVariable("CLAUDE_CONFIG_DIR", home.resolve("claude").toString())
        .withVariable("CODEX_HOME", home.resolve("codex").toString());
  }

  /** A file of session logs; nothing is written yet. */
  Path log(String session) {
    return home.resolve("claude/projects/-home-ann-shop/" + session + ".jsonl");
  }

  /**
   * Adds requests to a log: 1,000 tokens in, 100 read from the cache, 30 written, 500 out. The last
   * one of a log written just now might still be under way, so this log seems older.
   */
  void append(String session, int first, int count) throws IOException {
    Path file = log(session);
    Files.createDirectories(file.getParent());
    List<String> lines =
        IntStream.range(first, first + count).mapToObj(number -> line(session, number)).toList();
    Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(2, ChronoUnit.MINUTES)));
  }

  private static String line(String session, int number) {
    Instant time = Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);
    return """
    {"parentUuid":null,"isSidechain":false,"userType":"external","cwd":"/home/ann/shop",\
    "sessionId":"%1$s","version":"2.0.14","gitBranch":"main","type":"assistant",\
    "uuid":"u-%1$s-%2$d","timestamp":"%3$s","requestId":"req-%1$s-%2$d","message":{\
    "id":"msg-%1$s-%2$d","type":"message","role":"assistant",\
    "model":"claude-sonnet-4-5-20250929","content":[],"stop_reason":null,"usage":{\
    "input_tokens":1000,"cache_creation_input_tokens":30,"cache_read_input_tokens":100,\
    "cache_creation":{"ephemeral_5m_input_tokens":20,"ephemeral_1h_input_tokens":10},\
    "output_tokens":500,"service_tier":"standard"}}}\
    """
        .formatted(session, number, time);
  }

  /** The structured answer of a call that must succeed. */
  static JsonNode ask(TestClient client, String tool, Map<String, Object> arguments) {
    McpSchema.CallToolResult result = client.call(tool, arguments);
    assertThat(result.isError()).as(TestClient.text(result)).isNotEqualTo(true);
    return MAPPER.valueToTree(result.structuredContent());
  }

  /** How many requests a server knows. */
  static long requests(TestClient client) {
    return ask(client, "get_spend", Map.of("period", "all time")).path("requests").asLong();
  }
}
