package dev.plumbline.usage.price;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.CacheOutcome;
import dev.plumbline.usage.CacheUse;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.Delivery;
import dev.plumbline.usage.Extras;
import dev.plumbline.usage.Status;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.UsageEventBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Charges that are unknown, free, or priced for another reason than their tokens. */
final class ChargeOutcomeTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final Prices prices = Prices.bundled();

  @Test
  void anUnknownModelHasNoCostRatherThanNone() {
    UsageEvent unknown = event("openai", "gpt-unheard-of", tokens(10, 0, 0, 0, 10));
    UsageEvent elsewhere = event("my-vllm", "llama", tokens(10, 0, 0, 0, 10));

    assertThat(prices.charge(unknown)).isEqualTo(Charge.UNKNOWN);
    assertThat(prices.charge(elsewhere)).isEqualTo(Charge.UNKNOWN);
  }

  @Test
  void usageThatNoPriceOfTheModelCoversHasNoCost() {
    UsageEvent chat = event("openai", "text-embedding-3-small", tokens(10, 0, 0, 0, 10));
    UsageEvent heard =
        event("openai", "gpt-5", NOW, TokenCounts.NONE)
            .extras(new Extras(0, BigDecimal.TEN, 0))
            .build();

    assertThat(prices.charge(chat)).isEqualTo(Charge.UNKNOWN);
    assertThat(prices.charge(heard)).isEqualTo(Charge.UNKNOWN);
    assertThat(cost(event("openai", "text-embedding-3-small", tokens(10, 0, 0, 0, 0))).total())
        .isEqualByComparingTo("0.0000002");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "SEMANTIC", "COALESCED"})
  void ourCacheCostsNothingAndKeepsTheListCost(CacheOutcome outcome) {
    UsageEvent hit =
        event("openai", "gpt-5", NOW, tokens(1_000_000, 0, 0, 0, 0))
            .cache(new CacheUse(outcome, null, null, null))
            .build();
    Charge charge = prices.charge(hit);

    assertThat(charge.cost()).isEqualTo(Cost.FREE);
    assertThat(charge.listCost()).isEqualByComparingTo("1.25");
    assertThat(charge.catalog()).isEqualTo("genai-prices 0.1.8");
  }

  @Test
  void aMissOfOurCacheIsPaid() {
    UsageEvent miss =
        event("openai", "gpt-5", NOW, tokens(1_000_000, 0, 0, 0, 0))
            .cache(new CacheUse(CacheOutcome.MISS, null, null, null))
            .build();

    assertThat(cost(miss).total()).isEqualByComparingTo("1.25");
  }

  @Test
  void whatNeverReachedTheProviderCostsNothing() {
    Delivery blocked = new Delivery(Status.BLOCKED, null, null, "budget", 1, null);
    Delivery failed = new Delivery(Status.ERROR, null, null, "rate_limit", 1, null);
    UsageEvent refused = event("x", "y", NOW, TokenCounts.NONE).delivery(blocked).build();
    UsageEvent error = event("perplexity", "sonar", NOW, TokenCounts.NONE).delivery(failed).build();

    assertThat(prices.charge(refused).cost()).isEqualTo(Cost.FREE);
    assertThat(prices.charge(error).cost()).isEqualTo(Cost.FREE);
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
