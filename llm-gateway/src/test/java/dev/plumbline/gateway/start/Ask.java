package dev.plumbline.gateway.start;

import dev.plumbline.kernel.TokenCounts;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One random request, and how to read its answer.
 *
 * @param anthropic in which dialect it is
 * @param provider that serves its model
 */
record Ask(boolean anthropic, boolean stream, String provider, String model, String body) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String[][] MODELS = {
    {"openai", "gpt-4o-mini"}, {"openai", "gpt-4o"}, {"anthropic", "claude-haiku-4-5"}
  };

  static Ask random(RandomGenerator random) {
    boolean anthropic = random.nextBoolean();
    boolean stream = random.nextBoolean();
    String[] model = MODELS[random.nextInt(MODELS.length)];
    StringBuilder prompt = new StringBuilder();
    int words = random.nextInt(5, 400);
    for (int i = 0; i < words; i++) {
      prompt.append(Long.toString(random.nextLong(36, 60_000_000), 36)).append(' ');
    }
    String options = anthropic || !stream ? "" : "\"stream_options\":{\"include_usage\":true},";
    String body =
        "{\"model\":\"%s\",\"stream\":%s,%s\"max_tokens\":%d,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
            .formatted(model[1], stream, options, random.nextInt(20, 120), prompt);
    return new Ask(anthropic, stream, model[0], model[1], body);
  }

  String path() {
    return anthropic ? "/v1/messages" : "/v1/chat/completions";
  }

  /** The figures of a whole answer; null when it is not whole. */
  @Nullable TokenCounts figures(String answer) {
    if (!stream) {
      return figures(JSON.readTree(answer).path("usage"), 0);
    }
    boolean whole =
        anthropic ? answer.contains("event: message_stop") : answer.endsWith("data: [DONE]\n\n");
    TokenCounts figures = null;
    for (String line : answer.split("\n", -1)) {
      if (line.startsWith("data: {")) {
        JsonNode event = JSON.readTree(line.substring(6));
        JsonNode start = event.path("message").path("usage");
        JsonNode usage = start.isObject() ? start : event.path("usage");
        if (usage.isObject()) {
          figures = figures(usage, figures == null ? 0 : figures.uncachedInput());
        }
      }
    }
    return whole ? figures : null;
  }

  private TokenCounts figures(JsonNode usage, long before) {
    String in = anthropic ? "input_tokens" : "prompt_tokens";
    String out = anthropic ? "output_tokens" : "completion_tokens";
    return new TokenCounts(
        usage.has(in) ? usage.path(in).asLong() : before, 0, 0, 0, usage.path(out).asLong(), 0);
  }

  /** The bytes of a request that asks it. */
  String http(String key, String user) {
    return String.format(
        Locale.ROOT,
        "POST %s HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer %s\r\nx-plumbline-user: %s\r\n"
            + "content-type: application/json\r\ncontent-length: %d\r\n\r\n%s",
        path(),
        key,
        user,
        body.length(),
        body);
  }
}
