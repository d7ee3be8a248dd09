package dev.plumbline.mcp.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Every event stream that is open. Writes a sign of life on each at an interval, which finds out
 * clients that have vanished, and closes those whose token is no longer good.
 */
final class OpenStreams {
  private final Map<EventStream, BooleanSupplier> streams = new ConcurrentHashMap<>();
  private final Thread ticker;

  OpenStreams(Duration interval) {
    this.ticker = Thread.ofVirtual().name("mcp-keep-alive").unstarted(() -> tick(interval));
  }

  void start() {
    ticker.start();
  }

  void stop() {
    ticker.interrupt();
  }

  /** Watches a stream until it ends. */
  void add(EventStream stream, BooleanSupplier stillAllowed) {
    streams.put(stream, stillAllowed);
    stream.onClose(() -> streams.remove(stream));
  }

  int count() {
    return streams.size();
  }

  private void tick(Duration interval) {
    try {
      while (true) {
        Thread.sleep(interval);
        // A client that doesn't read blocks only its own thread.
        streams.forEach(
            (stream, allowed) -> Thread.startVirtualThread(() -> visit(stream, allowed)));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void visit(EventStream stream, BooleanSupplier allowed) {
    if (isAllowed(allowed)) {
      stream.signOfLife();
    } else {
      stream.close();
    }
  }

  private static boolean isAllowed(BooleanSupplier allowed) {
    try {
      return allowed.getAsBoolean();
    } catch (Refusal unknown) {
      return false;
    }
  }
}
