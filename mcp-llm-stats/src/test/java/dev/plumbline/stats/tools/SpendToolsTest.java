package dev.plumbline.stats.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.stats.answer.Tables;
import dev.plumbline.stats.tools.spend.ExplainChange;
import dev.plumbline.stats.tools.spend.GetDepartmentCosts;
import dev.plumbline.stats.tools.spend.GetLlmStats;
import dev.plumbline.stats.tools.spend.QueryUsage;
import dev.plumbline.testkit.BudgetedCall;
import dev.plumbline.testkit.ToolCalls;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpendToolsTest {
  private static final Map<String, Object> LAST_WEEK = Map.of("period", "last week");

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
  void theOverviewHasEveryFigure() {
    Answer<GetLlmStats.Output> answer = ToolCalls.call(new GetLlmStats(ledger.books()), LAST_WEEK);
    GetLlmStats.Output week = answer.output();
    assertThat(week.cost()).isEqualByComparingTo("3.500000000001");
    assertThat(week.before()).isEqualByComparingTo("1.05");
    assertThat(week.requests()).isEqualTo(9);
    // 110,000 of code-1, 6,000 without a price, 50,100 shared, and six times 1,100.
    assertThat(week.tokens()).isEqualTo(172_700);
    // Of 10, 20, 1000, 2000, 3000 and 4000 ms.
    assertThat(week.p50()).isEqualByComparingTo("1500");
    assertThat(week.p95()).isEqualByComparingTo("3750");
    assertThat(week.p99()).isEqualByComparingTo("3950");
    assertThat(week.errorRate()).isEqualByComparingTo("0.111111");
    assertThat(week.hitRate()).isEqualByComparingTo("0.5");
    assertThat(week.saved()).isEqualByComparingTo("0.85");
    assertThat(week.providers().stream().map(part -> part.name() + " " + part.cost()))
        .containsExactly("anthropic 2.850000000001", "openai 0.65");
    assertThat(week.tasks().stream().map(part -> part.name() + " " + part.cost()))
        .containsExactly("code 2.350000000001", "(unknown) 0.6", "chat 0.55");
    assertThat(week.trend().stream().map(BigDecimal::toPlainString))
        .containsExactly("0", "0", "0.1", "2", "0", "0", "0.4");
    assertThat(BudgetedCall.text(answer))
        .startsWith("**$3.50** for 9 requests (last week: 2026-10-05 to 2026-10-11 (UTC))")
        .contains("|Latency p50 / p95 / p99|1.5 s / 3.8 s / 4.0 s|– / – / –|")
        .contains("1 request has no known price and is not in the dollars");
  }

  @ParameterizedTest(name = "{0}: engineering bears {1}, support {2}")
  @CsvSource({"proportional, 0.49, 0.11", "equal, 0.30, 0.30", "by_requests, 0.26, 0.34"})
  void sharedCostsAreCutByTheRule(String rule, String engineering, String support) {
    GetDepartmentCosts.Output costs =
        ToolCalls.call(
                new GetDepartmentCosts(ledger.books()), Map.of("period", "last week", "rule", rule))
            .output();
    assertThat(costs.rule()).isEqualTo(rule);
    assertThat(costs.departments().stream().map(row -> row.department().value()))
        .containsExactly("engineering", "support");
    assertThat(costs.departments().getFirst().own()).isEqualTo(new BigDecimal("2.35"));
    assertThat(costs.departments().getFirst().shared()).isEqualTo(new BigDecimal(engineering));
    assertThat(costs.departments().getLast().own()).isEqualTo(new BigDecimal("0.55"));
    assertThat(costs.departments().getLast().shared()).isEqualTo(new BigDecimal(support));
    assertThat(costs.total()).isEqualTo(new BigDecimal("3.50"));
  }

  @Test
  void aStatementToTheLastDecimalAddsUp() {
    GetDepartmentCosts.Output costs =
        ToolCalls.call(
                new GetDepartmentCosts(ledger.books()),
                Map.of("period", "last week", "decimals", 12))
            .output();
    assertThat(costs.total()).isEqualTo(new BigDecimal("3.500000000001"));
    assertThat(
            costs.departments().stream()
                .map(GetDepartmentCosts.Row::total)
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualTo(costs.total());
  }

  @Test
  void thePartsOfAChangeAddUpToItExactly() {
    ExplainChange.Output change =
        ToolCalls.call(new ExplainChange(ledger.books()), LAST_WEEK).output();
    assertThat(change.change()).isEqualByComparingTo("2.450000000001");
    assertThat(change.against()).isEqualTo("2026-09-28 to 2026-10-04");
    assertThat(sum(change.parts())).isEqualByComparingTo(change.change());
    assertThat(change.rows().stream().map(row -> row.value().value()))
        .containsExactly("engineering", "(unknown)", "support");
    assertThat(change.rows().stream().map(row -> row.after().subtract(row.before())))
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(
            new BigDecimal("1.300000000001"), new BigDecimal("0.6"), new BigDecimal("0.55"));
    for (ExplainChange.Row row : change.rows()) {
      assertThat(sum(row.parts())).isEqualByComparingTo(row.after().subtract(row.before()));
    }
  }

  @Test
  void anyTwoPeriodsCanBeCompared() {
    ExplainChange.Output change =
        ToolCalls.call(
                new ExplainChange(ledger.books()),
                Map.of("period", "2026-10-07", "against", "2026-10-06", "by", "user"))
            .output();
    assertThat(change.before()).isEqualByComparingTo("0.25");
    assertThat(change.after()).isEqualByComparingTo("0.30");
    assertThat(change.rows())
        .singleElement()
        .extracting(row -> row.value().value())
        .isEqualTo("cleo");
  }

  @Test
  void anyMeasuresByAnyDimensions() {
    QueryUsage.Output models =
        ToolCalls.call(
                new QueryUsage(ledger.books()),
                Map.of(
                    "measures",
                    List.of("requests", "input_tokens", "latency_p50", "users", "list_cost"),
                    "by",
                    List.of("model"),
                    "period",
                    "last week"))
            .output();
    assertThat(models.rows().stream().map(SpendToolsTest::words))
        .containsExactly(
            "[gpt-4.1] [5, 5000, 1510, 2, 1.1]",
            "[claude-sonnet-4-5] [3, 151000, 1500, 2, 3.35]",
            "[house-model] [1, 5000, null, 0, 0]");
  }

  @Test
  void theOrderCanBeTurnedRound() {
    QueryUsage.Output users =
        ToolCalls.call(
                new QueryUsage(ledger.books()),
                Map.of(
                    "measures",
                    List.of("cost", "requests"),
                    "by",
                    List.of("user"),
                    "period",
                    "last week",
                    "order_by",
                    "cost",
                    "descending",
                    false,
                    "limit",
                    1))
            .output();
    assertThat(users.rows().stream().map(SpendToolsTest::words))
        .containsExactly("[cleo] [0.55, 4]");
  }

  private static String words(Tables.Row row) {
    return Ledger.plain(row.keys())
        + " "
        + row.values().stream().map(SpendToolsTest::text).toList();
  }

  private static String text(@Nullable BigDecimal value) {
    return value == null ? "null" : value.toPlainString();
  }

  private static BigDecimal sum(Map<String, BigDecimal> parts) {
    return parts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
