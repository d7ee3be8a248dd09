package dev.plumbline.admin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testkit.TestClient;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a chat agent does: it asks, and shows a change before it makes it.
 *
 * @param client the connected client
 */
record Chat(TestClient client) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** The structured answer to a question. */
  JsonNode json(String tool, Map<String, Object> arguments) {
    return MAPPER.valueToTree(good(tool, arguments).structuredContent());
  }

  /** The text of an answer. */
  String text(String tool, Map<String, Object> arguments) {
    return TestClient.text(good(tool, arguments));
  }

  /** The outcome of a change that was shown first, then confirmed. */
  Made change(String tool, Map<String, Object> arguments) {
    assertThat(json(tool, arguments).path("applied").asBoolean()).isFalse();
    Map<String, Object> confirmed = new LinkedHashMap<>(arguments);
    confirmed.put("confirm", true);
    McpSchema.CallToolResult made = good(tool, confirmed);
    JsonNode whole = MAPPER.valueToTree(made.structuredContent());
    assertThat(whole.path("applied").asBoolean()).as(whole.toString()).isTrue();
    return new Made(TestClient.text(made), whole.path("result"));
  }

  /**
   * A change that was made.
   *
   * @param text what the user reads
   * @param result what is structured, never with a secret
   */
  record Made(String text, JsonNode result) {
    private static final Pattern SECRET = Pattern.compile("pl-[A-Za-z0-9]+-[A-Za-z0-9_-]+");

    /** The secret that is shown once. */
    String secret() {
      return SECRET
          .matcher(text)
          .results()
          .map(MatchResult::group)
          .findFirst()
          .orElseThrow(() -> new AssertionError("no secret in: " + text));
    }

    String field(String name) {
      return result.path(name).asString();
    }
  }

  private McpSchema.CallToolResult good(String tool, Map<String, Object> arguments) {
    McpSchema.CallToolResult result = client.call(tool, arguments);
    assertThat(result.isError()).as(TestClient.text(result)).isNotEqualTo(true);
    return result;
  }
}
