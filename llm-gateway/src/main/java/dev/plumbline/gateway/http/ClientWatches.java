package dev.plumbline.gateway.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Watches the clients of requests that take a while; those of quick ones cost nothing. */
final class ClientWatches implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Set<ClientWatch> watches = ConcurrentHashMap.newKeySet();
  private final Thread thread;

  ClientWatches() {
    thread = Thread.ofVirtual().name("client-watch").start(this::run);
  }

  void add(ClientWatch watch) {
    watches.add(watch);
  }

  void end(ClientWatch watch) {
    watches.remove(watch);
    watch.end();
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(PAUSE);
        for (ClientWatch watch : watches) {
          if (watch.age() > PAUSE.toNanos()) {
            watch.arm();
          }
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
