package dev.plumbline.control;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where models are served.
 *
 * @param id such as {@code openai}
 * @param dialect the language it speaks
 * @param baseUrl up to and without the {@code /v1} of the dialect's paths, such as {@code
 *     https://api.openai.com}; a path that {@code paths} names replaces the usual one
 * @param keyFrom where its key is: {@code env:NAME}, {@code file:PATH}, or null for none
 * @param headers sent with each request beside the dialect's own
 * @param paths other paths for endpoints, by endpoint label, such as {@code chat_completions} to
 *     {@code /openai/v1/chat/completions}
 * @param priceAs the provider of the price catalog whose prices count; null for its id
 * @param dataLocation where it processes data, such as {@code eu}; null when unknown
 * @param maxParallel how many requests it gets at the same time; 0 for no bound
 * @param breaker when its models are left alone
 */
public record Provider(
    String id,
    Dialect dialect,
    String baseUrl,
    @Nullable String keyFrom,
    SortedMap<String, String> headers,
    SortedMap<String, String> paths,
    @Nullable String priceAs,
    @Nullable String dataLocation,
    int maxParallel,
    Breaker breaker,
    long version)
    implements Entry {
  /** Stands for the value of a header that may be a secret, wherever providers are shown. */
  public static final String HIDDEN = "(hidden)";

  public Provider {
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
    paths = Collections.unmodifiableSortedMap(new TreeMap<>(paths));
  }

  /**
   * When a model of it is left alone for a while.
   *
   * @param failurePercent of the last calls, 1 to 100
   * @param leastCalls how many there must be before they count; the last twice as many are looked
   *     at
   * @param open how long it is left alone
   */
  public record Breaker(int failurePercent, int leastCalls, Duration open) {
    /** When half of at least ten calls failed, for ten seconds. */
    public static final Breaker USUAL = new Breaker(50, 10, Duration.ofSeconds(10));
  }

  /** The languages that providers and applications speak. */
  public enum Dialect {
    OPENAI,
    ANTHROPIC
  }

  /** A provider with nothing but its address and key. */
  public static Provider of(String id, Dialect dialect, String baseUrl, @Nullable String keyFrom) {
    return new Provider(
        id,
        dialect,
        baseUrl,
        keyFrom,
        new TreeMap<>(Map.of()),
        new TreeMap<>(),
        null,
        null,
        0,
        Breaker.USUAL,
        1);
  }

  /** The provider of the price catalog whose prices count. */
  public String pricedAs() {
    return priceAs == null ? id : priceAs;
  }
}
