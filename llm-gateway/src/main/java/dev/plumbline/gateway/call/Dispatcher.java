package dev.plumbline.gateway.call;

import dev.plumbline.control.ControlView;
import dev.plumbline.control.Route;
import java.util.function.Predicate;

/** Sends calls to providers. */
public interface Dispatcher {
  /**
   * Sends a call along a route until a target answers: retries, falls back, translates, meters. It
   * never throws for what a provider, the network or the client does: that is in the outcome.
   *
   * @param allowed tells of a provider's id whether the key may use it
   * @param keepAnswer whether the outcome shall hold the answer's text
   * @throws dev.plumbline.kernel.Failure.InvalidInput naming the field that no target can take
   */
  Outcome dispatch(
      LlmCall call,
      Demand demand,
      Route route,
      ControlView view,
      Predicate<String> allowed,
      boolean keepAnswer,
      ClientSink sink);
}
