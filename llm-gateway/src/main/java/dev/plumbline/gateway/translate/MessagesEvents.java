package dev.plumbline.gateway.translate;

import dev.plumbline.gateway.dialect.Json;
import dev.plumbline.kernel.TokenCounts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes chunks of chat completions of Anthropic's events; for one stream and one thread. */
final class MessagesEvents implements Translation.Events {
  private final boolean figures;
  private ObjectNode head = MessagesAnswer.head(Json.object(), "chat.completion.chunk");
  private int calls;
  private boolean inCall;
  private boolean argued;
  private JsonNode callInput = Json.object();

  /**
   * Begins.
   *
   * @param figures whether the application wants the usage at the end
   */
  MessagesEvents(boolean figures) {
    this.figures = figures;
  }

  @Override
  public byte[] event(ObjectNode data) {
    if (Json.stringOr(data, "type", "").equals("ping")) {
      return ping();
    }
    Buffer out = new Buffer();
    chunks(data).forEach(chunk -> out.write(line(chunk.toString())));
    return out.readByteArray();
  }

  /** What keeps a waiting connection open. */
  static byte[] ping() {
    return ": ping\n\n".getBytes(StandardCharsets.US_ASCII);
  }

  /** The chunks that an event makes; often none. */
  List<ObjectNode> chunks(ObjectNode data) {
    return switch (Json.stringOr(data, "type", "")) {
      case "message_start" -> {
        head = MessagesAnswer.head(data.path("message"), "chat.completion.chunk");
        yield chunk(
            Json.object().put("role", "assistant").put("content", "").putNull("refusal"), null);
      }
      case "content_block_start" -> blockStart(data.path("content_block"));
      case "content_block_delta" -> delta(data.path("delta"));
      case "content_block_stop" -> blockStop();
      case "message_delta" ->
          chunk(
              Json.object(), MessagesAnswer.finish(Json.string(data.path("delta"), "stop_reason")));
      default -> List.of();
    };
  }

  private List<ObjectNode> blockStart(JsonNode block) {
    String type = Json.stringOr(block, "type", "");
    inCall = type.equals("tool_use");
    if (type.equals("text") && !Json.stringOr(block, "text", "").isEmpty()) {
      return chunk(Json.object().put("content", Json.stringOr(block, "text", "")), null);
    }
    if (!inCall) {
      return List.of();
    }
    argued = false;
    callInput = block.path("input");
    calls++;
    ObjectNode delta = Json.object();
    delta
        .putArray("tool_calls")
        .addObject()
        .put("index", calls - 1)
        .put("id", Json.stringOr(block, "id", ""))
        .put("type", "function")
        .putObject("function")
        .put("name", Json.stringOr(block, "name", ""))
        .put("arguments", "");
    return chunk(delta, null);
  }

  private List<ObjectNode> delta(JsonNode delta) {
    return switch (Json.stringOr(delta, "type", "")) {
      case "text_delta" ->
          chunk(Json.object().put("content", Json.stringOr(delta, "text", "")), null);
      case "thinking_delta" ->
          chunk(Json.object().put("reasoning_content", Json.stringOr(delta, "thinking", "")), null);
      case "input_json_delta" -> arguments(Json.stringOr(delta, "partial_json", ""));
      default -> List.of();
    };
  }

  private List<ObjectNode> arguments(String json) {
    if (json.isEmpty() || !inCall) {
      return List.of();
    }
    argued = true;
    ObjectNode delta = Json.object();
    delta
        .putArray("tool_calls")
        .addObject()
        .put("index", calls - 1)
        .putObject("function")
        .put("arguments", json);
    return chunk(delta, null);
  }

  /** A call without arguments has an empty object in one dialect, and must have it in the other. */
  private List<ObjectNode> blockStop() {
    List<ObjectNode> last = inCall && !argued ? arguments(callInput.toString()) : List.of();
    inCall = false;
    return last;
  }

  private List<ObjectNode> chunk(ObjectNode delta, @Nullable String finish) {
    ObjectNode chunk = head.deepCopy();
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.set("delta", delta);
    choice.putNull("logprobs");
    choice.put("finish_reason", finish);
    return List.of(chunk);
  }

  private static byte[] line(String data) {
    return ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] end(@Nullable TokenCounts used) {
    Buffer last = new Buffer();
    if (figures && used != null) {
      ObjectNode chunk = head.deepCopy();
      chunk.putArray("choices");
      ObjectNode usage =
          chunk
              .putObject("usage")
              .put("prompt_tokens", used.input())
              .put("completion_tokens", used.output())
              .put("total_tokens", used.total());
      usage
          .putObject("prompt_tokens_details")
          .put("cached_tokens", used.cacheRead())
          .put("cache_write_tokens", used.cacheWrite5m() + used.cacheWrite1h());
      last.write(line(chunk.toString()));
    }
    last.write(line("[DONE]"));
    return last.readByteArray();
  }
}
