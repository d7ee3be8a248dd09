package dev.plumbline.gateway.http;

import java.time.Duration;

/**
 * What request bodies may be like.
 *
 * @param bytes the largest
 * @param room bytes of all that are held at once; at least {@link #leastRoom}
 * @param patience how long one may take to arrive
 */
public record BodyLimits(int bytes, long room, Duration patience) {
  /** 32 MiB in a minute. */
  public static final BodyLimits USUAL = of(32 << 20);

  /** Bodies up to this size in a minute, and a quarter of the heap for all of them. */
  public static BodyLimits of(int bytes) {
    long quarter = Runtime.getRuntime().maxMemory() / 4;
    return new BodyLimits(bytes, Math.max(quarter, leastRoom(bytes)), Duration.ofMinutes(1));
  }

  /** In what room the largest body fits beside what is kept free for small ones. */
  public static long leastRoom(int bytes) {
    return Math.ceilDiv(8L * bytes, 7);
  }

  /** The same with another room. */
  public BodyLimits withRoom(long other) {
    return new BodyLimits(bytes, other, patience);
  }
}
