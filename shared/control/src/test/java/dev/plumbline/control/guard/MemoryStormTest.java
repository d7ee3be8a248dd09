package dev.plumbline.control.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.control.Admission;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Level;
import dev.plumbline.control.Reservation;
import dev.plumbline.control.Sample;
import dev.plumbline.control.Settlement;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MemoryStormTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whateverHappensTheSumsAreThoseOfTheModel(long seed) throws Exception {
    RecordedSpend ledger = new RecordedSpend();
    try (MemoryGuard guard = new MemoryGuard(ledger)) {
      new Storm(List.of(guard), ledger, seed).run(8, 500);
    }
  }

  @Test
  void theLedgerIsReadOnceForASumAndNotForEachRequest() {
    RecordedSpend ledger = new RecordedSpend();
    List<Budget> budgets =
        List.of(
            Sample.daily("org", Level.ORGANISATION, "acme", "1000000"),
            Sample.daily("dept", Level.DEPARTMENT, "*", "1000000"),
            Sample.daily("user", Level.USER, "*", "1000000"));
    try (MemoryGuard guard = new MemoryGuard(ledger)) {
      for (int i = 0; i < 20_000; i++) {
        String id = "r" + i;
        var subject = Sample.subject("key", "research", "user" + i % 10);
        Reservation wanted =
            new Reservation(
                id,
                Sample.NOW,
                subject,
                BigDecimal.ONE,
                10,
                budgets,
                List.of(),
                Duration.ofMinutes(10));
        assertThat(guard.reserve(wanted)).isInstanceOf(Admission.Admitted.class);
        guard.settle(new Settlement(id, Sample.NOW, subject, BigDecimal.ONE, 10));
      }
      assertThat(ledger.asked()).isEqualTo(12);
    }
  }
}
