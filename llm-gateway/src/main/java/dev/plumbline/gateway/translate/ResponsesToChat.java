package dev.plumbline.gateway.translate;

import dev.plumbline.control.Provider;
import dev.plumbline.gateway.call.Demand;
import dev.plumbline.gateway.call.Endpoint;
import dev.plumbline.gateway.call.LlmCall;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's responses on chat completions, for providers that have no responses. */
final class ResponsesToChat implements Translation {
  /** Whether a provider's set-up sends responses where its chat completions go. */
  static boolean needed(Provider provider) {
    String responses = provider.paths().get(Endpoint.RESPONSES.label());
    Endpoint chat = Endpoint.CHAT_COMPLETIONS;
    return responses != null
        && responses.equals(provider.paths().getOrDefault(chat.label(), chat.path()));
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.CHAT_COMPLETIONS;
  }

  @Override
  public ObjectNode request(LlmCall call, String model, Provider provider) {
    return new ResponsesRequest(call.body(), true).toChat(model, "max_tokens");
  }

  @Override
  public ObjectNode answer(ObjectNode answer, LlmCall call) {
    return ResponsesAnswer.of(answer, call.body());
  }

  @Override
  public Events events(LlmCall call, Demand demand) {
    return new ResponsesEvents(call.body(), call.id());
  }
}
