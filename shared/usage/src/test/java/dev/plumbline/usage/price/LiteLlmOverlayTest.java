package dev.plumbline.usage.price;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.kernel.PlumblineHome;
import dev.plumbline.usage.price.catalog.Usage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LiteLLM's own price list over the catalog and under the user's prices. */
final class LiteLlmOverlayTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final String OVERLAY =
      """
      {
        "sample_spec": {"input_cost_per_token": "a number", "litellm_provider": "one of"},
        "gpt-5": {
          "litellm_provider": "openai", "mode": "chat",
          "input_cost_per_token": 2e-06, "input_cost_per_token_above_272k_tokens": 4e-06,
          "input_cost_per_token_flex": 1.1e-06, "input_cost_per_token_priority": 5e-06
        },
        "azure/eu/gpt-secret": {
          "litellm_provider": "azure", "input_cost_per_token": 3e-06, "output_cost_per_token": 0
        },
        "gemini/gemini-unheard": {
          "litellm_provider": "gemini", "input_cost_per_token": 1e-07, "output_cost_per_image": 0.04,
          "search_context_cost_per_query": {"search_context_size_medium": 0.035}
        }
      }
      """;

  @TempDir private @Nullable Path folder;
  private @Nullable Prices prices;

  @BeforeEach
  void give() throws IOException {
    Path home = Objects.requireNonNull(folder);
    Files.writeString(home.resolve("model_prices_and_context_window.json"), OVERLAY);
    Files.writeString(
        home.resolve("prices.yaml"),
        """
        litellm: model_prices_and_context_window.json
        prices:
          - {provider: azure, model: eu/gpt-secret, prices: {output_mtok: 9}}
        """);
    prices = Prices.load(new PlumblineHome(home), Optional.empty());
  }

  @Test
  void itsPricesReplaceThoseOfTheCatalogUnitByUnit() {
    assertThat(cost("openai", "gpt-5", null, "input_tokens", 100_000)).isEqualByComparingTo("0.2");
    assertThat(cost("openai", "gpt-5", null, "input_tokens", 1_000_000)).isEqualByComparingTo("4");
    assertThat(cost("openai", "gpt-5", null, "output_tokens", 1_000_000))
        .isEqualByComparingTo("10");
  }

  @Test
  void itsTierPricesWinOverTheMultipliers() {
    assertThat(cost("openai", "gpt-5", "flex", "input_tokens", 100_000))
        .isEqualByComparingTo("0.11");
    assertThat(cost("openai", "gpt-5", "priority", "input_tokens", 100_000))
        .isEqualByComparingTo("0.5");
    assertThat(cost("openai", "gpt-5", "flex", "output_tokens", 1_000_000))
        .isEqualByComparingTo("5");
  }

  @Test
  void modelsThatTheCatalogLacksAreKnownByIt() {
    assertThat(cost("azure", "eu/gpt-secret", null, "input_tokens", 1_000_000))
        .isEqualByComparingTo("3");
    assertThat(cost("google", "gemini-unheard", null, "images", 2)).isEqualByComparingTo("0.08");
    assertThat(cost("google", "gemini-unheard", null, "web_searches", 1000))
        .isEqualByComparingTo("35");
  }

  @Test
  void theUsersPricesWinOverIt() {
    assertThat(cost("azure", "eu/gpt-secret", null, "output_tokens", 1_000_000))
        .isEqualByComparingTo("9");
  }

  private BigDecimal cost(
      String provider, String model, @Nullable String tier, String unit, long amount) {
    Usage usage =
        Usage.of(Map.of("input_tokens", BigDecimal.ZERO)).with(unit, new BigDecimal(amount));
    return Objects.requireNonNull(prices)
        .estimate(ModelUse.of(provider, model, NOW).in(tier), usage)
        .cost();
  }
}
