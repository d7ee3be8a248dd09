package dev.plumbline.gateway.http;

import dev.plumbline.gateway.call.CallRefused;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory for all bodies that are held at once; safe for many threads. Its last eighth is for
 * small bodies alone, so that large ones cannot keep usual requests out.
 */
final class BodyRoom {
  /** Bytes up to which a body is small. */
  static final int SMALL = 64 << 10;

  private final long all;
  private final long forLarge;
  private final AtomicLong held = new AtomicLong();

  BodyRoom(long bytes) {
    this.all = bytes;
    this.forLarge = bytes - bytes / 8;
  }

  /**
   * Takes room for bytes that have come.
   *
   * @param large whether they are of a body that is not small
   * @throws CallRefused when there is none, and then takes none
   */
  void take(int bytes, boolean large) {
    if (held.addAndGet(bytes) > (large ? forLarge : all)) {
      held.addAndGet(-bytes);
      throw new CallRefused(
          503,
          "overloaded",
          "The gateway holds as many request bodies as it has memory for. Try again in a moment.",
          Map.of("connection", "close", "retry-after", "2"));
    }
  }

  void giveBack(long bytes) {
    held.addAndGet(-bytes);
  }
}
