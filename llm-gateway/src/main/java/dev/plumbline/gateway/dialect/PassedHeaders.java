package dev.plumbline.gateway.dialect;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which headers pass the gateway; all others end at it. Those that say whose account of a provider
 * is charged do not pass: that is the operator's to say.
 */
public final class PassedHeaders {
  private static final Set<String> REQUEST =
      Set.of(
          "anthropic-version",
          "anthropic-beta",
          "openai-beta",
          "x-client-request-id",
          "http-referer",
          "x-title");
  private static final Set<String> ANSWER =
      Set.of("request-id", "x-request-id", "retry-after", "retry-after-ms", "x-should-retry");

  private PassedHeaders() {}

  /** Those of an application that its provider gets too. */
  public static SortedMap<String, String> ofRequest(Map<String, String> headers) {
    SortedMap<String, String> passed = new TreeMap<>();
    headers.forEach((name, value) -> {
      String lower = name.toLowerCase(Locale.ROOT);
      if (REQUEST.contains(lower) && sound(value)) {
        passed.put(lower, value);
      }
    });
    return passed;
  }

  /** Whether a header of a provider goes on to the application. */
  public static boolean ofAnswer(String lowerName) {
    return ANSWER.contains(lowerName)
        || lowerName.startsWith("x-ratelimit-")
        || lowerName.startsWith("ratelimit-")
        || lowerName.startsWith("openai-")
        || lowerName.startsWith("anthropic-");
  }

  private static boolean sound(String value) {
    return value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7f));
  }
}
