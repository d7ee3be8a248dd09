package dev.plumbline.usage.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.price.catalog.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Estimates, comparisons and the list of models. */
final class EstimateTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final Prices prices = Prices.bundled();

  @Test
  void everyUnitPaysWhatItsNarrowerUnitsLeave() {
    Estimate estimate =
        prices.estimate(
            ModelUse.of("google", "gemini-2.5-flash", NOW),
            usage("input_tokens", 1_000_000, "input_audio_tokens", 400_000, "output_tokens", 0));

    assertThat(estimate.lines())
        .anySatisfy(line -> {
          assertThat(line.unit().key()).isEqualTo("input_tokens");
          assertThat(line.quantity()).isEqualByComparingTo("600000");
        });
    assertThat(estimate.cost()).isEqualByComparingTo("0.58");
    assertThat(estimate.catalog()).isEqualTo("genai-prices 0.1.8");
  }

  @Test
  void theDearestOfSeveralWaysIsTheHighestOfTheirEstimates() {
    ModelUse use = ModelUse.of("anthropic", "claude-sonnet-4-5", NOW);
    Usage plain = usage("input_tokens", 1000, "output_tokens", 50);
    Usage written = usage("input_tokens", 1000, "cache_write_tokens", 1000, "output_tokens", 50);

    assertThat(prices.dearest(use, List.of(plain, written)))
        .isEqualTo(prices.estimate(use, written).cost())
        .isGreaterThan(prices.estimate(use, plain).cost());
    assertThat(prices.dearest(use, List.of(written, plain)))
        .isEqualTo(prices.estimate(use, written).cost());
    assertThat(prices.dearest(ModelUse.of("anthropic", "claude-nine", NOW), List.of(plain)))
        .isNull();
    assertThatThrownBy(() ->
            prices.dearest(use, List.of(plain, usage("input_tokens", 1, "cache_read_tokens", 2))))
        .isInstanceOf(Failure.InvalidInput.class);
  }

  @Test
  void usageWithoutAPriceIsNamed() {
    Estimate estimate =
        prices.estimate(
            ModelUse.of("openai", "gpt-5", NOW), usage("input_tokens", 10, "audio_seconds", 5));

    assertThat(estimate.unpriced()).containsExactly("audio_seconds");
  }

  @Test
  void moreOfANarrowerUnitThanOfTheWiderIsRefused() {
    assertThatThrownBy(() ->
            prices.estimate(
                ModelUse.of("openai", "gpt-5", NOW),
                usage("input_tokens", 10, "cache_read_tokens", 11)))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("input_tokens is 10")
        .hasMessageContaining("11");
  }

  @Test
  void aMissingWiderUnitIsRefused() {
    assertThatThrownBy(() ->
            prices.estimate(ModelUse.of("openai", "gpt-5", NOW), usage("cache_read_tokens", 11)))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("input_tokens is missing");
  }

  @Test
  void anOverlapOfTwoUnitsMustBeCounted() {
    assertThatThrownBy(() ->
            prices.estimate(
                ModelUse.of("google", "gemini-2.5-flash", NOW),
                usage("input_tokens", 10, "cache_read_tokens", 5, "input_audio_tokens", 5)))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("cache_audio_read_tokens is missing");
  }

  @Test
  void anUnknownUnitOrAbsurdAmountIsRefused() {
    ModelUse use = ModelUse.of("openai", "gpt-5", NOW);

    assertThatThrownBy(() -> prices.estimate(use, usage("input_token", 1)))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("input_token")
        .satisfies(thrown -> assertThat(((Failure) thrown).next()).contains("input_tokens"));
    assertThatThrownBy(() -> usage("input_tokens", -1)).isInstanceOf(Failure.InvalidInput.class);
  }

  @Test
  void anUnknownModelNamesTheNearest() {
    assertThatThrownBy(
            () -> prices.estimate(ModelUse.of("openai", "got-5", NOW), usage("input_tokens", 1)))
        .isInstanceOf(Failure.NotFound.class)
        .satisfies(thrown -> assertThat(((Failure) thrown).next()).contains("gpt-5"));
    assertThatThrownBy(
            () -> prices.estimate(ModelUse.of("mistrl", "x", NOW), usage("input_tokens", 1)))
        .isInstanceOf(Failure.NotFound.class)
        .satisfies(thrown -> assertThat(((Failure) thrown).next()).contains("mistral"));
  }

  @Test
  void theSameUsageIsComparedCheapestFirst() {
    ModelUse use = ModelUse.of("openai", "gpt-5", NOW);
    List<Comparison> compared =
        prices.compare(
            List.of(use, use.on("openai", "nothing"), use.on("openai", "gpt-5-mini")),
            usage("input_tokens", 1_000_000));

    assertThat(compared)
        .extracting(Comparison::model)
        .containsExactly("gpt-5-mini", "gpt-5", "nothing");
    assertThat(compared.getLast().estimate()).isNull();
    assertThat(compared.getLast().problem()).contains("nothing");
  }

  @Test
  void modelsAreListedWithUnitPrices() {
    List<ModelPrices> all = prices.models(Optional.empty(), "", NOW);
    List<ModelPrices> some = prices.models(Optional.of("anthropic"), "sonnet-4-6", NOW);

    assertThat(all).hasSize(1694);
    assertThat(some).hasSize(1);
    assertThat(some.getFirst().list().get("output_mtok"))
        .satisfies(rate -> assertThat(rate.base()).isEqualByComparingTo("15"));
    assertThat(some.getFirst().contextWindow()).isPositive();
  }

  @Test
  void namesOfLiteLlmAndBareModelsAreUnderstood() {
    Usage usage = usage("input_tokens", 1);

    assertThat(prices.estimate(ModelUse.of("litellm", "openai/gpt-5", NOW), usage).provider())
        .isEqualTo("openai");
    assertThat(prices.estimate(ModelUse.of("", "claude-sonnet-4-6", NOW), usage).provider())
        .isEqualTo("anthropic");
    assertThat(
            prices.estimate(ModelUse.of("anthropic", "claude-sonnet-4-6[1m]", NOW), usage).model())
        .isEqualTo("claude-sonnet-4-6");
    assertThat(prices.estimate(ModelUse.of("openai", "openai/gpt-5", NOW), usage).model())
        .isEqualTo("gpt-5");
  }

  private static Usage usage(String key, long amount) {
    return Usage.of(Map.of(key, BigDecimal.valueOf(amount)));
  }

  private static Usage usage(String one, long first, String two, long second) {
    return Usage.of(Map.of(one, BigDecimal.valueOf(first), two, BigDecimal.valueOf(second)));
  }

  private static Usage usage(
      String one, long first, String two, long second, String three, long third) {
    return usage(one, first, two, second).with(three, BigDecimal.valueOf(third));
  }
}
