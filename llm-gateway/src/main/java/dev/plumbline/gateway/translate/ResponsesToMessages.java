package dev.plumbline.gateway.translate;

import dev.plumbline.control.Provider;
import dev.plumbline.gateway.call.Demand;
import dev.plumbline.gateway.call.Endpoint;
import dev.plumbline.gateway.call.LlmCall;
import dev.plumbline.gateway.dialect.Json;
import dev.plumbline.kernel.TokenCounts;
import java.io.IOException;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's responses on Anthropic's messages, with chat completions as the step between. */
final class ResponsesToMessages implements Translation {
  @Override
  public Endpoint endpoint() {
    return Endpoint.MESSAGES;
  }

  @Override
  public ObjectNode request(LlmCall call, String model, Provider provider) {
    ObjectNode chat =
        new ResponsesRequest(call.body(), false).toChat(model, "max_completion_tokens");
    return new ChatRequest(chat).toMessages(model);
  }

  @Override
  public ObjectNode answer(ObjectNode answer, LlmCall call) {
    return ResponsesAnswer.of(MessagesAnswer.toChat(answer), call.body());
  }

  @Override
  public Events events(LlmCall call, Demand demand) {
    return new TwoSteps(new MessagesEvents(false), new ResponsesEvents(call.body(), call.id()));
  }

  private record TwoSteps(MessagesEvents first, ResponsesEvents second) implements Events {
    @Override
    public byte[] event(ObjectNode data) throws IOException {
      if (Json.stringOr(data, "type", "").equals("ping")) {
        return MessagesEvents.ping();
      }
      Buffer out = new Buffer();
      for (ObjectNode chunk : first.chunks(data)) {
        out.write(second.event(chunk));
      }
      return out.readByteArray();
    }

    @Override
    public byte[] end(@Nullable TokenCounts used) {
      return second.end(used);
    }
  }
}
