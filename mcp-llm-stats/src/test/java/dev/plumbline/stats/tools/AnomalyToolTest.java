package dev.plumbline.stats.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.stats.tools.spend.DetectAnomalies;
import dev.plumbline.testkit.BudgetedCall;
import dev.plumbline.testkit.ToolCalls;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.UsageEvent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AnomalyToolTest {
  @Test
  void steadyWeeksHaveNone() {
    try (Ledger ledger = Ledger.of(Weeks.of(120))) {
      Answer<DetectAnomalies.Output> answer = detect(ledger, Map.of());
      assertThat(answer.output().anomalies()).isEmpty();
      assertThat(answer.output().leaks()).isEmpty();
      assertThat(BudgetedCall.text(answer))
          .startsWith("**0 anomalies and 0 quiet leaks** from 2026-09-15 to 2026-10-14 (UTC)");
    }
  }

  @Test
  void aSpikeIsNamedWithItsCause() {
    List<UsageEvent> events = new ArrayList<>(Weeks.of(120));
    for (int day = 6; day <= 7; day++) {
      events.add(
          Events.event("spike-" + day, "2026-10-0" + day + "T10:00", Events.SONNET, "25.5")
              .attribution(Events.by("marketing", "mia", "drafts"))
              .build());
    }
    try (Ledger ledger = Ledger.of(events)) {
      Answer<DetectAnomalies.Output> answer = detect(ledger, Map.of());
      DetectAnomalies.Row spike = answer.output().anomalies().getFirst();
      assertThat(answer.output().anomalies()).hasSize(1);
      assertThat(spike.first()).isEqualTo(LocalDate.of(2026, 10, 6));
      assertThat(spike.last()).isEqualTo(LocalDate.of(2026, 10, 7));
      assertThat(spike.actual()).isEqualByComparingTo("71");
      assertThat(spike.expected()).isEqualByComparingTo("20");
      assertThat(spike.causes().stream().map(it -> it.dimension() + " " + it.value()))
          .containsExactlyInAnyOrder(
              "department marketing", "model claude-sonnet-4-5", "user mia", "task drafts");
      assertThat(spike.causes()).allMatch(it -> it.amount().intValueExact() == 51);
      assertThat(BudgetedCall.text(answer)).contains("**2026-10-06 to 2026-10-07: +$51.00**");
    }
  }

  @Test
  void onlyTheDaysAskedForAreJudged() {
    List<UsageEvent> events = new ArrayList<>(Weeks.of(120));
    events.add(Events.event("old", "2026-09-08T10:00", Events.SONNET, "90").build());
    try (Ledger ledger = Ledger.of(events)) {
      assertThat(detect(ledger, Map.of("days", 30)).output().anomalies()).isEmpty();
      assertThat(detect(ledger, Map.of("days", 60)).output().anomalies()).hasSize(1);
    }
  }

  @Test
  void promptsThatGrowLeak() {
    List<UsageEvent> events = new ArrayList<>(Weeks.of(86));
    for (int back = 1; back <= 86; back++) {
      LocalDate day = Weeks.TODAY.minusDays(back);
      long length = 1_000 + (back > 40 ? 0 : 50L * (40 - back));
      for (int request = 0; request < 10; request++) {
        events.add(
            Events.event(
                    "leak-" + back + "-" + request, day + "T1" + request + ":30", Events.GPT, null)
                .tokens(new TokenCounts(length, 0, 0, 0, 10, 0))
                .charge(Events.input("0.0" + length))
                .attribution(
                    new Attribution("pl-leak", null, null, null, null, null, null, new TreeMap<>()))
                .build());
      }
    }
    try (Ledger ledger = Ledger.of(events)) {
      Answer<DetectAnomalies.Output> answer = detect(ledger, Map.of());
      assertThat(answer.output().leaks())
          .singleElement()
          .satisfies(leak -> {
            assertThat(leak.dimension()).isEqualTo("key");
            assertThat(leak.value().value()).isEqualTo("pl-leak");
            assertThat(leak.what()).isEqualTo("prompt_length");
            assertThat(leak.since()).isBetween(LocalDate.of(2026, 9, 1), LocalDate.of(2026, 9, 20));
            assertThat(leak.perMonth()).isPositive();
          });
      assertThat(BudgetedCall.text(answer)).contains("**Leak: key ‹pl-leak›**");
    }
  }

  private static Answer<DetectAnomalies.Output> detect(
      Ledger ledger, Map<String, Object> arguments) {
    return ToolCalls.call(new DetectAnomalies(ledger.books()), arguments);
  }
}
