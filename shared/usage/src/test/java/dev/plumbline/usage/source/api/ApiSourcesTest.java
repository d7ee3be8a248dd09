package dev.plumbline.usage.source.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.MemoryLedger;
import dev.plumbline.usage.source.Source;
import dev.plumbline.usage.source.http.ApiTesting;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ApiSourcesTest {
  private static final LocalDate SINCE = LocalDate.of(2026, 3, 9);

  static Stream<ApiSource> all() {
    return ApiSources.all().stream();
  }

  private static Map<String, String> environment(ApiSource source) {
    Map<String, String> environment = new HashMap<>();
    source.needs().forEach(name -> environment.put(name, "secret-" + name));
    environment.computeIfPresent("LITELLM_URL", (name, value) -> "http://localhost:4000");
    environment.computeIfPresent("SNOWFLAKE_ACCOUNT", (name, value) -> "acme");
    environment.computeIfPresent("SNOWFLAKE_USER", (name, value) -> "ann");
    if (environment.containsKey("SNOWFLAKE_ACCOUNT")) {
      environment.put("SNOWFLAKE_PASSWORD", "secret");
    }
    return environment;
  }

  @ParameterizedTest
  @MethodSource("all")
  void opensWithWhatItNeedsAndHidesIt(ApiSource source) {
    Asked asked = new Asked(environment(source), null, ApiTesting.NOW);
    Source opened = source.open(asked);
    assertThat(opened.description()).doesNotContain("secret").isNotBlank();
    assertThat(source.open(asked).description()).isEqualTo(opened.description());
  }

  @ParameterizedTest
  @MethodSource("all")
  void namesTheVariableThatIsNotSet(ApiSource source) {
    assertThatThrownBy(() -> source.open(new Asked(Map.of(), SINCE, ApiTesting.NOW)))
        .isInstanceOf(Failure.Misconfigured.class)
        .hasMessage(source.needs().getFirst() + " is not set.");
  }

  @ParameterizedTest
  @MethodSource("all")
  void tellsWithWhichOtherItSharesItsSpend(ApiSource source) {
    for (String other : source.sameSpend()) {
      List<ApiSource> known =
          ApiSources.all().stream().filter(each -> each.name().equals(other)).toList();
      for (ApiSource each : known) {
        assertThat(each.sameSpend()).contains(source.name());
      }
    }
  }

  @Test
  void accountsOfDifferentKeysKeepTheirStateApart() {
    ApiSource openAi = ApiSources.named("openai");
    Source one = openAi.open(new Asked(Map.of("OPENAI_ADMIN_KEY", "a"), null, ApiTesting.NOW));
    Source other = openAi.open(new Asked(Map.of("OPENAI_ADMIN_KEY", "b"), null, ApiTesting.NOW));
    assertThat(one.description()).isNotEqualTo(other.description());
  }

  @Test
  void knowsNearNames() {
    assertThatThrownBy(() -> ApiSources.named("openai-cost"))
        .isInstanceOfSatisfying(
            Failure.InvalidInput.class,
            wrong -> assertThat(wrong.text()).contains("Did you mean openai, openai-costs?"));
    assertThat(new HashSet<>(all().map(ApiSource::name).toList())).hasSameSizeAs(all().toList());
  }

  @Test
  void aDayToComeIsRefused() {
    Asked asked =
        new Asked(Map.of("OPENAI_ADMIN_KEY", "a"), LocalDate.of(2026, 3, 12), ApiTesting.NOW);
    assertThatThrownBy(() -> ApiSources.named("openai").open(asked))
        .isInstanceOf(Failure.Misconfigured.class);
  }

  @Test
  void asksTheAddressThatIsSet(@TempDir Path home) {
    try (ApiTesting server = new ApiTesting()) {
      server.json(
          """
          {"data":[{"starting_at":"2026-03-09T00:00:00Z","ending_at":"2026-03-09T01:00:00Z",
           "results":[{"uncached_input_tokens":5,"output_tokens":1,"model":"claude-opus-4-6"}]}],
           "has_more":false,"next_page":null}\
          """);
      Map<String, String> environment =
          Map.of("ANTHROPIC_ADMIN_KEY", "k", "ANTHROPIC_ADMIN_URL", server.url());
      Source source =
          ApiSources.named("anthropic").open(new Asked(environment, SINCE, ApiTesting.NOW));
      MemoryLedger ledger = new MemoryLedger();
      ApiTesting.run(home, source, ledger);
      assertThat(ledger.events()).extracting(UsageEvent::source).containsExactly("anthropic");
      assertThat(server.request().getUrl().queryParameter("starting_at"))
          .isEqualTo("2026-03-09T00:00:00Z");
    }
  }
}
