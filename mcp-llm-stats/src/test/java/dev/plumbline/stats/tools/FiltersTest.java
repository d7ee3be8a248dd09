package dev.plumbline.stats.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.stats.tools.spend.GetSpend;
import dev.plumbline.testkit.BudgetedCall;
import dev.plumbline.testkit.ToolCalls;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FiltersTest {
  private Ledger ledger;

  @BeforeAll
  void open() {
    ledger = Ledger.of(Events.twoWeeks());
  }

  @AfterAll
  void close() {
    ledger.close();
  }

  @ParameterizedTest(name = "{0} = {1}: {2} dollars, {3} requests")
  @CsvSource({
    "user,           ada,                  1.600000000001, 2",
    "user,           ada|bob,              2.350000000001, 3",
    "user,           ' ada | bob ',        2.350000000001, 3",
    "user,           !ada,                 1.9,            7",
    "user,           !ada|cleo,            1.35,           3",
    "user,           (unknown),            0.6,            2",
    "user,           !(unknown),           2.900000000001, 7",
    "user,           cleo|(unknown),       1.15,           6",
    "user,           !cleo|(unknown),      2.350000000001, 3",
    "user,           nobody,               0,              0",
    "User,           ada,                  1.600000000001, 2",
    "department,     support,              0.55,           4",
    "tag:team,       core,                 2.250000000001, 2",
    "tag:team,       !core,                1.25,           7",
    "tag:team,       (unknown),            1.0,            6",
    "tag:nothing,    (unknown),            3.500000000001, 9",
    "cache,          exact|semantic,       0,              2",
    "status,         error,                0.3,            1",
    "error-kind,     rate_limit,           0.3,            1",
    "weekday,        1,                    2.250000000001, 2",
    "hour_of_day,    9,                    1.800000000001, 5",
    "provider,       anthropic,            2.850000000001, 3",
  })
  void oneFilter(String dimension, String value, String dollars, long requests) {
    GetSpend.Output spent = spent(Map.of(dimension, value));
    assertThat(spent.cost()).isEqualByComparingTo(dollars);
    assertThat(spent.requests()).isEqualTo(requests);
  }

  @Test
  void severalFiltersMustAllHold() {
    GetSpend.Output spent = spent(Map.of("department", "engineering", "model", "!gpt-4.1"));
    assertThat(spent.cost()).isEqualByComparingTo("2.250000000001");
    assertThat(spent.before()).isEqualByComparingTo("1.00");
  }

  @Test
  void theAnswerSaysWhatItWasFilteredBy() {
    String text =
        BudgetedCall.text(
            ToolCalls.call(
                new GetSpend(ledger.books()),
                Map.of("period", "last week", "where", Map.of("user", "ada"))));
    assertThat(text).contains("; only user ‹ada›");
  }

  private GetSpend.Output spent(Map<String, String> where) {
    return ToolCalls.call(
            new GetSpend(ledger.books()), Map.of("period", "last week", "where", where))
        .output();
  }
}
