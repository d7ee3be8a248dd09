package dev.plumbline.stats.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.stats.tools.spend.GetSpend;
import dev.plumbline.testkit.BudgetedCall;
import dev.plumbline.testkit.ToolCalls;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GetSpendTest {
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
  void theTotalIsExactAndSaysItsPeriodAndZone() {
    Answer<GetSpend.Output> answer = ask(Map.of("period", "last week"));
    assertThat(answer.output())
        .isEqualTo(
            new GetSpend.Output(
                "2026-10-05 to 2026-10-11",
                new BigDecimal("3.500000000001"),
                new BigDecimal("1.05"),
                9,
                1,
                List.of()));
    assertThat(BudgetedCall.text(answer))
        .startsWith("**$3.50** for 9 requests, ")
        .contains("last week: 2026-10-05 to 2026-10-11 (UTC)")
        .contains("+233.3% against the period before (2026-09-28 to 2026-10-04): $1.05");
  }

  @Test
  void aDayBelongsToTheZone() {
    GetSpend.Output berlin = ask(Map.of("period", "last week", "zone", "Europe/Berlin")).output();
    // Sunday 23:30 UTC is Monday in Berlin, and goes; the Sunday before, 22:30 UTC, comes.
    assertThat(berlin.cost()).isEqualByComparingTo("3.450000000001");
    assertThat(berlin.before()).isEqualByComparingTo("1.00");
    assertThat(berlin.requests()).isEqualTo(9);
    assertThat(text(Map.of("period", "last week", "zone", "Europe/Berlin")))
        .contains("(Europe/Berlin)");
  }

  @Test
  void daysAddUpToTheRange() {
    GetSpend.Output days = ask(Map.of("period", "last week", "grain", "day")).output();
    assertThat(days.rows()).hasSize(7);
    assertThat(days.rows().stream().map(row -> text(row.start())))
        .startsWith("2026-10-05")
        .endsWith("2026-10-11");
    assertThat(days.rows().stream().map(row -> text(row.cost())))
        .containsExactly("2.250000000001", "0.25", "0.3", "0.6", "0", "0", "0.1");
    assertThat(text(Map.of("period", "last week", "grain", "day"))).contains("Trend: █");
  }

  @Test
  void topSpendersComeFirstWithWhatTheySpentBefore() {
    GetSpend.Output users = ask(Map.of("period", "last week", "by", List.of("user"))).output();
    assertThat(users.rows().stream().map(row -> Ledger.plain(row.keys()).getFirst()))
        .containsExactly("ada", "bob", "(unknown)", "cleo");
    assertThat(users.rows().stream().map(row -> text(row.cost())))
        .containsExactly("1.600000000001", "0.75", "0.6", "0.55");
    assertThat(users.rows().stream().map(row -> text(row.before())))
        .containsExactly("1", "0.05", "0", "0");
    assertThat(users.rows().stream().map(GetSpend.Row::requests)).containsExactly(2L, 1L, 2L, 4L);
  }

  @Test
  void twoDimensionsAndACalendarUnitGoTogether() {
    GetSpend.Output rows =
        ask(Map.of("period", "last week", "by", List.of("department", "model"), "grain", "week"))
            .output();
    assertThat(rows.rows()).hasSize(5);
    assertThat(rows.rows()).allMatch(row -> text(row.start()).equals("2026-10-05"));
    assertThat(
            rows.rows().stream()
                .map(GetSpend.Row::cost)
                .flatMap(Stream::ofNullable)
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(rows.cost());
  }

  @Test
  void whatLiesBeyondNowIsNotYetSpent() {
    assertThat(ask(Map.of("period", "today")).output().cost()).isEqualByComparingTo("0.40");
    assertThat(ask(Map.of()).output().period()).isEqualTo("2026-10-01 00:00 to 2026-10-15 12:00");
    // 0.05 of the fourth, last week's 3.500000000001, the bill's 2.00 and today's 0.40.
    assertThat(ask(Map.of()).output().cost()).isEqualByComparingTo("5.950000000001");
  }

  @Test
  void aLineOfABillCountsAllItsRequests() {
    GetSpend.Output monday = ask(Map.of("period", "2026-10-12")).output();
    assertThat(monday.requests()).isEqualTo(10);
    assertThat(monday.cost()).isEqualByComparingTo("2");
  }

  @Test
  void theLimitSaysThatThereIsMore() {
    Map<String, Object> two = Map.of("period", "last week", "by", List.of("user"), "limit", 2);
    assertThat(ask(two).output().rows()).hasSize(2);
    assertThat(text(two)).contains("There are more rows; ask with a higher limit");
  }

  private static String text(@Nullable Object value) {
    return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
  }

  private Answer<GetSpend.Output> ask(Map<String, Object> arguments) {
    return ToolCalls.call(new GetSpend(ledger.books()), arguments);
  }

  private String text(Map<String, Object> arguments) {
    return BudgetedCall.text(ask(arguments));
  }
}
