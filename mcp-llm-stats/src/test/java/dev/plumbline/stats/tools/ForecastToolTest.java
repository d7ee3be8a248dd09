package dev.plumbline.stats.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.stats.tools.spend.ForecastSpend;
import dev.plumbline.testkit.BudgetedCall;
import dev.plumbline.testkit.ToolCalls;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rhythm without any chance in it is foretold exactly. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForecastToolTest {
  private Ledger ledger;

  @BeforeAll
  void open() {
    ledger = Ledger.of(Weeks.of(90));
  }

  @AfterAll
  void close() {
    ledger.close();
  }

  @Test
  void theMonthEndsWhereTheWeeksLead() {
    Answer<ForecastSpend.Output> answer = forecast(Map.of());
    // October 2026 has 22 working days and 9 others.
    assertThat(answer.output().total()).isEqualByComparingTo("256");
    // Ten working days and four others, and three dollars today.
    assertThat(answer.output().spent()).isEqualByComparingTo("119");
    assertThat(answer.output().days()).hasSize(17);
    assertThat(answer.output().days().get(2).day()).isEqualTo(LocalDate.of(2026, 10, 17));
    assertThat(answer.output().days().get(2).expected()).isEqualByComparingTo("4");
    assertThat(answer.output().low()).isEqualByComparingTo("256");
    assertThat(answer.output().high()).isEqualByComparingTo("256");
    assertThat(answer.output().coverage()).isEqualTo(1.0);
    assertThat(BudgetedCall.text(answer))
        .startsWith("**$256.00 by 2026-10-31** (this month so far $119.00)")
        .contains("measured: 100% of");
  }

  @ParameterizedTest(name = "{0} dollars run out on {1}")
  @CsvSource({
    // 116 dollars were spent up to yesterday; 82 more come up to the 24th, 86 up to the 25th.
    "200, 2026-10-25",
    "198, 2026-10-25",
    "197.99, 2026-10-24",
    "256, ",
    "255.99, 2026-10-31",
    "100, 2026-10-13",
  })
  void aBudgetLastsOrNot(BigDecimal budget, LocalDate day) {
    ForecastSpend.Output output = forecast(Map.of("budget", budget)).output();
    assertThat(output.runsOut()).isEqualTo(day);
    assertThat(output.budgetLasts()).isEqualTo(day == null);
  }

  @Test
  void anotherEndCanBeAskedFor() {
    ForecastSpend.Output output = forecast(Map.of("until", "2026-11-30")).output();
    // November has 21 working days and 9 others.
    assertThat(output.total()).isEqualByComparingTo("502");
  }

  @Test
  void theMonthIsThatOfTheZone() {
    ForecastSpend.Output output = forecast(Map.of("zone", "Pacific/Kiritimati")).output();
    // Fourteen hours ahead: today is the 16th, and everything at nine in the morning of the same
    // day.
    assertThat(output.until()).isEqualTo(LocalDate.of(2026, 10, 31));
    assertThat(output.days()).hasSize(16);
    assertThat(output.spent()).isEqualByComparingTo("119");
  }

  @Test
  void whatNothingIsKnownAboutIsNotForetold() {
    try (Ledger young = Ledger.of(Weeks.of(5))) {
      Answer<ForecastSpend.Output> answer =
          ToolCalls.call(new ForecastSpend(young.books()), Map.of("budget", 10));
      assertThat(answer.output().total()).isNull();
      assertThat(answer.output().budgetLasts()).isNull();
      // The ninth to the fourteenth less two days of a weekend, and today.
      assertThat(answer.output().spent()).isEqualByComparingTo("41");
      assertThat(BudgetedCall.text(answer))
          .contains("Not enough history for a forecast**: 5 complete days of usage, 14 are needed");
    }
  }

  @Test
  void theWeeksBeforeAreDrawnAsALine() {
    assertThat(BudgetedCall.text(forecast(Map.of())))
        .contains("Last 28 days and forecast: ")
        .containsPattern("[▁▂▃▄▅▆▇█]{45}");
  }

  private Answer<ForecastSpend.Output> forecast(Map<String, Object> arguments) {
    return ToolCalls.call(new ForecastSpend(ledger.books()), arguments);
  }
}
