package dev.plumbline.gateway.standin;

import dev.plumbline.gateway.dialect.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Chat completions, completions and embeddings of the stand-in. */
final class OpenAiVoice {
  private static final long CREATED = 1_750_000_000L;
  private static final int DIMENSIONS = 8;

  private OpenAiVoice() {}

  static ObjectNode chat(Script script, String id) {
    ObjectNode message = Json.object().put("role", "assistant");
    message.put("content", script.refusal() || script.tool() != null ? null : script.text());
    message.put("refusal", script.refusal() ? script.text() : null);
    if (script.tool() != null) {
      message.putArray("tool_calls").add(call(script, id).put("id", "call_" + id));
    }
    ObjectNode answer = head("chatcmpl-" + id, "chat.completion", script);
    ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
    choice.set("message", message);
    choice.putNull("logprobs").put("finish_reason", finish(script));
    answer.set("usage", usage(script));
    return answer.put("service_tier", "default");
  }

  private static ObjectNode call(Script script, String id) {
    ObjectNode call = Json.object().put("id", "call_" + id).put("type", "function");
    call.putObject("function").put("name", script.tool()).put("arguments", Script.ARGUMENTS);
    return call;
  }

  static List<String> chatEvents(Script script, String id, boolean figures) {
    List<String> events = new ArrayList<>(script.words().size() + 4);
    events.add(chunk(script, id, Json.object().put("role", "assistant").put("content", ""), null));
    if (script.tool() != null) {
      toolEvents(script, id, events);
    } else {
      String field = script.refusal() ? "refusal" : "content";
      for (String word : script.words()) {
        events.add(chunk(script, id, Json.object().put(field, word), null));
      }
    }
    events.add(chunk(script, id, Json.object(), finish(script)));
    if (figures) {
      ObjectNode last = head("chatcmpl-" + id, "chat.completion.chunk", script);
      last.putArray("choices");
      last.set("usage", usage(script));
      events.add(data(last));
    }
    events.add("data: [DONE]\n\n");
    return events;
  }

  private static void toolEvents(Script script, String id, List<String> events) {
    ObjectNode first = Json.object();
    ObjectNode call =
        first
            .putArray("tool_calls")
            .addObject()
            .put("index", 0)
            .put("id", "call_" + id)
            .put("type", "function");
    call.putObject("function").put("name", script.tool()).put("arguments", "");
    events.add(chunk(script, id, first, null));
    for (int from = 0; from < Script.ARGUMENTS.length(); from += 5) {
      ObjectNode delta = Json.object();
      delta
          .putArray("tool_calls")
          .addObject()
          .put("index", 0)
          .putObject("function")
          .put(
              "arguments",
              Script.ARGUMENTS.substring(from, Math.min(from + 5, Script.ARGUMENTS.length())));
      events.add(chunk(script, id, delta, null));
    }
  }

  private static String chunk(Script script, String id, ObjectNode delta, @Nullable String finish) {
    ObjectNode chunk = head("chatcmpl-" + id, "chat.completion.chunk", script);
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.set("delta", delta);
    choice.putNull("logprobs").put("finish_reason", finish);
    return data(chunk);
  }

  static ObjectNode completion(Script script, String id) {
    ObjectNode answer = head("cmpl-" + id, "text_completion", script);
    text(answer, script.text(), finish(script));
    answer.set("usage", usage(script));
    return answer;
  }

  static List<String> completionEvents(Script script, String id, boolean figures) {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < script.words().size(); i++) {
      boolean last = i == script.words().size() - 1;
      ObjectNode chunk = head("cmpl-" + id, "text_completion", script);
      text(chunk, script.words().get(i), last ? finish(script) : null);
      events.add(data(chunk));
    }
    if (figures) {
      ObjectNode last = head("cmpl-" + id, "text_completion", script);
      last.putArray("choices");
      last.set("usage", usage(script));
      events.add(data(last));
    }
    events.add("data: [DONE]\n\n");
    return events;
  }

  private static void text(ObjectNode answer, String text, @Nullable String finish) {
    answer
        .putArray("choices")
        .addObject()
        .put("text", text)
        .put("index", 0)
        .putNull("logprobs")
        .put("finish_reason", finish);
  }

  static ObjectNode embeddings(Script script, int inputs) {
    ObjectNode answer = Json.object().put("object", "list");
    ArrayNode data = answer.putArray("data");
    for (int i = 0; i < inputs; i++) {
      ArrayNode vector =
          data.addObject().put("object", "embedding").put("index", i).putArray("embedding");
      for (int d = 0; d < DIMENSIONS; d++) {
        vector.add(d == i % DIMENSIONS ? 1.0 : 0.0);
      }
    }
    answer.put("model", script.model());
    answer
        .putObject("usage")
        .put("prompt_tokens", script.inputTokens())
        .put("total_tokens", script.inputTokens());
    return answer;
  }

  private static ObjectNode head(String id, String object, Script script) {
    return Json.object()
        .put("id", id)
        .put("object", object)
        .put("created", CREATED)
        .put("model", script.model())
        .put("system_fingerprint", "plumbline-stand-in");
  }

  private static String finish(Script script) {
    return script.tool() != null ? "tool_calls" : script.length() ? "length" : "stop";
  }

  private static ObjectNode usage(Script script) {
    ObjectNode usage =
        Json.object()
            .put("prompt_tokens", script.inputTokens())
            .put("completion_tokens", script.outputTokens())
            .put("total_tokens", script.inputTokens() + script.outputTokens());
    usage.putObject("prompt_tokens_details").put("cached_tokens", 0).put("audio_tokens", 0);
    usage.putObject("completion_tokens_details").put("reasoning_tokens", 0);
    return usage;
  }

  static String data(ObjectNode node) {
    return "data: " + node + "\n\n";
  }
}
