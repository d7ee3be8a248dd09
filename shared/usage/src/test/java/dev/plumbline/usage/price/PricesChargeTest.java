package dev.plumbline.usage.price;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.Extras;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.UsageEventBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What events are charged at the bundled list prices. */
final class PricesChargeTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final Prices prices = Prices.bundled();

  @Test
  void cacheTokensArePaidOnceAtTheirOwnRates() {
    Cost cost = cost(event("anthropic", "claude-sonnet-4-6", tokens(1000, 200_000, 3000, 0, 500)));

    assertThat(cost.uncachedInput()).isEqualByComparingTo("0.003");
    assertThat(cost.cacheRead()).isEqualByComparingTo("0.06");
    assertThat(cost.cacheWrite()).isEqualByComparingTo("0.01125");
    assertThat(cost.output()).isEqualByComparingTo("0.0075");
    assertThat(cost.other()).isEqualByComparingTo("0");
    assertThat(cost.total()).isEqualByComparingTo("0.08175");
  }

  @Test
  void oneHourCacheWritesAreNotPricedAsFiveMinuteOnes() {
    Cost five = cost(event("anthropic", "claude-sonnet-4-6", tokens(0, 0, 1_000_000, 0, 0)));
    Cost hour = cost(event("anthropic", "claude-sonnet-4-6", tokens(0, 0, 0, 1_000_000, 0)));
    Cost both =
        cost(event("anthropic", "claude-sonnet-4-6", tokens(0, 0, 1_000_000, 1_000_000, 0)));

    assertThat(five.cacheWrite()).isEqualByComparingTo("3.75");
    assertThat(hour.cacheWrite()).isEqualByComparingTo("6");
    assertThat(both.cacheWrite()).isEqualByComparingTo("9.75");
  }

  @Test
  void cacheTokensOfAModelWithoutCacheRatesStillCountAsCache() {
    Cost cost = cost(event("openai", "gpt-4", tokens(100, 900, 0, 0, 0)));

    assertThat(cost.uncachedInput()).isEqualByComparingTo("0.003");
    assertThat(cost.cacheRead()).isEqualByComparingTo("0.027");
  }

  @Test
  void reasoningIsPartOfOutput() {
    TokenCounts tokens = new TokenCounts(0, 0, 0, 0, 1_000_000, 900_000);

    assertThat(cost(event("openai", "gpt-5", tokens)).output()).isEqualByComparingTo("10");
  }

  @Test
  void aLongRequestPaysTheLongContextRateForAllItsTokens() {
    Instant tiered = Instant.parse("2026-02-01T00:00:00Z");
    UsageEvent at =
        event("anthropic", "claude-sonnet-4-6", tiered, tokens(100_000, 100_000, 0, 0, 1000))
            .build();
    UsageEvent over =
        event("anthropic", "claude-sonnet-4-6", tiered, tokens(100_001, 100_000, 0, 0, 1000))
            .build();

    assertThat(cost(at).total()).isEqualByComparingTo("0.345");
    assertThat(cost(over).uncachedInput()).isEqualByComparingTo("0.600006");
    assertThat(cost(over).cacheRead()).isEqualByComparingTo("0.06");
    assertThat(cost(over).output()).isEqualByComparingTo("0.0225");
  }

  @Test
  void aBillLineOfManyShortRequestsDoesNotPayTheLongContextRate() {
    Instant tiered = Instant.parse("2026-02-01T00:00:00Z");
    TokenCounts tokens = tokens(1_000_000, 0, 0, 0, 0);
    UsageEvent line = event("anthropic", "claude-sonnet-4-6", tiered, tokens).requests(100).build();

    assertThat(cost(line).total()).isEqualByComparingTo("3");
  }

  @Test
  void thePromptCacheSavesWhatTheSameTokensWouldHaveCostUncached() {
    Charge read =
        prices.charge(event("anthropic", "claude-sonnet-4-6", tokens(0, 1_000_000, 0, 0, 10)));
    Charge written =
        prices.charge(event("anthropic", "claude-sonnet-4-6", tokens(0, 0, 1_000_000, 0, 10)));
    Charge none = prices.charge(event("anthropic", "claude-sonnet-4-6", tokens(5, 0, 0, 0, 10)));

    assertThat(read.promptCacheSaving()).isEqualByComparingTo("2.7");
    assertThat(written.promptCacheSaving()).isEqualByComparingTo("-0.75");
    assertThat(none.promptCacheSaving()).isEqualByComparingTo("0");
  }

  @Test
  void searchesAndAudioAreOtherCost() {
    UsageEvent searched =
        event("anthropic", "claude-sonnet-4-6", NOW, tokens(0, 0, 0, 0, 0))
            .extras(new Extras(0, BigDecimal.ZERO, 3))
            .build();
    UsageEvent heard =
        event("openai", "whisper-1", NOW, TokenCounts.NONE)
            .extras(new Extras(0, new BigDecimal("90"), 0))
            .build();

    assertThat(cost(searched).other()).isEqualByComparingTo("0.03");
    assertThat(cost(heard).other()).isEqualByComparingTo("0.009");
  }

  @Test
  void groqBillsTenSecondsOfTranscriptionAtLeast() {
    UsageEvent brief =
        event("groq", "whisper-large-v3", NOW, TokenCounts.NONE)
            .extras(new Extras(0, BigDecimal.ONE, 0))
            .build();

    assertThat(cost(brief).other()).isEqualByComparingTo("0.000308333333");
  }

  @Test
  void theModelThatAnsweredIsPriced() {
    UsageEvent fallback =
        event("openai", "gpt-4o-mini", NOW, tokens(1_000_000, 0, 0, 0, 0))
            .requestedModel("gpt-5")
            .build();

    assertThat(cost(fallback).total()).isEqualByComparingTo("0.15");
  }

  @Test
  void azurePricesModelsOfOthersAsThey() {
    assertThat(cost(event("azure", "gpt-5", tokens(1_000_000, 0, 0, 0, 0))).total())
        .isEqualByComparingTo("1.25");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void thePartsAddUpToTheTotalExactly(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (String model :
        new String[] {"claude-sonnet-4-6", "claude-opus-4-6", "claude-3-5-haiku-latest"}) {
      TokenCounts tokens =
          tokens(
              random.nextLong(300_000),
              random.nextLong(300_000),
              random.nextLong(9000),
              random.nextLong(9000),
              random.nextLong(64_000));
      Charge charge =
          prices.charge(event("anthropic", model, NOW, tokens).serviceTier("batch").build());
      Cost cost = Objects.requireNonNull(charge.cost());
      BigDecimal sum =
          cost.uncachedInput()
              .add(cost.cacheRead())
              .add(cost.cacheWrite())
              .add(cost.output())
              .add(cost.other());
      assertThat(cost.total()).isEqualByComparingTo(sum);
      assertThat(charge.listCost()).isEqualByComparingTo(sum);
      assertThat(cost.total().scale()).isEqualTo(12);
    }
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 20);
  }

  private Cost cost(UsageEvent event) {
    return Objects.requireNonNull(prices.charge(event).cost());
  }

  private static UsageEvent event(String provider, String model, TokenCounts tokens) {
    return event(provider, model, NOW, tokens).build();
  }

  private static UsageEventBuilder event(
      String provider, String model, Instant time, TokenCounts tokens) {
    return UsageEvent.of("1", time, provider, model, "test").tokens(tokens);
  }

  private static TokenCounts tokens(long input, long read, long five, long hour, long output) {
    return new TokenCounts(input, read, five, hour, output, 0);
  }
}
