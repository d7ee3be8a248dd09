package dev.plumbline.stats.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.tool.Tool;
import dev.plumbline.testkit.BudgetedCall;
import dev.plumbline.testkit.ToolCalls;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A ledger without any event up to now answers every question, and never with made-up figures. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmptyLedgerTest {
  private static final List<String> NAMED = List.of("get_request", "get_experiment");

  private Ledger ledger;

  @BeforeAll
  void open() {
    ledger = Ledger.of(Events.event("tomorrow", "2026-10-16T09:00", Events.GPT, "1.00"));
  }

  @AfterAll
  void close() {
    ledger.close();
  }

  static Stream<Map.Entry<String, Map<String, Object>>> calls() {
    return EveryTool.calls("x", "x").entrySet().stream()
        .filter(call -> !NAMED.contains(call.getKey()));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void everyToolAnswers(Map.Entry<String, Map<String, Object>> call) {
    String text = BudgetedCall.text(ToolCalls.call(ledger.tool(call.getKey()), call.getValue()));
    assertThat(text).isNotBlank().doesNotContain("null").doesNotContain("NaN");
  }

  @Test
  void withoutArgumentsToo() {
    for (String tool : List.of("get_llm_stats", "get_department_costs", "get_usage_patterns")) {
      assertThat(BudgetedCall.text(ToolCalls.call(ledger.tool(tool), Map.of()))).contains("$0");
    }
    assertThat(BudgetedCall.text(ToolCalls.call(ledger.tool("get_experiment"), Map.of())))
        .contains("0 experiments");
    assertThat(BudgetedCall.text(ToolCalls.call(ledger.tool("forecast_spend"), Map.of())))
        .contains("Not enough history for a forecast");
    assertThat(BudgetedCall.text(ToolCalls.call(ledger.tool("recommend_savings"), Map.of())))
        .contains("Nothing worth changing was found");
  }

  @Test
  void whatIsNamedIsNotThere() {
    for (String tool : NAMED) {
      Map<String, Object> arguments = EveryTool.calls("x", "x").getOrDefault(tool, Map.of());
      assertThatThrownBy(() -> ToolCalls.call(ledger.tool(tool), arguments))
          .isInstanceOf(Failure.NotFound.class);
    }
  }

  @Test
  void everyToolHasACall() {
    assertThat(ledger.tools().stream().map(Tool::spec).map(spec -> spec.name()))
        .containsExactlyInAnyOrderElementsOf(EveryTool.calls("x", "x").keySet());
  }
}
