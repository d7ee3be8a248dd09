package dev.plumbline.gateway.translate;

import dev.plumbline.control.Provider;
import dev.plumbline.gateway.call.Demand;
import dev.plumbline.gateway.call.Endpoint;
import dev.plumbline.gateway.call.LlmCall;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's chat completions on Anthropic's messages. */
final class ChatToMessages implements Translation {
  @Override
  public Endpoint endpoint() {
    return Endpoint.MESSAGES;
  }

  @Override
  public ObjectNode request(LlmCall call, String model, Provider provider) {
    return new ChatRequest(call.body()).toMessages(model);
  }

  @Override
  public ObjectNode answer(ObjectNode answer, LlmCall call) {
    return MessagesAnswer.toChat(answer);
  }

  @Override
  public Events events(LlmCall call, Demand demand) {
    boolean figures = call.body().path("stream_options").path("include_usage").asBoolean(false);
    return new MessagesEvents(figures);
  }
}
