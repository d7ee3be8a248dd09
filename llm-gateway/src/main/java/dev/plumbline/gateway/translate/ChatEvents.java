package dev.plumbline.gateway.translate;

import dev.plumbline.gateway.dialect.Json;
import dev.plumbline.kernel.TokenCounts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes Anthropic's events of chunks of chat completions; for one stream and one thread. */
final class ChatEvents implements Translation.Events {
  private static final String NONE = "";

  private final String fallbackId;
  private final long inputTokens;
  private final Buffer out = new Buffer();
  private boolean started;
  private String open = NONE;
  private int block = -1;
  private int call = -1;
  private boolean refused;
  private @Nullable String finish;

  /**
   * Begins.
   *
   * @param inputTokens as counted here; the provider's figure comes only at the end
   */
  ChatEvents(String fallbackId, long inputTokens) {
    this.fallbackId = fallbackId;
    this.inputTokens = inputTokens;
  }

  @Override
  public byte[] event(ObjectNode data) throws IOException {
    start(data);
    JsonNode choice = data.path("choices").path(0);
    JsonNode delta = choice.path("delta");
    String thinking = ChatAnswer.thinking(delta);
    if (thinking != null) {
      piece("thinking", "thinking_delta", "thinking", thinking);
    }
    String text = Json.stringOr(delta, "content", "");
    if (!text.isEmpty()) {
      piece("text", "text_delta", "text", text);
    }
    String refusal = Json.stringOr(delta, "refusal", "");
    if (!refusal.isEmpty()) {
      refused = true;
      piece("text", "text_delta", "text", refusal);
    }
    for (JsonNode part : delta.path("tool_calls")) {
      call(part);
    }
    String reason = Json.string(choice, "finish_reason");
    if (reason != null) {
      finish = reason;
      close();
    }
    return out.readByteArray();
  }

  private void start(ObjectNode data) {
    if (started) {
      return;
    }
    started = true;
    ObjectNode message =
        ChatAnswer.head(Json.stringOr(data, "id", fallbackId), Json.stringOr(data, "model", ""));
    message.putArray("content");
    message.putNull("stop_reason").putNull("stop_sequence");
    message.set("usage", ChatAnswer.usage(inputTokens, 0, 0));
    ObjectNode event = Json.object().put("type", "message_start");
    event.set("message", message);
    emit(event);
  }

  private void piece(String type, String deltaType, String field, String text) {
    if (!open.equals(type)) {
      ObjectNode content = Json.object().put("type", type).put(field, "");
      if (type.equals("thinking")) {
        content.put("signature", "");
      }
      open(type, content);
    }
    delta(Json.object().put("type", deltaType).put(field, text));
  }

  private void call(JsonNode part) throws IOException {
    int index = part.path("index").asInt(call < 0 ? 0 : call);
    if (index < call || (index == call && !open.equals("tool_use"))) {
      throw new IOException("a tool call that goes on after another one has begun");
    }
    JsonNode function = part.path("function");
    if (index > call) {
      call = index;
      ObjectNode content =
          Json.object()
              .put("type", "tool_use")
              .put("id", Json.stringOr(part, "id", fallbackId + "_" + index))
              .put("name", Json.stringOr(function, "name", ""));
      content.putObject("input");
      open("tool_use", content);
    }
    String json = Json.stringOr(function, "arguments", "");
    if (!json.isEmpty()) {
      delta(Json.object().put("type", "input_json_delta").put("partial_json", json));
    }
  }

  private void open(String type, ObjectNode content) {
    close();
    open = type;
    block++;
    ObjectNode event = Json.object().put("type", "content_block_start").put("index", block);
    event.set("content_block", content);
    emit(event);
  }

  private void delta(ObjectNode delta) {
    ObjectNode event = Json.object().put("type", "content_block_delta").put("index", block);
    event.set("delta", delta);
    emit(event);
  }

  private void close() {
    if (!open.equals(NONE)) {
      emit(Json.object().put("type", "content_block_stop").put("index", block));
      open = NONE;
    }
  }

  @Override
  public byte[] end(@Nullable TokenCounts used) {
    close();
    ObjectNode event = Json.object().put("type", "message_delta");
    event
        .putObject("delta")
        .put("stop_reason", refused ? "refusal" : ChatAnswer.stop(finish))
        .putNull("stop_sequence");
    event.set(
        "usage",
        used == null
            ? ChatAnswer.usage(inputTokens, 0, 0)
            : ChatAnswer.usage(used.input() - used.cacheRead(), used.cacheRead(), used.output()));
    emit(event);
    emit(Json.object().put("type", "message_stop"));
    return out.readByteArray();
  }

  private void emit(ObjectNode event) {
    String text = "event: " + event.path("type").asString() + "\ndata: " + event + "\n\n";
    out.writeString(text, StandardCharsets.UTF_8);
  }
}
