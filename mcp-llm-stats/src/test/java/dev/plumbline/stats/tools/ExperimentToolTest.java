package dev.plumbline.stats.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.stats.tools.choice.GetExperiment;
import dev.plumbline.testkit.BudgetedCall;
import dev.plumbline.testkit.ToolCalls;
import dev.plumbline.usage.Trial;
import dev.plumbline.usage.UsageEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExperimentToolTest {
  @Test
  void aCheaperVariantOfTheSameQualityWins() {
    try (Ledger ledger = Ledger.of(trials(400))) {
      Answer<GetExperiment.Output> answer = ask(ledger, Map.of("experiment", "short-answers"));
      GetExperiment.Output shown = answer.output();
      assertThat(shown.baseline()).isEqualTo(Untrusted.of("control"));
      assertThat(shown.variants().stream().map(row -> row.variant().value()))
          .containsExactly("control", "short");
      assertThat(shown.variants().stream().map(GetExperiment.Row::requests))
          .containsExactly(400L, 400L);
      // Half of them cost 9 and half 11 cents; the others half as much.
      assertThat(shown.variants().getFirst().spend()).isEqualByComparingTo("40");
      assertThat(shown.variants().getLast().spend()).isEqualByComparingTo("20");
      assertThat(shown.variants().getLast().quality()).isBetween(0.7999, 0.8001);
      assertThat(shown.variants().getLast().verdict()).isEqualTo("challenger_wins");
      assertThat(BudgetedCall.text(answer))
          .startsWith("**Experiment ‹short-answers›: ‹short› wins**")
          .contains("Cost a request −$0.05");
    }
  }

  @Test
  void fewRequestsDecideNothing() {
    try (Ledger ledger = Ledger.of(trials(8))) {
      Answer<GetExperiment.Output> answer = ask(ledger, Map.of("experiment", "short-answers"));
      assertThat(answer.output().variants().getLast().verdict()).isEqualTo("not_enough_data");
      assertThat(answer.output().variants().getLast().needed()).isPositive();
      assertThat(BudgetedCall.text(answer)).contains("not enough data").contains("more are needed");
    }
  }

  @Test
  void theBaselineCanBeChosen() {
    try (Ledger ledger = Ledger.of(trials(400))) {
      GetExperiment.Output shown =
          ask(ledger, Map.of("experiment", "short-answers", "baseline", "short")).output();
      assertThat(shown.baseline()).isEqualTo(Untrusted.of("short"));
      assertThat(shown.variants().getLast().verdict()).isEqualTo("baseline_wins");
      assertThatThrownBy(
              () -> ask(ledger, Map.of("experiment", "short-answers", "baseline", "shorter")))
          .isInstanceOf(Failure.NotFound.class)
          .hasMessageContaining("‹shorter›");
    }
  }

  @Test
  void withoutANameTheyAreListed() {
    try (Ledger ledger = Ledger.of(trials(8))) {
      Answer<GetExperiment.Output> answer = ask(ledger, Map.of());
      assertThat(Ledger.plain(answer.output().experiments())).containsExactly("short-answers");
      assertThat(BudgetedCall.text(answer)).contains("|‹short-answers›|16|$1.20|");
    }
  }

  private static List<UsageEvent> trials(int each) {
    List<UsageEvent> events = new ArrayList<>();
    for (int number = 0; number < each; number++) {
      boolean even = number % 2 == 0;
      double quality = even ? 0.9 : 0.7;
      events.add(trial("control", number, even ? "0.09" : "0.11", quality));
      events.add(trial("short", number, even ? "0.045" : "0.055", quality));
    }
    return events;
  }

  private static UsageEvent trial(String variant, int number, String cost, double quality) {
    String time = "2026-10-%02dT%02d:%02d".formatted(1 + number % 14, number % 24, number % 60);
    return Events.event(variant + number, time, Events.GPT, cost)
        .trial(new Trial("short-answers", variant, quality))
        .build();
  }

  private static Answer<GetExperiment.Output> ask(Ledger ledger, Map<String, Object> arguments) {
    return ToolCalls.call(new GetExperiment(ledger.books()), arguments);
  }
}
