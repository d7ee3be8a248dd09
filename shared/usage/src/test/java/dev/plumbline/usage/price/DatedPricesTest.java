package dev.plumbline.usage.price;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.usage.price.catalog.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices that changed on a day, and prices that change every day. */
final class DatedPricesTest {
  private final Prices prices = Prices.bundled();

  @ParameterizedTest
  @CsvSource({
    "openai,   o3,                2025-06-09T23:59:59.999999999Z, 10",
    "openai,   o3,                2025-06-10T00:00:00Z,           2",
    "deepseek, deepseek-chat,     2026-01-01T00:29:59Z,           0.135",
    "deepseek, deepseek-chat,     2026-01-01T00:30:00Z,           0.27",
    "deepseek, deepseek-chat,     2026-01-01T16:29:59.999Z,       0.27",
    "deepseek, deepseek-chat,     2026-01-01T16:30:00Z,           0.135",
    "deepseek, deepseek-v4-flash, 2026-09-01T00:00:00Z,           0.22",
    "deepseek, deepseek-v4-flash, 2026-09-01T06:30:00Z,           0.44",
    "deepseek, deepseek-v4-flash, 2026-08-16T05:00:00Z,           0.14",
    "google,   gemini-3.6-flash,  2026-12-31T23:59:59Z,           0.75",
    "google,   gemini-3.6-flash,  2027-01-01T00:00:00Z,           1.5"
  })
  void aMillionInputTokensCost(String provider, String model, Instant time, BigDecimal expected) {
    Usage million = Usage.of(Map.of("input_tokens", new BigDecimal(100_000)));

    assertThat(prices.estimate(ModelUse.of(provider, model, time), million).cost())
        .isEqualByComparingTo(expected.movePointLeft(1));
  }
}
