package dev.plumbline.stats.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.stats.tools.choice.ComparePrices;
import dev.plumbline.stats.tools.choice.EstimateCost;
import dev.plumbline.stats.tools.choice.ListModels;
import dev.plumbline.stats.tools.choice.RecommendSavings;
import dev.plumbline.testkit.BudgetedCall;
import dev.plumbline.testkit.ToolCalls;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.price.Prices;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoiceToolsTest {
  private final Prices prices = Prices.bundled();

  @ParameterizedTest(name = "{1} of {0}, {2} tier, {3} in, {4} cached, {5} out: {6} dollars")
  @CsvSource({
    // Dollars a million tokens: 3 and 15, above 200,000 tokens of input 6 and 22.5.
    "anthropic, claude-sonnet-4-5,       , 100000, 0,      10000, 0.45",
    "anthropic, claude-sonnet-4-5,       , 200001, 0,      10000, 1.425006",
    "anthropic, claude-sonnet-4-5, batch,  100000, 0,      10000, 0.225",
    "anthropic, claude-sonnet-4-5,       , 100000, 100000, 10000, 0.18",
    // 2 and 8, cached 0.5.
    "openai,    gpt-4.1,                 , 1000,   400,    100,   0.0022",
    "openai,    gpt-4.1,           flex,   1000,   400,    100,   0.0011",
  })
  void usageCostsWhatThePriceListSays(
      String provider, String model, String tier, long in, long cached, long out, String dollars) {
    try (Ledger ledger = Ledger.of(Events.twoWeeks())) {
      Map<String, Object> arguments = new LinkedHashMap<>();
      arguments.put("provider", provider);
      arguments.put("model", model);
      if (tier != null) {
        arguments.put("service_tier", tier);
      }
      arguments.put(
          "usage", Map.of("input_tokens", in, "cache_read_tokens", cached, "output_tokens", out));
      EstimateCost.Output cost =
          ToolCalls.call(new EstimateCost(ledger.books(), prices), arguments).output();
      assertThat(cost.cost()).isEqualByComparingTo(dollars);
      assertThat(cost.parts().values().stream().reduce(BigDecimal::add))
          .hasValueSatisfying(sum -> assertThat(sum).isEqualByComparingTo(dollars));
    }
  }

  @Test
  void theSameTrafficIsPricedOnOtherModels() {
    try (Ledger ledger =
        Ledger.of(
            Events.event("one", "2026-10-14T09:00", Events.GPT, "0.0028"),
            Events.event("two", "2026-10-14T10:00", Events.GPT, "0.0028"))) {
      ComparePrices.Output compared =
          ToolCalls.call(
                  new ComparePrices(ledger.books(), prices),
                  Map.of("models", List.of("anthropic/claude-sonnet-4-5", "openai/gpt-4.1-mini")))
              .output();
      assertThat(compared.paid()).isEqualByComparingTo("0.0056");
      // 2,000 tokens in and 200 out, at 0.40 and 1.60, at 3 and 15 dollars a million.
      assertThat(compared.models().stream().map(row -> row.model() + " " + row.cost()))
          .containsExactly("gpt-4.1-mini 0.00112", "claude-sonnet-4-5 0.009");
    }
  }

  @Test
  void modelsAreListedWithTheirPrices() {
    try (Ledger ledger = Ledger.of(Events.twoWeeks())) {
      ListModels.Output models =
          ToolCalls.call(
                  new ListModels(ledger.books(), prices),
                  Map.of("provider", "openai", "text", "gpt-4.1", "limit", 50))
              .output();
      assertThat(models.models())
          .anySatisfy(row -> {
            assertThat(row.model().value()).isEqualTo("gpt-4.1");
            assertThat(row.input()).isEqualByComparingTo("2");
            assertThat(row.cached()).isEqualByComparingTo("0.5");
            assertThat(row.output()).isEqualByComparingTo("8");
          });
      assertThat(models.models())
          .isSortedAccordingTo(
              Comparator.comparing(
                  ListModels.Row::input, Comparator.nullsLast(Comparator.naturalOrder())));
    }
  }

  @Test
  void nightlyWorkSavesHalfAsABatch() {
    List<UsageEvent> events = new ArrayList<>();
    for (int day = 1; day <= 30; day++) {
      events.add(
          Events.event("night-" + day, "2026-09-%02dT23:30".formatted(day), Events.GPT, "2.50")
              .attribution(Events.by("finance", null, "report"))
              .build());
      events.add(
          Events.event("day-" + day, "2026-09-%02dT12:30".formatted(day), Events.GPT, "7.00")
              .attribution(Events.by("finance", "fay", "chat"))
              .build());
    }
    try (Ledger ledger = Ledger.of(events)) {
      var answer =
          ToolCalls.call(
              new RecommendSavings(ledger.books()), Map.of("period", "2026-09", "least", 5));
      assertThat(answer.output().spend()).isEqualByComparingTo("285");
      RecommendSavings.Row batch = answer.output().savings().getFirst();
      assertThat(batch.kind()).isEqualTo("batch");
      assertThat(batch.perMonth()).isEqualByComparingTo("37.50");
      assertThat(batch.tool()).isNull();
      assertThat(String.valueOf(batch.byHand())).contains("batch API", "report");
      assertThat(BudgetedCall.text(answer)).contains("$37.50 a month");
    }
  }

  @Test
  void smallSavingsAreLeftOut() {
    try (Ledger ledger = Ledger.of(Events.twoWeeks())) {
      var answer =
          ToolCalls.call(
              new RecommendSavings(ledger.books()), Map.of("period", "last week", "least", 1000));
      assertThat(answer.output().savings()).isEmpty();
      assertThat(BudgetedCall.text(answer))
          .contains("**Nothing worth changing was found** in $3.50");
    }
  }
}
