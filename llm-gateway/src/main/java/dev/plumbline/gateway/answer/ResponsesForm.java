package dev.plumbline.gateway.answer;

import dev.plumbline.gateway.dialect.Json;
import tools.jackson.databind.JsonNode;

/** OpenAI's responses. */
final class ResponsesForm implements AnswerForm {
  @Override
  public boolean whole(JsonNode answer, Tally tally) {
    if (!answer.path("output").isArray()) {
      return false;
    }
    note(answer, tally);
    for (JsonNode item : answer.path("output")) {
      tally.say(item.get("name"));
      tally.say(item.get("arguments"));
      for (JsonNode part : item.path("content")) {
        tally.say(part.get("text"));
        tally.say(part.get("refusal"));
      }
    }
    tally.end();
    return true;
  }

  @Override
  public Part event(JsonNode data, Tally tally) {
    return switch (Json.stringOr(data, "type", "")) {
      case "response.completed", "response.incomplete", "response.failed" -> {
        note(data.path("response"), tally);
        tally.end();
        yield Part.LAST;
      }
      case "error" -> Part.ERROR;
      default -> {
        tally.say(data.get("delta"));
        tally.from(data.path("response"));
        yield Part.PIECE;
      }
    };
  }

  private static void note(JsonNode response, Tally tally) {
    tally.from(response);
    tally.use(Figures.responses(response.path("usage")), true);
    long searches = 0;
    for (JsonNode item : response.path("output")) {
      searches += Json.stringOr(item, "type", "").equals("web_search_call") ? 1 : 0;
    }
    tally.search(searches);
  }
}
