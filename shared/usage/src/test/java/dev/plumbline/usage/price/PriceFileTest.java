package dev.plumbline.usage.price;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.kernel.PlumblineHome;
import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.UsageEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The user's price file. */
final class PriceFileTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  @TempDir private @Nullable Path folder;

  @Test
  void aDiscountHoldsBetweenItsDaysAndLeavesTheListCost() throws IOException {
    Prices prices =
        prices(
            """
            discounts:
              - {provider: openai, from: 2026-11-01, to: 2026-12-01, percent: 12.5}
            """);

    assertThat(cost(prices, "openai", "gpt-5", "2026-10-31T23:59:59Z"))
        .isEqualByComparingTo("1.25");
    assertThat(cost(prices, "openai", "gpt-5", "2026-11-01T00:00:00Z"))
        .isEqualByComparingTo("1.09375");
    assertThat(cost(prices, "openai", "gpt-5", "2026-12-01T00:00:00Z"))
        .isEqualByComparingTo("1.25");
    assertThat(cost(prices, "groq", "llama-3.3-70b-versatile", "2026-11-02T00:00:00Z"))
        .isEqualByComparingTo("0.59");
    assertThat(charge(prices, "openai", "gpt-5", NOW, null, Attribution.NONE).listCost())
        .isEqualByComparingTo("1.25");
  }

  @Test
  void theLastDiscountThatHoldsWins() throws IOException {
    Prices prices =
        prices(
            """
            discounts:
              - {provider: openai, percent: 10}
              - {provider: openai, department: research, percent: 20}
              - {provider: openai, key: pl-abc, prices: {input_mtok: 1}}
              - {provider: openai, percent: 50, units: [output_mtok]}
            """);

    assertThat(input(prices, null, null)).isEqualByComparingTo("1.125");
    assertThat(input(prices, "research", null)).isEqualByComparingTo("1");
    assertThat(input(prices, "sales", "pl-abc")).isEqualByComparingTo("1");
    assertThat(output(prices)).isEqualByComparingTo("5");
  }

  @Test
  void contractPricesFollowTheServiceTierUnlessTheyNameOne() throws IOException {
    Prices prices =
        prices(
            """
            discounts:
              - {provider: openai, model: gpt-5, prices: {input_mtok: 1}}
              - {provider: openai, model: gpt-5, service_tier: flex, prices: {input_mtok: 0.8}}
              - {provider: openai, model: gpt-5, service_tier: scale, prices: {input_mtok: 0.7}}
            """);

    assertThat(tier(prices, "openai", "gpt-5", null)).isEqualByComparingTo("1");
    assertThat(tier(prices, "openai", "gpt-5", "batch")).isEqualByComparingTo("0.5");
    assertThat(tier(prices, "openai", "gpt-5", "flex")).isEqualByComparingTo("0.8");
    assertThat(tier(prices, "openai", "gpt-5", "scale")).isEqualByComparingTo("0.7");
  }

  @Test
  void anOwnModelHasItsPriceAndZeroIsOne() throws IOException {
    Prices prices =
        prices(
            """
            prices:
              - {provider: my-vllm, model: "embed-*", prices: {input_mtok: 0}}
              - {provider: my-vllm, model: llama, prices: {input_mtok: 0.2, output_mtok: 0.4}}
              - {provider: my-vllm, model: llama, service_tier: batch, prices: {input_mtok: 0.05}}
            """);

    assertThat(cost(prices, "my-vllm", "embed-1", NOW.toString())).isEqualByComparingTo("0");
    assertThat(cost(prices, "my-vllm", "Llama", NOW.toString())).isEqualByComparingTo("0.2");
    assertThat(tier(prices, "my-vllm", "llama", "batch")).isEqualByComparingTo("0.05");
    assertThat(charge(prices, "my-vllm", "other", NOW, null, Attribution.NONE))
        .isEqualTo(Charge.UNKNOWN);
    assertThat(prices.models(Optional.of("my-vllm"), "", NOW))
        .extracting(ModelPrices::model)
        .containsExactly("llama");
  }

  @Test
  void ownListPricesReplaceTheCatalogsUnitByUnitFromTheirDay() throws IOException {
    Prices prices =
        prices(
            """
            prices:
              - provider: openai
                model: gpt-5
                from: 2026-11-20T12:00:00Z
                prices:
                  input_mtok: {base: 2, tiers: [{start: 999999, price: 4}]}
            """);

    assertThat(cost(prices, "openai", "gpt-5", "2026-11-20T11:59:59Z"))
        .isEqualByComparingTo("1.25");
    assertThat(cost(prices, "openai", "gpt-5", "2026-11-20T12:00:00Z")).isEqualByComparingTo("4");
    assertThat(output(prices)).isEqualByComparingTo("10");
  }

  @Test
  void theVersionNamesTheTermsByAHash() throws IOException {
    String one = prices("discounts: [{provider: openai, percent: 1}]").version();
    String other = prices("discounts: [{provider: openai, percent: 2}]").version();

    assertThat(one).matches("genai-prices 0\\.1\\.8\\+[0-9a-f]{8}").isNotEqualTo(other);
    assertThat(prices("# nothing yet\n").version()).isEqualTo("genai-prices 0.1.8");
  }

  @Test
  void theFileInTheHomeFolderIsFound() throws IOException {
    Path home = Objects.requireNonNull(folder);
    Files.writeString(
        home.resolve("prices.json"),
        "{\"discounts\": [{\"provider\": \"openai\", \"percent\": 20}]}");
    Prices prices = Prices.load(new PlumblineHome(home), Optional.empty());

    assertThat(cost(prices, "openai", "gpt-5", NOW.toString())).isEqualByComparingTo("1");
  }

  @Test
  void theExampleOfTheGuideIsRead() throws IOException {
    Path guide = Path.of(System.getProperty("plumbline.root", "../.."), "docs/guides/prices.md");
    String text = Files.readString(guide);
    int start = text.indexOf("```yaml") + "```yaml".length();
    Prices prices = prices(text.substring(start, text.indexOf("```", start)));

    assertThat(cost(prices, "my-vllm", "llama-4-maverick", NOW.toString()))
        .isEqualByComparingTo("0.12");
    assertThat(tier(prices, "azure", "gpt-4.1", "priority")).isEqualByComparingTo("3.5");
    assertThat(prices.check().idle()).isEmpty();
  }

  private Prices prices(String text) throws IOException {
    Path file = Objects.requireNonNull(folder).resolve("terms.yaml");
    Files.writeString(file, text);
    return Prices.load(new PlumblineHome(Objects.requireNonNull(folder)), Optional.of(file));
  }

  private static BigDecimal cost(Prices prices, String provider, String model, String time) {
    return total(charge(prices, provider, model, Instant.parse(time), null, Attribution.NONE));
  }

  private static BigDecimal tier(
      Prices prices, String provider, String model, @Nullable String tier) {
    return total(charge(prices, provider, model, NOW, tier, Attribution.NONE));
  }

  private static BigDecimal input(
      Prices prices, @Nullable String department, @Nullable String key) {
    Attribution whose =
        new Attribution(key, null, department, null, null, null, null, new TreeMap<>());
    return total(charge(prices, "openai", "gpt-5", NOW, null, whose));
  }

  private static BigDecimal output(Prices prices) {
    TokenCounts tokens = new TokenCounts(0, 0, 0, 0, 1_000_000, 0);
    return total(
        prices.charge(UsageEvent.of("1", NOW, "openai", "gpt-5", "test").tokens(tokens).build()));
  }

  private static Charge charge(
      Prices prices,
      String provider,
      String model,
      Instant time,
      @Nullable String tier,
      Attribution whose) {
    return prices.charge(
        UsageEvent.of("1", time, provider, model, "test")
            .tokens(new TokenCounts(1_000_000, 0, 0, 0, 0, 0))
            .serviceTier(tier)
            .attribution(whose)
            .build());
  }

  private static BigDecimal total(Charge charge) {
    return Objects.requireNonNull(charge.cost()).total();
  }
}
