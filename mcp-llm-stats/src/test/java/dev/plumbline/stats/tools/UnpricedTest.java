package dev.plumbline.stats.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.stats.tools.spend.GetSpend;
import dev.plumbline.stats.tools.spend.QueryUsage;
import dev.plumbline.testkit.BudgetedCall;
import dev.plumbline.testkit.ToolCalls;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose price is not known are reported, and never cost zero. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnpricedTest {
  private static final Map<String, Object> BY_MODEL =
      Map.of("period", "last week", "by", List.of("model"));

  private Ledger ledger;

  @BeforeAll
  void open() {
    ledger = Ledger.of(Events.twoWeeks());
  }

  @AfterAll
  void close() {
    ledger.close();
  }

  @Test
  void aRowOfThemHasNoCost() {
    var answer = ToolCalls.call(new GetSpend(ledger.books()), BY_MODEL);
    GetSpend.Row house = answer.output().rows().getLast();
    assertThat(Ledger.plain(house.keys())).containsExactly("house-model");
    assertThat(house.cost()).isNull();
    assertThat(house.requests()).isEqualTo(1);
    assertThat(BudgetedCall.text(answer)).contains("|‹house-model›|unknown|");
  }

  @Test
  void aRowWithoutRequestsCostNothing() {
    var answer =
        ToolCalls.call(new GetSpend(ledger.books()), Map.of("period", "last week", "grain", "day"));
    assertThat(answer.output().rows().get(4).cost()).isEqualByComparingTo("0");
  }

  @Test
  void aTypedQueryKnowsNoCostEither() {
    var answer =
        ToolCalls.call(
            new QueryUsage(ledger.books()),
            Map.of(
                "measures",
                List.of("cost", "tokens"),
                "by",
                List.of("model"),
                "period",
                "last week"));
    var house = answer.output().rows().getLast();
    assertThat(Ledger.plain(house.keys())).containsExactly("house-model");
    assertThat(house.values().getFirst()).isNull();
    assertThat(house.values().getLast()).isEqualByComparingTo("6000");
    assertThat(answer.output().rows().getFirst().values()).hasSize(2);
    assertThat(BudgetedCall.text(answer)).contains("|‹house-model›|unknown|6,000|");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "get_llm_stats",
        "get_spend",
        "get_department_costs",
        "explain_change",
        "query_usage",
        "get_usage_patterns",
        "get_cache_analytics",
        "recommend_savings",
        "compare_prices",
      })
  void theyAreCounted(String tool) {
    Map<String, Object> arguments =
        tool.equals("query_usage")
            ? Map.of("period", "last week", "measures", List.of("cost"))
            : Map.of("period", "last week");
    assertThat(BudgetedCall.text(ToolCalls.call(ledger.tool(tool), arguments)))
        .contains("1 request has no known price and is not in the dollars")
        .contains("ledger://health");
  }
}
