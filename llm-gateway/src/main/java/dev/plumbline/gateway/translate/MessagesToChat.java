package dev.plumbline.gateway.translate;

import dev.plumbline.control.Provider;
import dev.plumbline.gateway.call.Demand;
import dev.plumbline.gateway.call.Endpoint;
import dev.plumbline.gateway.call.LlmCall;
import tools.jackson.databind.node.ObjectNode;

/** Anthropic's messages on OpenAI's chat completions. */
final class MessagesToChat implements Translation {
  @Override
  public Endpoint endpoint() {
    return Endpoint.CHAT_COMPLETIONS;
  }

  @Override
  public ObjectNode request(LlmCall call, String model, Provider provider) {
    String maker = provider.pricedAs();
    boolean newer = maker.startsWith("openai") || maker.startsWith("azure");
    return new MessagesRequest(call.body())
        .toChat(model, newer ? "max_completion_tokens" : "max_tokens");
  }

  @Override
  public ObjectNode answer(ObjectNode answer, LlmCall call) {
    return ChatAnswer.toMessages(answer);
  }

  @Override
  public Events events(LlmCall call, Demand demand) {
    return new ChatEvents(call.id(), demand.inputTokens());
  }
}
