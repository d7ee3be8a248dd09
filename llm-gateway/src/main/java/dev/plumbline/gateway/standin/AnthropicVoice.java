package dev.plumbline.gateway.standin;

import dev.plumbline.gateway.dialect.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Messages of the stand-in. */
final class AnthropicVoice {
  private AnthropicVoice() {}

  static ObjectNode message(Script script, String id) {
    ObjectNode answer = head(script, id);
    ArrayNode content = answer.putArray("content");
    if (script.tool() == null) {
      content.addObject().put("type", "text").put("text", script.text());
    } else {
      content.add(use(script, id).set("input", Json.object().put("city", "Paris")));
    }
    answer.put("stop_reason", stop(script)).putNull("stop_sequence");
    answer.set("usage", usage(script, script.outputTokens()));
    return answer;
  }

  static List<String> events(Script script, String id) {
    List<String> events = new ArrayList<>(script.words().size() + 6);
    ObjectNode message = head(script, id);
    message.putArray("content");
    message.putNull("stop_reason").putNull("stop_sequence");
    message.set("usage", usage(script, 1));
    ObjectNode start = Json.object().put("type", "message_start");
    start.set("message", message);
    events.add(event(start));
    ObjectNode block = Json.object().put("type", "content_block_start").put("index", 0);
    block.set(
        "content_block",
        script.tool() == null
            ? Json.object().put("type", "text").put("text", "")
            : use(script, id).set("input", Json.object()));
    events.add(event(block));
    events.add(event(Json.object().put("type", "ping")));
    pieces(script, events);
    events.add(event(Json.object().put("type", "content_block_stop").put("index", 0)));
    ObjectNode end = Json.object().put("type", "message_delta");
    end.putObject("delta").put("stop_reason", stop(script)).putNull("stop_sequence");
    end.putObject("usage").put("output_tokens", script.outputTokens());
    events.add(event(end));
    events.add(event(Json.object().put("type", "message_stop")));
    return events;
  }

  private static void pieces(Script script, List<String> events) {
    if (script.tool() == null) {
      script.words().forEach(word -> events.add(piece("text_delta", "text", word)));
      return;
    }
    String json = Script.ARGUMENTS;
    events.add(piece("input_json_delta", "partial_json", ""));
    for (int from = 0; from < json.length(); from += 5) {
      events.add(
          piece(
              "input_json_delta",
              "partial_json",
              json.substring(from, Math.min(from + 5, json.length()))));
    }
  }

  private static String piece(String type, String field, String text) {
    ObjectNode event = Json.object().put("type", "content_block_delta").put("index", 0);
    event.putObject("delta").put("type", type).put(field, text);
    return event(event);
  }

  private static ObjectNode use(Script script, String id) {
    return Json.object()
        .put("type", "tool_use")
        .put("id", "toolu_" + id)
        .put("name", script.tool());
  }

  private static ObjectNode head(Script script, String id) {
    return Json.object()
        .put("id", "msg_" + id)
        .put("type", "message")
        .put("role", "assistant")
        .put("model", script.model());
  }

  private static @Nullable String stop(Script script) {
    if (script.refusal()) {
      return "refusal";
    }
    return script.tool() != null ? "tool_use" : script.length() ? "max_tokens" : "end_turn";
  }

  private static ObjectNode usage(Script script, int output) {
    return Json.object()
        .put("input_tokens", script.inputTokens())
        .put("cache_creation_input_tokens", 0)
        .put("cache_read_input_tokens", 0)
        .put("output_tokens", output)
        .put("service_tier", "standard");
  }

  private static String event(ObjectNode event) {
    return "event: " + event.path("type").asString() + "\ndata: " + event + "\n\n";
  }
}
