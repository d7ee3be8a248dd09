package dev.plumbline.gateway.translate;

import dev.plumbline.gateway.dialect.Json;
import dev.plumbline.kernel.TokenCounts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes responses of chat completions. */
final class ResponsesAnswer {
  /** What an answer repeats of its request, each with what holds where it was left out. */
  private static final List<String> REPEATED =
      List.of(
          "instructions",
          "max_output_tokens",
          "metadata",
          "parallel_tool_calls",
          "reasoning",
          "safety_identifier",
          "temperature",
          "text",
          "tool_choice",
          "tools",
          "top_p",
          "user");

  private ResponsesAnswer() {}

  static ObjectNode of(ObjectNode chat, ObjectNode request) {
    JsonNode choice = chat.path("choices").path(0);
    JsonNode message = choice.path("message");
    String id = id(Json.stringOr(chat, "id", ""));
    ObjectNode response = head(id, Json.stringOr(chat, "model", ""), request);
    ArrayNode output = response.putArray("output");
    String thinking = ChatAnswer.thinking(message);
    if (thinking != null) {
      output.add(reasoning(id, thinking));
    }
    String text = Json.stringOr(message, "content", "");
    if (!text.isEmpty()) {
      output.add(message(id, output.size(), text(text)));
    }
    String refusal = Json.stringOr(message, "refusal", "");
    if (!refusal.isEmpty()) {
      output.add(message(id, output.size(), refusal(refusal)));
    }
    for (JsonNode call : message.path("tool_calls")) {
      output.add(
          call(
              Json.stringOr(call, "id", ""),
              Json.stringOr(call.path("function"), "name", ""),
              Json.stringOr(call.path("function"), "arguments", ""),
              "completed"));
    }
    finish(response, Json.string(choice, "finish_reason"));
    response.set("usage", usage(chat.path("usage")));
    return response;
  }

  /** Its own kind of id, made of the provider's. */
  static String id(String provided) {
    return "resp_" + provided.substring(provided.indexOf('_') + 1);
  }

  static ObjectNode head(String id, String model, ObjectNode request) {
    ObjectNode head =
        Json.object()
            .put("id", id)
            .put("object", "response")
            .put("created_at", Instant.now().getEpochSecond())
            .put("status", "in_progress")
            .put("background", false)
            .putNull("error")
            .putNull("incomplete_details")
            .put("model", model)
            .putNull("previous_response_id")
            .put("service_tier", "default")
            .put("store", false)
            .put("top_logprobs", 0)
            .put("truncation", "disabled")
            .putNull("usage");
    head.putArray("output");
    for (String field : REPEATED) {
      JsonNode given = request.get(field);
      head.set(field, given == null || given.isNull() ? usual(field) : given);
    }
    return head;
  }

  private static JsonNode usual(String field) {
    return switch (field) {
      case "metadata" -> Json.object();
      case "parallel_tool_calls" -> Json.MAPPER.getNodeFactory().booleanNode(true);
      case "reasoning" -> Json.object().putNull("effort").putNull("summary");
      case "temperature", "top_p" -> Json.MAPPER.getNodeFactory().numberNode(1.0);
      case "text" -> {
        ObjectNode text = Json.object();
        text.putObject("format").put("type", "text");
        yield text;
      }
      case "tool_choice" -> Json.MAPPER.getNodeFactory().stringNode("auto");
      case "tools" -> Json.MAPPER.createArrayNode();
      default -> Json.MAPPER.getNodeFactory().nullNode();
    };
  }

  static ObjectNode reasoning(String id, @Nullable String text) {
    ObjectNode item = Json.object().put("id", "rs_" + bare(id)).put("type", "reasoning");
    ArrayNode summary = item.putArray("summary");
    if (text != null) {
      summary.add(summary(text));
    }
    return item;
  }

  static ObjectNode summary(String text) {
    return Json.object().put("type", "summary_text").put("text", text);
  }

  /** A message of one part; null for one that begins. */
  static ObjectNode message(String id, int index, @Nullable ObjectNode part) {
    ObjectNode item =
        Json.object()
            .put("id", "msg_%s_%d".formatted(bare(id), index))
            .put("type", "message")
            .put("status", part == null ? "in_progress" : "completed")
            .put("role", "assistant");
    ArrayNode content = item.putArray("content");
    if (part != null) {
      content.add(part);
    }
    return item;
  }

  static ObjectNode text(String text) {
    ObjectNode part = Json.object().put("type", "output_text").put("text", text);
    part.putArray("annotations");
    part.putArray("logprobs");
    return part;
  }

  static ObjectNode refusal(String text) {
    return Json.object().put("type", "refusal").put("refusal", text);
  }

  static ObjectNode call(String callId, String name, String arguments, String status) {
    return Json.object()
        .put("id", "fc_" + callId)
        .put("type", "function_call")
        .put("status", status)
        .put("call_id", callId)
        .put("name", name)
        .put("arguments", arguments);
  }

  private static String bare(String id) {
    return id.substring(id.indexOf('_') + 1);
  }

  /** Whether the answer came to its own end, and what kept it from that; for the event's name. */
  static boolean finish(ObjectNode response, @Nullable String finish) {
    String reason =
        switch (finish == null ? "" : finish) {
          case "length" -> "max_output_tokens";
          case "content_filter" -> "content_filter";
          default -> null;
        };
    response.put("status", reason == null ? "completed" : "incomplete");
    if (reason != null) {
      response.putObject("incomplete_details").put("reason", reason);
    }
    return reason == null;
  }

  private static JsonNode usage(JsonNode usage) {
    if (!usage.path("prompt_tokens").isIntegralNumber()) {
      return Json.MAPPER.getNodeFactory().nullNode();
    }
    return usage(
        usage.path("prompt_tokens").asLong(0),
        usage.path("prompt_tokens_details").path("cached_tokens").asLong(0),
        usage.path("prompt_tokens_details").path("cache_write_tokens").asLong(0),
        usage.path("completion_tokens").asLong(0),
        usage.path("completion_tokens_details").path("reasoning_tokens").asLong(0));
  }

  static JsonNode usage(@Nullable TokenCounts used) {
    return used == null
        ? Json.MAPPER.getNodeFactory().nullNode()
        : usage(
            used.input(),
            used.cacheRead(),
            used.cacheWrite5m() + used.cacheWrite1h(),
            used.output(),
            used.reasoning());
  }

  private static ObjectNode usage(
      long input, long read, long written, long output, long reasoning) {
    ObjectNode made = Json.object().put("input_tokens", input);
    made.putObject("input_tokens_details")
        .put("cached_tokens", read)
        .put("cache_write_tokens", written);
    made.put("output_tokens", output);
    made.putObject("output_tokens_details").put("reasoning_tokens", reasoning);
    return made.put("total_tokens", input + output);
  }
}
