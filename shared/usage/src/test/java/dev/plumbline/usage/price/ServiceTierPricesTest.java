package dev.plumbline.usage.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Extras;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.price.catalog.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the service tier makes of list prices. */
final class ServiceTierPricesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final Prices prices = Prices.bundled();

  @ParameterizedTest
  @CsvSource({
    "openai,    gpt-5,             standard, 1.25",
    "openai,    gpt-5,             default,  1.25",
    "openai,    gpt-5,             auto,     1.25",
    "openai,    gpt-5,             flex,     0.625",
    "openai,    gpt-5,             batch,    0.625",
    "openai,    gpt-5,             priority, 2.5",
    "openai,    gpt-5-mini,        priority, 0.45",
    "openai,    gpt-5.5,           priority, 12.5",
    "openai,    gpt-4.1,           Priority, 3.5",
    "openai,    gpt-4.1-nano,      priority, 0.2",
    "openai,    gpt-4o,            priority, 4.25",
    "openai,    gpt-4o-mini,       priority, 0.25",
    "anthropic, claude-sonnet-4-6, batch,    1.5",
    "anthropic, claude-sonnet-4-6, priority, 3",
    "anthropic, claude-opus-4-6,   fast,     30",
    "google,    gemini-2.5-flash,  flex,     0.15",
    "google,    gemini-2.5-flash,  priority, 0.54",
    "groq,      llama-3.3-70b-versatile, flex, 0.59",
    "bedrock,   amazon.nova-pro-v1:0, priority, 1.4"
  })
  void aMillionInputTokensCost(String provider, String model, String tier, BigDecimal expected) {
    Charge charge = charge(provider, model, tier, new TokenCounts(1000, 0, 0, 0, 0, 0));

    assertThat(Objects.requireNonNull(charge.cost()).total().movePointRight(3))
        .isEqualByComparingTo(expected);
    assertThat(charge.listCost()).isEqualByComparingTo(charge.cost().total());
  }

  @Test
  void theTierIsOnCachedTokensAndOutputTooButNotOnSearches() {
    UsageEvent event =
        UsageEvent.of("1", NOW, "anthropic", "claude-sonnet-4-6", "test")
            .tokens(new TokenCounts(0, 1_000_000, 0, 1_000_000, 1_000_000, 0))
            .extras(new Extras(0, BigDecimal.ZERO, 1000))
            .serviceTier("batch")
            .build();
    var cost = Objects.requireNonNull(prices.charge(event).cost());

    assertThat(cost.cacheRead()).isEqualByComparingTo("0.15");
    assertThat(cost.cacheWrite()).isEqualByComparingTo("3");
    assertThat(cost.output()).isEqualByComparingTo("7.5");
    assertThat(cost.other()).isEqualByComparingTo("10");
  }

  @Test
  void aTierThatNobodyKnowsThePriceOfHasNoCost() {
    TokenCounts tokens = new TokenCounts(10, 0, 0, 0, 0, 0);

    assertThat(charge("openai", "gpt-5", "scale", tokens)).isEqualTo(Charge.UNKNOWN);
    assertThat(charge("deepseek", "deepseek-chat", "batch", tokens)).isEqualTo(Charge.UNKNOWN);
    assertThatThrownBy(() ->
            prices.estimate(
                ModelUse.of("openai", "gpt-5", NOW).in("scale"),
                Usage.of(Map.of("input_tokens", BigDecimal.ONE))))
        .isInstanceOf(Failure.NotFound.class)
        .hasMessageContaining("gpt-5 of openai")
        .hasMessageContaining("'scale'");
  }

  private Charge charge(String provider, String model, String tier, TokenCounts tokens) {
    return prices.charge(
        UsageEvent.of("1", NOW, provider, model, "test").tokens(tokens).serviceTier(tier).build());
  }
}
