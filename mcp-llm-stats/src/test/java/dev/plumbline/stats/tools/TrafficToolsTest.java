package dev.plumbline.stats.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.stats.tools.traffic.GetCacheAnalytics;
import dev.plumbline.stats.tools.traffic.GetPerformance;
import dev.plumbline.stats.tools.traffic.GetRequest;
import dev.plumbline.stats.tools.traffic.GetUsagePatterns;
import dev.plumbline.stats.tools.traffic.SearchRequests;
import dev.plumbline.testkit.BudgetedCall;
import dev.plumbline.testkit.ToolCalls;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrafficToolsTest {
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
  void cachingIsWorthWhatItsHitsWouldHaveCost() {
    Answer<GetCacheAnalytics.Output> answer =
        ToolCalls.call(new GetCacheAnalytics(ledger.books()), LAST_WEEK);
    GetCacheAnalytics.Output cache = answer.output();
    assertThat(cache.hits()).isEqualTo(2);
    assertThat(cache.hitRate()).isEqualByComparingTo("0.5");
    assertThat(cache.saved()).isEqualByComparingTo("0.45");
    assertThat(cache.promptCacheSaved()).isEqualByComparingTo("0.40");
    assertThat(Ledger.plain(cache.rows().getFirst().keys())).containsExactly("chat");
    assertThat(cache.rows().getFirst().hitRate()).isEqualByComparingTo("0.5");
    assertThat(BudgetedCall.text(answer))
        .startsWith("**Caching saved $0.85**: $0.45 by answering 2 of 4 cacheable requests (50.0%)")
        .contains("miss 2")
        .contains("- ‹chat-1›: 2 hits, saved $0.45, 3 min old at the latest hit, similarity 0.950");
  }

  @Test
  void performanceIsByProviderAndModel() {
    Answer<GetPerformance.Output> answer =
        ToolCalls.call(new GetPerformance(ledger.books()), LAST_WEEK);
    List<GetPerformance.Row> rows = answer.output().rows();
    assertThat(rows.stream().map(row -> String.join("/", Ledger.plain(row.keys()))))
        .containsExactly("openai/gpt-4.1", "anthropic/claude-sonnet-4-5", "openai/house-model");
    GetPerformance.Row gpt = rows.getFirst();
    assertThat(gpt.requests()).isEqualTo(5);
    // Of 10, 20, 3000 and 4000 ms; the first token of 10, 20 and 600.
    assertThat(gpt.p50()).isEqualByComparingTo("1510");
    assertThat(gpt.p95()).isEqualByComparingTo("3850");
    assertThat(gpt.firstTokenP50()).isEqualByComparingTo("20");
    assertThat(gpt.errors()).isEqualTo(1);
    assertThat(gpt.retries()).isEqualTo(2);
    assertThat(rows.getLast().p50()).isNull();
    assertThat(BudgetedCall.text(answer))
        .contains("1 errors (11.1%), 3 retries, 0 fallbacks of 9 requests")
        .contains("Errors by kind: ‹rate_limit› 1.");
  }

  @ParameterizedTest(name = "{0} first: {1}, {2} and {3}")
  @CsvSource({
    "cost, code-1, code-2, shared",
    "latency, chat-4, chat-1, code-2",
    "input_tokens, code-1, shared, unpriced",
    "newest, sunday-late, shared, unpriced",
    "oldest, code-1, code-2, chat-1",
  })
  void requestsComeInTheOrderAskedFor(String order, String first, String second, String third) {
    assertThat(found(Map.of("order", order, "limit", 3)).requests().stream())
        .extracting(row -> row.id().value())
        .containsExactly(first, second, third);
  }

  @Test
  void pagesFollowOneAnother() {
    SearchRequests.Output second = found(Map.of("order", "oldest", "limit", 4, "page", 2));
    assertThat(second.requests().stream().map(row -> row.id().value()))
        .containsExactly("chat-3", "chat-4", "unpriced", "shared");
    assertThat(second.more()).isTrue();
    SearchRequests.Output third = found(Map.of("order", "oldest", "limit", 4, "page", 3));
    assertThat(third.requests().stream().map(row -> row.id().value()))
        .containsExactly("sunday-late");
    assertThat(third.more()).isFalse();
  }

  @Test
  void anUnknownCostIsNotZero() {
    Answer<SearchRequests.Output> answer = search(Map.of("where", Map.of("model", "house-model")));
    assertThat(answer.output().requests()).singleElement().extracting("cost").isNull();
    assertThat(BudgetedCall.text(answer)).contains("|‹house-model›|(unknown)|(unknown)|unknown|");
  }

  @Test
  void oneRequestHasAllThatIsKnown() {
    Answer<GetRequest.Output> answer =
        ToolCalls.call(new GetRequest(ledger.books()), Map.of("id", "code-1"));
    assertThat(answer.output().cost()).isEqualByComparingTo("1.500000000001");
    assertThat(answer.output().listCost()).isEqualByComparingTo("2");
    assertThat(BudgetedCall.text(answer))
        .contains("|cost of uncached input|$0.5|")
        .contains("|cost of output|$1.000000000001|")
        .contains("|of which reasoning|2,000|")
        .contains("|tag ‹team›|‹core›|")
        .contains("|time|2026-10-05 09:00 (UTC)|");
  }

  @Test
  void aRequestThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> ToolCalls.call(new GetRequest(ledger.books()), Map.of("id", "code-9")))
        .isInstanceOf(Failure.NotFound.class)
        .hasMessageContaining("‹code-9›");
  }

  @Test
  void peaksAreThoseOfTheZone() {
    GetUsagePatterns.Output utc =
        ToolCalls.call(new GetUsagePatterns(ledger.books()), LAST_WEEK).output();
    assertThat(utc.peakWeekday()).isEqualTo("wednesday");
    assertThat(utc.peakHour()).isEqualTo(9);
    assertThat(utc.hours().get(9)).isEqualTo(5);
    assertThat(utc.hours().get(23)).isEqualTo(2);
    assertThat(utc.weekdays()).containsExactly(2L, 1L, 3L, 2L, 0L, 0L, 1L);
    GetUsagePatterns.Output berlin =
        ToolCalls.call(
                new GetUsagePatterns(ledger.books()),
                Map.of("period", "last week", "zone", "Europe/Berlin"))
            .output();
    assertThat(berlin.peakHour()).isEqualTo(11);
    assertThat(berlin.weekdays()).containsExactly(3L, 0L, 4L, 2L, 0L, 0L, 0L);
  }

  @Test
  void heavyUsersComeFirst() {
    GetUsagePatterns.Output week =
        ToolCalls.call(new GetUsagePatterns(ledger.books()), LAST_WEEK).output();
    assertThat(week.users()).isEqualTo(3);
    assertThat(week.heaviest().stream().map(it -> it.user() + " " + it.cost()))
        .containsExactly("ada 1.600000000001", "bob 0.75", "cleo 0.55");
    // Ada's 1.600000000001 of the 2.900000000001 that have a user.
    assertThat(BigDecimal.valueOf(week.topTenthShare()))
        .isBetween(new BigDecimal("0.5517"), new BigDecimal("0.5518"));
  }

  private SearchRequests.Output found(Map<String, Object> arguments) {
    return search(arguments).output();
  }

  private Answer<SearchRequests.Output> search(Map<String, Object> arguments) {
    Map<String, Object> all = new LinkedHashMap<>(LAST_WEEK);
    all.putAll(arguments);
    return ToolCalls.call(new SearchRequests(ledger.books()), all);
  }
}
