package dev.plumbline.gateway.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Ids of requests: unique, and in the order of time. */
final class RequestId {
  private static final HexFormat HEX = HexFormat.of();
  private static final int TIME_DIGITS = 12;

  private RequestId() {}

  static String next() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return "req_"
        + HEX.toHexDigits(System.currentTimeMillis(), TIME_DIGITS)
        + HEX.toHexDigits(random.nextLong())
        + HEX.toHexDigits((short) random.nextInt());
  }
}
