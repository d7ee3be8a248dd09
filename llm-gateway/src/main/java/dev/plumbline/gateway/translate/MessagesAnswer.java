package dev.plumbline.gateway.translate;

import dev.plumbline.gateway.dialect.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes chat completions of Anthropic's answers. */
final class MessagesAnswer {
  private MessagesAnswer() {}

  static ObjectNode toChat(ObjectNode answer) {
    ObjectNode message = Json.object().put("role", "assistant");
    StringBuilder text = new StringBuilder();
    StringBuilder thinking = new StringBuilder();
    ArrayNode calls = Json.MAPPER.createArrayNode();
    for (JsonNode block : answer.path("content")) {
      switch (Json.stringOr(block, "type", "")) {
        case "text" -> text.append(Json.stringOr(block, "text", ""));
        case "thinking" -> thinking.append(Json.stringOr(block, "thinking", ""));
        case "tool_use" ->
            calls
                .addObject()
                .put("id", Json.stringOr(block, "id", ""))
                .put("type", "function")
                .putObject("function")
                .put("name", Json.stringOr(block, "name", ""))
                .put("arguments", block.path("input").toString());
        default -> {
          // Blocks that only Anthropic's own tools make, which were not asked for.
        }
      }
    }
    if (text.isEmpty() && !calls.isEmpty()) {
      message.putNull("content");
    } else {
      message.put("content", text.toString());
    }
    message.putNull("refusal");
    if (!thinking.isEmpty()) {
      message.put("reasoning_content", thinking.toString());
    }
    if (!calls.isEmpty()) {
      message.set("tool_calls", calls);
    }
    ObjectNode chat = head(answer, "chat.completion");
    ObjectNode choice = chat.putArray("choices").addObject().put("index", 0);
    choice.set("message", message);
    choice.putNull("logprobs");
    choice.put("finish_reason", finish(Json.string(answer, "stop_reason")));
    chat.set("usage", usage(answer.path("usage")));
    return chat;
  }

  /** The fields that an answer and all its chunks have. */
  static ObjectNode head(JsonNode answer, String object) {
    return Json.object()
        .put("id", Json.stringOr(answer, "id", ""))
        .put("object", object)
        .put("created", Instant.now().getEpochSecond())
        .put("model", Json.stringOr(answer, "model", ""));
  }

  static String finish(@Nullable String stop) {
    return switch (stop == null ? "" : stop) {
      case "max_tokens", "model_context_window_exceeded" -> "length";
      case "tool_use" -> "tool_calls";
      case "refusal" -> "content_filter";
      default -> "stop";
    };
  }

  /** OpenAI's input includes what the cache gave and took. */
  static ObjectNode usage(JsonNode usage) {
    long read = usage.path("cache_read_input_tokens").asLong(0);
    long written = usage.path("cache_creation_input_tokens").asLong(0);
    long input = usage.path("input_tokens").asLong(0) + read + written;
    long output = usage.path("output_tokens").asLong(0);
    ObjectNode made =
        Json.object()
            .put("prompt_tokens", input)
            .put("completion_tokens", output)
            .put("total_tokens", input + output);
    made.putObject("prompt_tokens_details")
        .put("cached_tokens", read)
        .put("cache_write_tokens", written);
    return made;
  }
}
