package dev.plumbline.gateway.translate;

import dev.plumbline.gateway.dialect.Json;
import dev.plumbline.kernel.TokenCounts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes events of responses of chunks of chat completions; for one stream and one thread. */
final class ResponsesEvents implements Translation.Events {
  private enum Kind {
    NONE,
    REASONING,
    TEXT,
    REFUSAL,
    CALL
  }

  private final ObjectNode request;
  private final String fallbackId;
  private final Buffer out = new Buffer();
  private final ArrayNode output = Json.MAPPER.createArrayNode();
  private final StringBuilder text = new StringBuilder();
  private @Nullable ObjectNode head;
  private ObjectNode item = Json.object();
  private Kind open = Kind.NONE;
  private int sequence;
  private int call = -1;
  private @Nullable String finish;

  /**
   * Begins.
   *
   * @param request of the application, parts of which each answer repeats
   * @param fallbackId for a provider that gives none
   */
  ResponsesEvents(ObjectNode request, String fallbackId) {
    this.request = request;
    this.fallbackId = fallbackId;
  }

  @Override
  public byte[] event(ObjectNode data) throws IOException {
    start(data);
    JsonNode choice = data.path("choices").path(0);
    JsonNode delta = choice.path("delta");
    String thinking = ChatAnswer.thinking(delta);
    if (thinking != null) {
      piece(Kind.REASONING, thinking);
    }
    piece(Kind.TEXT, Json.stringOr(delta, "content", ""));
    piece(Kind.REFUSAL, Json.stringOr(delta, "refusal", ""));
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

  private ObjectNode start(ObjectNode data) {
    if (head == null) {
      String id = Json.stringOr(data, "id", "");
      head =
          ResponsesAnswer.head(
              ResponsesAnswer.id(id.isEmpty() ? fallbackId : id),
              Json.stringOr(data, "model", ""),
              request);
      response("response.created", head);
      response("response.in_progress", head);
    }
    return head;
  }

  private void piece(Kind kind, String piece) {
    if (piece.isEmpty()) {
      return;
    }
    if (open != kind) {
      close();
      begin(kind);
    }
    text.append(piece);
    ObjectNode delta =
        switch (kind) {
          case REASONING -> part("response.reasoning_summary_text.delta", "summary_index");
          case REFUSAL -> part("response.refusal.delta", "content_index");
          default -> part("response.output_text.delta", "content_index");
        };
    delta.put("delta", piece);
    if (kind == Kind.TEXT) {
      delta.putArray("logprobs");
    }
    emit(delta);
  }

  private void begin(Kind kind) {
    String id = Json.stringOr(head == null ? Json.object() : head, "id", "");
    if (kind == Kind.REASONING) {
      open(kind, ResponsesAnswer.reasoning(id, null));
      ObjectNode added = part("response.reasoning_summary_part.added", "summary_index");
      added.set("part", ResponsesAnswer.summary(""));
      emit(added);
      return;
    }
    open(kind, ResponsesAnswer.message(id, output.size(), null));
    ObjectNode added = part("response.content_part.added", "content_index");
    added.set("part", content(kind, ""));
    emit(added);
  }

  private static ObjectNode content(Kind kind, String text) {
    return kind == Kind.REFUSAL ? ResponsesAnswer.refusal(text) : ResponsesAnswer.text(text);
  }

  private void call(JsonNode part) throws IOException {
    int index = part.path("index").asInt(call < 0 ? 0 : call);
    if (index < call || (index == call && open != Kind.CALL)) {
      throw new IOException("a tool call that goes on after another one has begun");
    }
    JsonNode function = part.path("function");
    if (index > call) {
      close();
      call = index;
      open(
          Kind.CALL,
          ResponsesAnswer.call(
              Json.stringOr(part, "id", fallbackId + "_" + index),
              Json.stringOr(function, "name", ""),
              "",
              "in_progress"));
    }
    String json = Json.stringOr(function, "arguments", "");
    if (!json.isEmpty()) {
      text.append(json);
      emit(of("response.function_call_arguments.delta").put("delta", json));
    }
  }

  private void open(Kind kind, ObjectNode begun) {
    open = kind;
    item = begun;
    text.setLength(0);
    ObjectNode added = event("response.output_item.added").put("output_index", output.size());
    added.set("item", item);
    emit(added);
  }

  private void close() {
    if (open == Kind.NONE) {
      return;
    }
    String all = text.toString();
    switch (open) {
      case REASONING -> {
        emit(part("response.reasoning_summary_text.done", "summary_index").put("text", all));
        ObjectNode done = part("response.reasoning_summary_part.done", "summary_index");
        done.set("part", ResponsesAnswer.summary(all));
        emit(done);
        item.putArray("summary").add(ResponsesAnswer.summary(all));
      }
      case CALL -> {
        emit(
            of("response.function_call_arguments.done")
                .put("arguments", all)
                .put("name", Json.stringOr(item, "name", "")));
        item.put("arguments", all).put("status", "completed");
      }
      default -> closeMessage(all);
    }
    open = Kind.NONE;
    ObjectNode done = event("response.output_item.done").put("output_index", output.size());
    done.set("item", item);
    emit(done);
    output.add(item);
  }

  private void closeMessage(String all) {
    ObjectNode end;
    if (open == Kind.REFUSAL) {
      end = part("response.refusal.done", "content_index").put("refusal", all);
    } else {
      end = part("response.output_text.done", "content_index").put("text", all);
      end.putArray("logprobs");
    }
    emit(end);
    ObjectNode done = part("response.content_part.done", "content_index");
    done.set("part", content(open, all));
    emit(done);
    item.put("status", "completed").putArray("content").add(content(open, all));
  }

  @Override
  public byte[] end(@Nullable TokenCounts used) {
    ObjectNode response = start(Json.object());
    close();
    boolean whole = ResponsesAnswer.finish(response, finish);
    response.set("output", output);
    response.set("usage", ResponsesAnswer.usage(used));
    response(whole ? "response.completed" : "response.incomplete", response);
    return out.readByteArray();
  }

  private void response(String type, ObjectNode response) {
    ObjectNode event = event(type);
    event.set("response", response);
    emit(event);
  }

  private ObjectNode part(String type, String index) {
    return of(type).put(index, 0);
  }

  private ObjectNode of(String type) {
    return event(type)
        .put("item_id", Json.stringOr(item, "id", ""))
        .put("output_index", output.size());
  }

  private ObjectNode event(String type) {
    return Json.object().put("type", type).put("sequence_number", sequence++);
  }

  private void emit(ObjectNode event) {
    String line = "event: " + event.path("type").asString() + "\ndata: " + event + "\n\n";
    out.writeString(line, StandardCharsets.UTF_8);
  }
}
