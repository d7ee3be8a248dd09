package dev.plumbline.gateway.trace;

import dev.plumbline.control.Provider;
import dev.plumbline.gateway.provider.PassThrough;
import dev.plumbline.usage.Attribution;
import java.util.Map;

/** Follows a request to another endpoint of a provider; for one thread. */
public interface PassedTrace {
  /** Follows nothing. */
  PassedTrace NONE =
      new PassedTrace() {
        @Override
        public Map<String, String> headers() {
          return Map.of();
        }

        @Override
        public void refused(String code) {}

        @Override
        public void ended(PassThrough.Passed passed) {}
      };

  /**
   * What is asked for.
   *
   * @param id of the request
   * @param path below the provider's base, without its query
   */
  record Request(
      String id, String method, Provider provider, String path, Attribution attribution) {}

  /** Headers for the provider that tell it of the trace, in lower case. */
  Map<String, String> headers();

  /** The request was turned away, or not sent on for another reason. */
  void refused(String code);

  /** The request came to its end. */
  void ended(PassThrough.Passed passed);
}
