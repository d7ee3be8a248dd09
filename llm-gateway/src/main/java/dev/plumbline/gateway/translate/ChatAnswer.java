package dev.plumbline.gateway.translate;

import dev.plumbline.gateway.dialect.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes Anthropic's answers of chat completions. */
final class ChatAnswer {
  private ChatAnswer() {}

  static ObjectNode toMessages(ObjectNode answer) {
    JsonNode choice = answer.path("choices").path(0);
    JsonNode message = choice.path("message");
    ObjectNode made = head(Json.stringOr(answer, "id", ""), Json.stringOr(answer, "model", ""));
    ArrayNode content = made.putArray("content");
    String thinking = thinking(message);
    if (thinking != null) {
      content.addObject().put("type", "thinking").put("thinking", thinking).put("signature", "");
    }
    String refusal = Json.string(message, "refusal");
    text(content, Json.string(message, "content"));
    text(content, refusal);
    for (JsonNode call : message.path("tool_calls")) {
      ObjectNode input = ChatMessages.object(Json.stringOr(call.path("function"), "arguments", ""));
      content
          .addObject()
          .put("type", "tool_use")
          .put("id", Json.stringOr(call, "id", ""))
          .put("name", Json.stringOr(call.path("function"), "name", ""))
          .set("input", input == null ? Json.object() : input);
    }
    String finish = Json.string(choice, "finish_reason");
    made.put("stop_reason", refusal == null ? stop(finish) : "refusal");
    made.putNull("stop_sequence");
    made.set("usage", usage(answer.path("usage")));
    return made;
  }

  static ObjectNode head(String id, String model) {
    return Json.object()
        .put("id", id)
        .put("type", "message")
        .put("role", "assistant")
        .put("model", model);
  }

  /** Reasoning under the names that providers use for it; null without. */
  static @Nullable String thinking(JsonNode message) {
    String content = Json.string(message, "reasoning_content");
    String thinking = content == null ? Json.string(message, "reasoning") : content;
    return thinking == null || thinking.isEmpty() ? null : thinking;
  }

  private static void text(ArrayNode content, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      content.addObject().put("type", "text").put("text", text);
    }
  }

  static String stop(@Nullable String finish) {
    return switch (finish == null ? "" : finish) {
      case "length" -> "max_tokens";
      case "tool_calls", "function_call" -> "tool_use";
      case "content_filter" -> "refusal";
      default -> "end_turn";
    };
  }

  /** Anthropic's input stands beside what the cache gave. */
  static ObjectNode usage(JsonNode usage) {
    long input = usage.path("prompt_tokens").asLong(0);
    long read =
        Math.min(input, usage.path("prompt_tokens_details").path("cached_tokens").asLong(0));
    return usage(input - read, read, usage.path("completion_tokens").asLong(0));
  }

  static ObjectNode usage(long input, long read, long output) {
    return Json.object()
        .put("input_tokens", input)
        .put("cache_creation_input_tokens", 0)
        .put("cache_read_input_tokens", read)
        .put("output_tokens", output);
  }
}
