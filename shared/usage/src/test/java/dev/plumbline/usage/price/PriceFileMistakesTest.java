package dev.plumbline.usage.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.PlumblineHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong in a price file is named, with what to write instead. */
final class PriceFileMistakesTest {
  @TempDir private @Nullable Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "discount: []                                              | unknown field 'discount' | discounts",
        "discounts: [{provder: openai, percent: 1}]                | discounts[0]: unknown field 'provder' | provider",
        "discounts: [{provider: openai}]                           | discounts[0] needs either percent or prices | percent",
        "discounts: [{percent: 101}]                               | discounts[0].percent is 101 | number",
        "discounts: [{percent: '5'}]                               | discounts[0].percent | number",
        "discounts: [{percent: 5, units: [input_mtoks]}]           | unknown price 'input_mtoks' | input_mtok",
        "discounts: [{percent: 5, from: 2026-02-30}]               | discounts[0].from | day",
        "discounts: [{percent: 5, from: 2026-02-02, to: 2026-02-01}] | discounts[0] ends before | 'to'",
        "prices: [{model: x, prices: {input_mtok: -1}}]            | prices[0].prices.input_mtok is -1 | US dollars",
        "prices: [{model: x, prices: {input_mtok: 1e99999999}}]    | prices[0].prices.input_mtok | US dollars",
        "prices: [{model: x, department: y, prices: {input_mtok: 1}}] | unknown field 'department' | Known",
        "prices: [{model: x, model: y, prices: {input_mtok: 1}}]   | uplicate | Correct",
        "service_tiers: [{provider: x, multiplier: 2}]             | names no service_tier | batch",
        "prices: {a: 1}                                            | prices | list",
        "litellm: nowhere.json                                     | nowhere.json | Correct",
        "'prices: ['                                               | cannot be read | Correct"
      })
  void aMistakeIsNamed(String text, String message, String next) {
    assertThatThrownBy(() -> prices(text.strip()))
        .isInstanceOf(Failure.Misconfigured.class)
        .hasMessageContaining(message.strip())
        .satisfies(thrown -> assertThat(((Failure) thrown).next()).contains(next.strip()));
  }

  private Prices prices(String text) throws IOException {
    Path file = Objects.requireNonNull(folder).resolve("terms.yaml");
    Files.writeString(file, text);
    return Prices.load(new PlumblineHome(Objects.requireNonNull(folder)), Optional.of(file));
  }
}
