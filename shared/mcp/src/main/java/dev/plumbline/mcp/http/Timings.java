package dev.plumbline.mcp.http;

import java.time.Duration;

/**
 * How long things last.
 *
 * @param keepAlive between two signs of life on a silent event stream; a vanished client is noticed
 *     by then
 * @param connectionIdle after which a silent connection is closed; more than {@code keepAlive}
 * @param sessionIdle after which an unused session without a stream is forgotten
 * @param drain how long calls may still take when the server stops
 */
record Timings(Duration keepAlive, Duration connectionIdle, Duration sessionIdle, Duration drain) {
  static Timings standard() {
    return new Timings(
        Duration.ofSeconds(15),
        Duration.ofSeconds(60),
        Duration.ofMinutes(30),
        Duration.ofSeconds(10));
  }
}
