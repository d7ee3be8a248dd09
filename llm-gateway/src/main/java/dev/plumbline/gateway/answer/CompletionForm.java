package dev.plumbline.gateway.answer;

import dev.plumbline.gateway.dialect.Json;
import tools.jackson.databind.JsonNode;

/** The older completions. */
final class CompletionForm implements AnswerForm {
  private final int answers;
  private int finished;

  CompletionForm(int answers) {
    this.answers = answers;
  }

  @Override
  public boolean whole(JsonNode answer, Tally tally) {
    if (!answer.path("choices").isArray()) {
      return false;
    }
    event(answer, tally);
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
      tally.say(choice.get("text"));
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
}
