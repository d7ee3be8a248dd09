package dev.plumbline.gateway.trace;

import dev.plumbline.gateway.call.LlmCall;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Follows calls, or does not; safe for many threads. */
public interface Tracing extends AutoCloseable {
  /** Follows none. */
  Tracing OFF =
      new Tracing() {
        @Override
        public LlmCall follow(LlmCall call, Function<String, @Nullable String> header) {
          return call;
        }

        @Override
        public PassedTrace follow(
            PassedTrace.Request request, Function<String, @Nullable String> header) {
          return PassedTrace.NONE;
        }

        @Override
        public void close() {}
      };

  /**
   * The same call with a trace that goes on where the application's ends.
   *
   * @param header a header of the request by its name in lower case; null when it is absent
   */
  LlmCall follow(LlmCall call, Function<String, @Nullable String> header);

  /**
   * Begins the trace of a request to another endpoint of a provider in the same way.
   *
   * @param header a header of the request by its name in lower case; null when it is absent
   */
  PassedTrace follow(PassedTrace.Request request, Function<String, @Nullable String> header);

  /** Sends what is waiting, for a few seconds at most. */
  @Override
  void close();
}
