package dev.plumbline.gateway.dialect;

import dev.plumbline.gateway.call.Demand;
import dev.plumbline.gateway.call.Endpoint;
import dev.plumbline.gateway.call.LlmCall;
import dev.plumbline.kernel.Failure;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds what calls need, before they are sent; safe for many threads. */
public final class Demands {
  private static final List<String> CONTENT =
      List.of("messages", "system", "instructions", "input", "prompt", "suffix");
  private static final List<String> DEFINITIONS =
      List.of("tools", "functions", "response_format", "output_config", "output_format", "text");
  private static final List<String> MOST =
      List.of("max_tokens", "max_completion_tokens", "max_output_tokens");

  /** What a chat puts before the answer. */
  private static final int ANSWER_START = 3;

  private static final long HIGHEST = 1_000_000_000L;

  private final Tokens tokens;

  /** Counts with a tokenizer. */
  public Demands(Tokens tokens) {
    this.tokens = tokens;
  }

  /**
   * What a call needs of a target. What a provider keeps from earlier calls, such as a {@code
   * previous_response_id}, cannot be counted.
   *
   * @throws Failure.InvalidInput naming a bound that is not a number
   */
  public Demand of(LlmCall call) {
    ObjectNode body = call.body();
    PromptText prompt = new PromptText();
    for (String field : CONTENT) {
      prompt.content(body.path(field));
    }
    boolean tools = !Json.blank(body.get("tools")) || !Json.blank(body.get("functions"));
    for (String field : DEFINITIONS) {
      if (!Json.blank(body.get(field))) {
        prompt.definition(body.path(field));
      }
    }
    long input = tokens.count(call.model(), prompt.text()) + prompt.constant() + ANSWER_START;
    return new Demand(
        input,
        output(call),
        tools,
        prompt.vision(),
        structured(body),
        prompt.cacheMarks() || marked(body));
  }

  /** A mark on the whole request or on a tool. */
  private static boolean marked(ObjectNode body) {
    return !Json.blank(body.get("cache_control"))
        || body.path("tools")
            .valueStream()
            .anyMatch(tool -> !Json.blank(tool.get("cache_control")));
  }

  private static long output(LlmCall call) {
    if (call.endpoint() == Endpoint.EMBEDDINGS || call.endpoint() == Endpoint.COUNT_TOKENS) {
      return 0;
    }
    long most = -1;
    for (String field : MOST) {
      most = Math.max(most, number(call.body(), field, 0, -1));
    }
    long answers = Math.max(number(call.body(), "n", 1, 1), number(call.body(), "best_of", 1, 1));
    return most < 0 ? -1 : most * answers;
  }

  private static long number(ObjectNode body, String field, long least, long otherwise) {
    JsonNode value = body.get(field);
    if (value == null || value.isNull()) {
      return otherwise;
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < least
        || value.longValue() > HIGHEST) {
      throw new Failure.InvalidInput(
          CallReader.wrong(field, value, "a whole number from %d on".formatted(least)),
          "Give a number from %d to %d, or leave it out.".formatted(least, HIGHEST));
    }
    return value.longValue();
  }

  private static boolean structured(ObjectNode body) {
    return body.path("response_format").path("type").asString("").equals("json_schema")
        || body.path("text").path("format").path("type").asString("").equals("json_schema")
        || !Json.blank(body.path("output_config").get("format"))
        || !Json.blank(body.get("output_format"));
  }
}
