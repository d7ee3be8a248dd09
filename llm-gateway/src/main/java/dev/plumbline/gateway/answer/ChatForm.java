package dev.plumbline.gateway.answer;

import dev.plumbline.gateway.dialect.Json;
import tools.jackson.databind.JsonNode;

/** Chat completions. */
final class ChatForm implements AnswerForm {
  private final int answers;
  private int finished;

  ChatForm(int answers) {
    this.answers = answers;
  }

  @Override
  public boolean whole(JsonNode answer, Tally tally) {
    if (!answer.path("choices").isArray()) {
      return false;
    }
    tally.from(answer);
    for (JsonNode choice : answer.path("choices")) {
      say(choice.path("message"), tally);
    }
    tally.use(Figures.openAi(answer.path("usage")), true);
    tally.end();
    return true;
  }

  @Override
  public Part event(JsonNode data, Tally tally) {
    if (!Json.blank(data.get("error"))) {
      return Part.ERROR;
    }
    tally.from(data);
    tally.use(Figures.openAi(data.path("usage")), true);
    JsonNode choices = data.path("choices");
    for (JsonNode choice : choices) {
      say(choice.path("delta"), tally);
      if (choice.path("finish_reason").isString()) {
        finished++;
      }
    }
    if (finished >= answers) {
      tally.end();
    }
    if (choices.isEmpty() && data.path("usage").isObject()) {
      return Part.USAGE;
    }
    return finished >= answers ? Part.END : Part.PIECE;
  }

  @Override
  public boolean ends(byte[] data) {
    return Done.is(data);
  }

  private static void say(JsonNode message, Tally tally) {
    tally.say(message.get("reasoning_content"));
    tally.say(message.get("reasoning"));
    tally.say(message.get("content"));
    tally.say(message.get("refusal"));
    for (JsonNode call : message.path("tool_calls")) {
      tally.say(call.path("function").get("name"));
      tally.say(call.path("function").get("arguments"));
      tally.say(call.path("custom").get("name"));
      tally.say(call.path("custom").get("input"));
    }
    tally.say(message.path("function_call").get("name"));
    tally.say(message.path("function_call").get("arguments"));
  }
}
