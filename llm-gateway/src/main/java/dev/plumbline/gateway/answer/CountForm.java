package dev.plumbline.gateway.answer;

import dev.plumbline.kernel.TokenCounts;
import tools.jackson.databind.JsonNode;

/** Counts of tokens, which use none. */
final class CountForm implements AnswerForm {
  @Override
  public boolean whole(JsonNode answer, Tally tally) {
    if (!answer.path("input_tokens").isIntegralNumber()) {
      return false;
    }
    tally.use(TokenCounts.NONE, true);
    tally.end();
    return true;
  }

  @Override
  public Part event(JsonNode data, Tally tally) {
    return Part.ERROR;
  }
}
