package dev.plumbline.gateway.answer;

import dev.plumbline.gateway.dialect.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Anthropic's messages; their figures come in two parts, the later one counting. */
final class MessagesForm implements AnswerForm {
  private final ObjectNode usage = Json.object();

  @Override
  public boolean whole(JsonNode answer, Tally tally) {
    if (!answer.path("content").isArray()) {
      return false;
    }
    tally.from(answer);
    for (JsonNode block : answer.path("content")) {
      say(block, tally);
      if (!Json.blank(block.get("input"))) {
        tally.say(Json.MAPPER.getNodeFactory().stringNode(block.path("input").toString()));
      }
    }
    use(answer.path("usage"), true, tally);
    tally.end();
    return true;
  }

  @Override
  public Part event(JsonNode data, Tally tally) {
    return switch (Json.stringOr(data, "type", "")) {
      case "message_start" -> {
        JsonNode message = data.path("message");
        tally.from(message);
        use(message.path("usage"), false, tally);
        yield Part.PIECE;
      }
      case "content_block_start" -> {
        say(data.path("content_block"), tally);
        yield Part.PIECE;
      }
      case "content_block_delta" -> {
        say(data.path("delta"), tally);
        tally.say(data.path("delta").get("partial_json"));
        yield Part.PIECE;
      }
      case "message_delta" -> {
        use(data.path("usage"), data.path("usage").has("output_tokens"), tally);
        yield Part.END;
      }
      case "message_stop" -> {
        tally.end();
        yield Part.LAST;
      }
      case "error" -> Part.ERROR;
      default -> Part.PIECE;
    };
  }

  private static void say(JsonNode block, Tally tally) {
    tally.say(block.get("thinking"));
    tally.say(block.get("text"));
    tally.say(block.get("name"));
  }

  private void use(JsonNode figures, boolean last, Tally tally) {
    figures.forEachEntry((name, value) -> {
      if (!value.isNull()) {
        usage.set(name, value);
      }
    });
    tally.serve(usage);
    tally.search(usage.path("server_tool_use").path("web_search_requests").asLong(0));
    tally.use(Figures.messages(usage), last);
  }
}
