package dev.plumbline.usage.source.otel.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.MemoryLedger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntakeTest {
  private final MemoryLedger ledger = new MemoryLedger();

  private static UsageEvent event(String id, long input) {
    return UsageEvent.of(id, Instant.parse("2026-03-10T08:00:00Z"), "openai", "gpt-4o", "test")
        .tokens(new TokenCounts(input, 0, 0, 0, 0, 0))
        .build();
  }

  @Test
  void manyAtOnceAreAllThereWhenEachReturns() throws Exception {
    try (Intake intake = new Intake(ledger);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        int request = i;
        answers.add(
            threads.submit(() ->
                intake.write(
                    IntStream.range(0, 5).mapToObj(n -> event(request + "-" + n, n)).toList())));
      }
      for (Future<List<String>> answer : answers) {
        assertThat(answer.get()).isEmpty();
      }
      assertThat(ledger.events()).hasSize(1000);
    }
  }

  @Test
  void oneBadEventKeepsNoOtherOut() throws Exception {
    AwayOnce refusing = new AwayOnce(ledger);
    try (Intake intake = new Intake(refusing)) {
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> intake.write(List.of(event("first", 1))))
          .hasMessage("The ledger is away.");
      List<String> refused =
          intake.write(List.of(event("a", 1), event("b", 13), event("c", 2), event("d", 3)));
      assertThat(refused).containsExactly("13 cannot be right. Count again.");
      assertThat(ledger.events()).extracting(UsageEvent::id).containsExactly("a", "c", "d");
    }
  }
}
