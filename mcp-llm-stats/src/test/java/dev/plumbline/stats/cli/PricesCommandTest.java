package dev.plumbline.stats.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.kernel.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The price commands as they are typed. */
final class PricesCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringWriter errors = new StringWriter();

  @TempDir private @Nullable Path home;

  @Test
  void showsAModelWithItsTiersAndDiscounts() throws IOException {
    Files.writeString(
        Objects.requireNonNull(home).resolve("prices.yaml"),
        "discounts: [{provider: anthropic, percent: 10}]");

    assertThat(run("show", "anthropic:claude-sonnet-4-6", "--at", "2026-11-20")).isZero();
    assertThat(text())
        .contains("anthropic:claude-sonnet-4-6  Claude Sonnet 4.6")
        .contains("genai-prices 0.1.8+")
        .containsPattern("input_mtok +3 {2}you pay 2.7\n")
        .contains("Service tiers: batch, priority, standard")
        .contains("since 2026-03-13: ")
        .contains("otherwise: ")
        .contains("input_mtok 3, over 200000 input tokens 6");
  }

  @Test
  void showsATierAndABareName() {
    assertThat(run("show", "gpt-5", "--tier", "flex")).isZero();
    assertThat(text()).contains("openai:gpt-5").containsPattern("input_mtok +0.625\n");
  }

  @Test
  void listsModelsWhoseNameContainsAText() {
    assertThat(run("show", "sonnet-4-6")).isZero();
    assertThat(text()).contains("Models: ").contains("anthropic:claude-sonnet-4-6");
  }

  @Test
  void anUnknownModelNamesTheNearest() {
    assertThat(run("show", "openai:gtp-5")).isEqualTo(1);
    assertThat(errors.toString()).contains("gtp-5").contains("gpt-5");
    assertThat(run("show", "no such model anywhere")).isEqualTo(1);
  }

  @Test
  void theBundledPricesAreSound() {
    assertThat(run("check")).isZero();
    assertThat(text())
        .contains("genai-prices 0.1.8: 1694 models of 43 providers.")
        .containsPattern("Free at list prices: \\d+");
  }

  @Test
  void aDiscountForNobodyAndAMistakeAreTold() throws IOException {
    Path file = Objects.requireNonNull(home).resolve("prices.yaml");
    Files.writeString(file, "discounts: [{provider: antropic, percent: 10}]");

    assertThat(run("check")).isZero();
    assertThat(text()).contains("Entries that match no model: 1").contains("antropic:*");
    Files.writeString(file, "discounts: [{provider: anthropic, percnt: 10}]");
    assertThat(run("check")).isEqualTo(1);
    assertThat(errors.toString()).contains("'percnt'").contains("percent");
  }

  @Test
  void refreshesFromAFile() throws IOException {
    Path data = Objects.requireNonNull(home).resolve("data.json");
    Files.writeString(
        data,
        """
        [{"id": "acme", "models": [{"id": "rocket", "match": {"equals": "rocket"},
          "prices": {"input_mtok": 2, "warp_mtok": 1}}]}]
        """);

    assertThat(run("refresh", data.toString())).isZero();
    assertThat(text())
        .contains("In use now: data.json (before: genai-prices 0.1.8), 1 models of 1 providers.")
        .contains("New: 1\n  acme:rocket")
        .contains("Gone: 1694")
        .contains("and 1674 more")
        .contains("warp_mtok");
    assertThat(run("check")).isEqualTo(1);
  }

  private int run(String... arguments) {
    out.reset();
    Map<String, String> environment =
        Map.of("PLUMBLINE_HOME", Objects.requireNonNull(home).toString());
    return new CommandLine(PricesCommand.of(environment, out))
        .setErr(new PrintWriter(errors, true))
        .setExecutionExceptionHandler((thrown, command, parsed) -> {
          errors.write(thrown instanceof Failure failure ? failure.text() : thrown.toString());
          return 1;
        })
        .execute(arguments);
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
