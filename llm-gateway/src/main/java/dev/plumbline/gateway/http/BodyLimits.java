package dev.plumbline.gateway.http;

import java.time.Duration;

/**
 * What request bodies may be like.
 *
 * @param bytes the largest
 * @param patience how long one may take to arrive
 */
public record BodyLimits(int bytes, Duration patience) {
  /** 32 MiB in a minute. */
  public static final BodyLimits USUAL = new BodyLimits(32 << 20, Duration.ofMinutes(1));
}
