package dev.plumbline.usage.price.catalog;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Extras;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was used, by usage unit. Wider units include narrower ones: {@code input_tokens} includes
 * what was read from and written to the prompt cache.
 *
 * @param amounts by usage key, such as {@code input_tokens}; never negative
 * @param requests how many requests it stands for
 */
public record Usage(SortedMap<String, BigDecimal> amounts, long requests) {
  private static final BigDecimal ABSURD = new BigDecimal("1e15");

  public Usage {
    amounts = Collections.unmodifiableSortedMap(new TreeMap<>(amounts));
    if (requests < 0) {
      throw new Failure.InvalidInput(
          "%d requests cannot be right.".formatted(requests), "Give a count from 0.");
    }
    amounts.forEach(Usage::check);
  }

  /** What one request used, by usage key. */
  public static Usage of(Map<String, BigDecimal> amounts) {
    return new Usage(new TreeMap<>(amounts), 1);
  }

  /** What an event used; counts that are zero are left out, except all input and all output. */
  public static Usage of(TokenCounts tokens, Extras extras, long requests) {
    SortedMap<String, BigDecimal> amounts = new TreeMap<>();
    amounts.put(Units.INPUT, BigDecimal.valueOf(tokens.input()));
    amounts.put(Units.OUTPUT, BigDecimal.valueOf(tokens.output()));
    long written = tokens.cacheWrite5m() + tokens.cacheWrite1h();
    putPositive(amounts, Units.CACHE_READ, tokens.cacheRead());
    putPositive(amounts, Units.CACHE_WRITE, written);
    putPositive(amounts, "cache_write_5m_tokens", tokens.cacheWrite5m());
    putPositive(amounts, "cache_write_1h_tokens", tokens.cacheWrite1h());
    putPositive(amounts, "output_reasoning_tokens", tokens.reasoning());
    putPositive(amounts, "images", extras.images());
    putPositive(amounts, "web_searches", extras.searches());
    if (extras.audioSeconds().signum() > 0) {
      amounts.put("audio_seconds", extras.audioSeconds());
      amounts.put("input_audio_seconds", extras.audioSeconds());
    }
    return new Usage(amounts, requests);
  }

  /** The same as if nothing had been read from or written to the prompt cache. */
  public Usage uncached() {
    SortedMap<String, BigDecimal> plain = new TreeMap<>(amounts);
    plain.keySet().removeIf(key -> key.startsWith("cache_"));
    return new Usage(plain, requests);
  }

  /** The same with one amount changed. */
  public Usage with(String key, BigDecimal amount) {
    SortedMap<String, BigDecimal> changed = new TreeMap<>(amounts);
    changed.put(key, amount);
    return new Usage(changed, requests);
  }

  /** The amount of a usage key; null when it was not reported. */
  public @Nullable BigDecimal amount(String key) {
    return amounts.get(key);
  }

  /** Whether nothing was used. */
  public boolean isEmpty() {
    return amounts.values().stream().allMatch(amount -> amount.signum() == 0);
  }

  /** The input tokens that decide the price tier: those of one request, on average. */
  BigDecimal perRequest(BigDecimal inputTokens) {
    return requests <= 1
        ? inputTokens
        : inputTokens.divide(BigDecimal.valueOf(requests), MathContext.DECIMAL64);
  }

  private static void putPositive(Map<String, BigDecimal> amounts, String key, long count) {
    if (count > 0) {
      amounts.put(key, BigDecimal.valueOf(count));
    }
  }

  private static void check(String key, BigDecimal amount) {
    if (amount.signum() < 0 || amount.compareTo(ABSURD) > 0 || amount.scale() > 20) {
      throw new Failure.InvalidInput(
          "%s %s cannot be right.".formatted(amount.toString(), key),
          "Give a number from 0, such as 1000.");
    }
  }
}
