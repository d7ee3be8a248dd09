package dev.plumbline.gateway.standin;

import dev.plumbline.gateway.dialect.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Responses of the stand-in. */
final class ResponsesVoice {
  private static final long CREATED = 1_750_000_000L;

  private final Script script;
  private final String id;
  private final List<String> events = new ArrayList<>();

  ResponsesVoice(Script script, String id) {
    this.script = script;
    this.id = id;
  }

  ObjectNode whole() {
    ObjectNode answer = head(script.length() ? "incomplete" : "completed");
    answer.putArray("output").add(item("completed", true));
    if (script.length()) {
      answer.putObject("incomplete_details").put("reason", "max_output_tokens");
    }
    ObjectNode usage = answer.putObject("usage").put("input_tokens", script.inputTokens());
    usage.putObject("input_tokens_details").put("cached_tokens", 0).put("cache_write_tokens", 0);
    usage.put("output_tokens", script.outputTokens());
    usage.putObject("output_tokens_details").put("reasoning_tokens", 0);
    usage.put("total_tokens", script.inputTokens() + script.outputTokens());
    return answer;
  }

  private ObjectNode head(String status) {
    ObjectNode head =
        Json.object()
            .put("id", "resp_" + id)
            .put("object", "response")
            .put("created_at", CREATED)
            .put("status", status)
            .putNull("error")
            .putNull("incomplete_details")
            .putNull("instructions")
            .putNull("max_output_tokens")
            .put("model", script.model());
    head.putArray("output");
    head.put("parallel_tool_calls", true).put("temperature", 1.0).put("tool_choice", "auto");
    head.putArray("tools");
    head.put("top_p", 1.0).putNull("usage").putObject("metadata");
    return head;
  }

  private ObjectNode item(String status, boolean full) {
    if (script.tool() != null) {
      return Json.object()
          .put("id", "fc_" + id)
          .put("type", "function_call")
          .put("status", status)
          .put("call_id", "call_" + id)
          .put("name", script.tool())
          .put("arguments", full ? Script.ARGUMENTS : "");
    }
    ObjectNode item =
        Json.object()
            .put("id", "msg_" + id)
            .put("type", "message")
            .put("status", status)
            .put("role", "assistant");
    var content = item.putArray("content");
    if (full) {
      content.add(part(script.text()));
    }
    return item;
  }

  private ObjectNode part(String text) {
    if (script.refusal()) {
      return Json.object().put("type", "refusal").put("refusal", text);
    }
    ObjectNode part = Json.object().put("type", "output_text").put("text", text);
    part.putArray("annotations");
    return part;
  }

  List<String> events() {
    response("response.created", head("in_progress"));
    response("response.in_progress", head("in_progress"));
    ObjectNode added = event("response.output_item.added").put("output_index", 0);
    added.set("item", item("in_progress", false));
    emit(added);
    if (script.tool() == null) {
      message();
    } else {
      emit(of("response.function_call_arguments.delta", "fc_").put("delta", Script.ARGUMENTS));
      emit(
          of("response.function_call_arguments.done", "fc_")
              .put("arguments", Script.ARGUMENTS)
              .put("name", script.tool()));
    }
    ObjectNode done = event("response.output_item.done").put("output_index", 0);
    done.set("item", item("completed", true));
    emit(done);
    response(script.length() ? "response.incomplete" : "response.completed", whole());
    return events;
  }

  private void message() {
    String kind = script.refusal() ? "response.refusal" : "response.output_text";
    ObjectNode added = of("response.content_part.added", "msg_").put("content_index", 0);
    added.set("part", part(""));
    emit(added);
    for (String word : script.words()) {
      ObjectNode delta = of(kind + ".delta", "msg_").put("content_index", 0).put("delta", word);
      delta.putArray("logprobs");
      emit(delta);
    }
    ObjectNode text = of(kind + ".done", "msg_").put("content_index", 0);
    text.put(script.refusal() ? "refusal" : "text", script.text()).putArray("logprobs");
    emit(text);
    ObjectNode done = of("response.content_part.done", "msg_").put("content_index", 0);
    done.set("part", part(script.text()));
    emit(done);
  }

  private ObjectNode of(String type, String prefix) {
    return event(type).put("item_id", prefix + id).put("output_index", 0);
  }

  private ObjectNode event(String type) {
    return Json.object().put("type", type).put("sequence_number", events.size());
  }

  private void response(String type, ObjectNode response) {
    ObjectNode event = event(type);
    event.set("response", response);
    emit(event);
  }

  private void emit(ObjectNode event) {
    events.add("event: " + event.path("type").asString() + "\ndata: " + event + "\n\n");
  }
}
