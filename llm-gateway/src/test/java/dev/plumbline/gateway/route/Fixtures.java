package dev.plumbline.gateway.route;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import mockwebserver3.MockResponse;

/** Answers of providers, written to their documented shapes. */
final class Fixtures {
  private Fixtures() {}

  static String text(String name) {
    try (InputStream stream =
        Fixtures.class.getResourceAsStream("/dev/plumbline/gateway/answers/" + name)) {
      if (stream == null) {
        throw new IllegalArgumentException(name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static MockResponse answer(String name) {
    return new MockResponse.Builder()
        .code(200)
        .addHeader(
            "content-type",
            name.endsWith(".sse") ? "text/event-stream; charset=utf-8" : "application/json")
        .addHeader("x-request-id", "req_1")
        .addHeader("x-ratelimit-remaining-requests", "99")
        .addHeader("set-cookie", "a=b")
        .body(text(name))
        .build();
  }
}
