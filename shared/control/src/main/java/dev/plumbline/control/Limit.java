package dev.plumbline.control;

import java.time.Duration;

/**
 * How fast may be asked.
 *
 * @param amount requests, tokens, or requests at the same time
 * @param per the time in which {@code amount} is allowed; of no meaning for {@code PARALLEL}
 */
public record Limit(String id, Scope scope, Kind kind, long amount, Duration per, long version)
    implements Entry {
  /** What is counted. */
  public enum Kind {
    REQUESTS,
    TOKENS,
    PARALLEL
  }
}
