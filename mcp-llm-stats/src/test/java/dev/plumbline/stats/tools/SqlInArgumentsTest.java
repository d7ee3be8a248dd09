package dev.plumbline.stats.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.kernel.Failure;
import dev.plumbline.stats.tools.spend.GetSpend;
import dev.plumbline.testkit.BudgetedCall;
import dev.plumbline.testkit.ToolCalls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SQL in an argument is a text like any other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqlInArgumentsTest {
  private static final List<String> TEXTS =
      List.of(
          "period",
          "against",
          "zone",
          "grain",
          "by",
          "rule",
          "order",
          "order_by",
          "until",
          "id",
          "experiment",
          "baseline",
          "model",
          "provider",
          "text",
          "service_tier");

  private Ledger ledger;

  @BeforeAll
  void open() {
    ledger = Ledger.of(Events.twoWeeks());
  }

  @AfterAll
  void close() {
    ledger.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x'; drop table usage_event; --",
        "x' or '1'='1",
        "\"; delete from usage_event; --",
        "tag:x') or 1=1 --",
        "tag:$.team\" ; drop view usage_raw; --",
        "%",
        "\\",
        "a\u0000b",
      })
  void nothingIsFoundAndNothingIsLost(String sql) {
    for (var tool : ledger.tools()) {
      String name = tool.spec().name();
      Map<String, Object> usual = EveryTool.calls("code-1", "x").getOrDefault(name, Map.of());
      for (String argument : TEXTS) {
        attempt(name, usual, argument, sql);
        attempt(name, usual, argument, List.of(sql));
      }
      attempt(name, usual, "where", Map.of("user", sql, "tag:" + sql, sql));
      attempt(name, usual, "measures", List.of(sql));
      attempt(name, usual, "models", List.of(sql));
      attempt(name, usual, "usage", Map.of(sql, 1));
    }
    assertThat(spent(Map.of())).isEqualTo("3.500000000001");
    assertThat(spent(Map.of("user", sql))).isEqualTo("0");
    assertThat(spent(Map.of("tag:" + sql, "core"))).isEqualTo("0");
  }

  @Test
  void aFilterThatExcludesItExcludesNothing() {
    assertThat(spent(Map.of("user", "!x' or '1'='1"))).isEqualTo("3.500000000001");
  }

  /** Answers or refuses; anything else would be an error of ours. */
  private void attempt(String tool, Map<String, Object> usual, String argument, Object value) {
    Map<String, Object> arguments = new LinkedHashMap<>(usual);
    arguments.put(argument, value);
    try {
      assertThat(BudgetedCall.text(ToolCalls.call(ledger.tool(tool), arguments))).isNotBlank();
    } catch (Failure refused) {
      assertThat(refused).isNotInstanceOf(Failure.StoreUnavailable.class);
    }
  }

  private String spent(Map<String, String> where) {
    return ToolCalls.call(
            new GetSpend(ledger.books()), Map.of("period", "last week", "where", where))
        .output()
        .cost()
        .toPlainString();
  }
}
