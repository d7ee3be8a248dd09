package dev.plumbline.gateway.answer;

import tools.jackson.databind.JsonNode;

/** Embeddings, which are never streamed. */
final class EmbeddingForm implements AnswerForm {
  @Override
  public boolean whole(JsonNode answer, Tally tally) {
    if (!answer.has("data") && !answer.has("usage")) {
      return false;
    }
    tally.from(answer);
    tally.use(Figures.openAi(answer.path("usage")), true);
    tally.end();
    return true;
  }

  @Override
  public Part event(JsonNode data, Tally tally) {
    return Part.ERROR;
  }

  @Override
  public String bulk() {
    return "data";
  }
}
