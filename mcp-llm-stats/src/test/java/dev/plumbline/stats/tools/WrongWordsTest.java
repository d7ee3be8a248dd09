package dev.plumbline.stats.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.json.Json;
import dev.plumbline.testkit.BudgetedCall;
import dev.plumbline.testkit.ToolCalls;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.type.TypeReference;

/** What is not known is an error that names it and what is nearest to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WrongWordsTest {
  private Ledger ledger;

  @BeforeAll
  void open() {
    ledger = Ledger.of(Events.twoWeeks());
  }

  @AfterAll
  void close() {
    ledger.close();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "get_spend; {'by': ['modell']}; modell; Did you mean model",
        "get_spend; {'where': {'departement': 'x'}}; departement; Did you mean department",
        "get_spend; {'grain': 'dayly'}; dayly; Did you mean day",
        "get_spend; {'period': 'lats week'}; lats week; Did you mean last week",
        "get_spend; {'period': '2026-13'}; 2026-13; 2026-10",
        "get_spend; {'period': '2026-02-30'}; 2026-02-30; 2026-10-05",
        "get_spend; {'zone': 'Europe/Berlni'}; Europe/Berlni; Did you mean Europe/Berlin",
        "get_spend; {'perod': 'today'}; perod; period",
        "query_usage; {'measures': ['costs']}; costs; Did you mean cost",
        "query_usage; {'measures': ['cost'], 'order_by': 'reqests'}; reqests; requests",
        "explain_change; {'by': 'taks'}; taks; task",
        "explain_change; {'against': 'yesteday'}; yesteday; yesterday",
        "get_department_costs; {'rule': 'equally'}; equally; equal",
        "search_requests; {'order': 'costs'}; costs; cost",
        "get_cache_analytics; {'by': ['tasks']}; tasks; task",
        "get_performance; {'by': ['providr']}; providr; provider",
        "forecast_spend; {'until': 'christmas'}; christmas; 2026-10-31",
        "forecast_spend; {'until': '2020-01-01'}; 2020-01-01; 2026-10-15",
        "forecast_spend; {'zone': 'Mars'}; Mars; Europe/Berlin",
        "get_experiment; {'experiment': 'mixtrall'}; mixtrall; No experiment",
        "estimate_cost; {'model': 'claude-sonet-4-5', 'usage': {'input_tokens': 1}}; claude-sonet-4-5; claude-sonnet-4-5",
        "estimate_cost; {'model': 'gpt-4.1', 'provider': 'opanai', 'usage': {'input_tokens': 1}}; opanai; openai",
        "estimate_cost; {'model': 'gpt-4.1', 'usage': {'inputs': 1}}; inputs; input",
        "estimate_cost; {'model': 'gpt-4.1', 'usage': {'input_tokens': 1}, 'service_tier': 'bach'}; bach; batch",
        "list_models; {'provider': 'antropic'}; antropic; Did you mean anthropic",
        "get_request; {'id': 'nothing'}; nothing; search_requests",
      })
  void isNamedWithTheNearest(String tool, String arguments, String wrong, String nearest) {
    Failure failure = failure(tool, arguments);
    assertThat(failure.getMessage()).contains(wrong);
    assertThat(failure.text()).contains(nearest);
  }

  @Test
  void aModelWithoutAPriceIsNamedAmongOthers() {
    var tool = ledger.tool("compare_prices");
    var answer =
        ToolCalls.call(tool, Map.of("models", List.of("openai/gpt-4.1", "openai/gpt-4.11-turbo")));
    assertThat(BudgetedCall.text(answer))
        .contains("|‹gpt-4.11-turbo›|‹openai›|no price|")
        .contains("Did you mean gpt-4");
  }

  private Failure failure(String tool, String arguments) {
    Map<String, Object> given =
        Json.records()
            .readValue(arguments.replace('\'', '"'), new TypeReference<Map<String, Object>>() {});
    return Objects.requireNonNull(
        catchThrowableOfType(Failure.class, () -> ToolCalls.call(ledger.tool(tool), given)));
  }
}
