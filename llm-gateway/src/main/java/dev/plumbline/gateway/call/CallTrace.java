package dev.plumbline.gateway.call;

import dev.plumbline.control.Provider;
import dev.plumbline.usage.UsageEvent;
import java.util.Map;

/** Follows one call for tracing; for one thread. None of it throws or waits. */
public interface CallTrace {
  /** Follows nothing. */
  CallTrace NONE =
      new CallTrace() {
        @Override
        public Attempt attempt(Provider provider, String model, Endpoint endpoint, int number) {
          return Attempt.NONE;
        }

        @Override
        public void refused(String code) {}

        @Override
        public void ended(Outcome outcome, UsageEvent event) {}
      };

  /**
   * Begins an attempt at a target.
   *
   * @param endpoint the provider's
   * @param number of the attempt over all targets, from 1
   */
  Attempt attempt(Provider provider, String model, Endpoint endpoint, int number);

  /** The call was turned away, or not sent on for another reason. */
  void refused(String code);

  /** The call came to its end. */
  void ended(Outcome outcome, UsageEvent event);

  /** One attempt on its way. */
  interface Attempt {
    /** Follows nothing. */
    Attempt NONE =
        new Attempt() {
          @Override
          public Map<String, String> headers() {
            return Map.of();
          }

          @Override
          public void ended(int httpStatus, String errorKind) {}
        };

    /** Headers for the provider that tell it of the trace, in lower case. */
    Map<String, String> headers();

    /**
     * The attempt is over.
     *
     * @param httpStatus as the application would see it
     * @param errorKind as in {@link Outcome}; empty when all went well
     */
    void ended(int httpStatus, String errorKind);
  }
}
