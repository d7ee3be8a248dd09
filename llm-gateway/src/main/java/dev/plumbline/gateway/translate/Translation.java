package dev.plumbline.gateway.translate;

import dev.plumbline.control.Provider;
import dev.plumbline.gateway.call.Demand;
import dev.plumbline.gateway.call.Endpoint;
import dev.plumbline.gateway.call.LlmCall;
import dev.plumbline.kernel.TokenCounts;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Between one call of an application and a provider of another dialect. */
public interface Translation {
  /** The provider's endpoint. */
  Endpoint endpoint();

  /**
   * The body for the provider.
   *
   * @throws dev.plumbline.kernel.Failure.InvalidInput naming the field that has no counterpart
   */
  ObjectNode request(LlmCall call, String model, Provider provider);

  /** The answer for the application that made the call. */
  ObjectNode answer(ObjectNode answer, LlmCall call);

  /** Begins a streamed answer. */
  Events events(LlmCall call, Demand demand);

  /** One streamed answer on its way; for one thread. */
  interface Events {
    /**
     * The events for the application that an event of the provider makes; often none.
     *
     * @throws IOException when the provider's events contradict each other
     */
    byte[] event(ObjectNode data) throws IOException;

    /**
     * The last events.
     *
     * @param used null where the provider gave no figures
     */
    byte[] end(@Nullable TokenCounts used);
  }
}
