package dev.plumbline.usage.source.http;

import java.time.Duration;

/**
 * How long an import goes on asking a server that does not answer well.
 *
 * @param retries how often a failed request is sent again
 * @param first the pause before the first of them; each further one is twice as long
 * @param longest no pause is longer; a server that asks for more ends the import
 */
public record Patience(int retries, Duration first, Duration longest) {
  private static final int DOUBLINGS = 20;

  /** Six retries in about a minute, or as the server asks, up to five minutes each. */
  public static Patience standard() {
    return new Patience(6, Duration.ofSeconds(1), Duration.ofMinutes(5));
  }

  /** The pause after a failure, counted from 0. */
  Duration pause(int failures) {
    Duration pause = first.multipliedBy(1L << Math.min(failures, DOUBLINGS));
    return pause.compareTo(longest) > 0 ? longest : pause;
  }
}
