package dev.plumbline.gateway.http;

import java.util.concurrent.ThreadLocalRandom;

/** Ids of requests: unique, and in the order of time. */
final class RequestId {
  private RequestId() {}

  static String next() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return "req_%012x%016x%04x"
        .formatted(System.currentTimeMillis(), random.nextLong(), random.nextInt(1 << 16));
  }
}
