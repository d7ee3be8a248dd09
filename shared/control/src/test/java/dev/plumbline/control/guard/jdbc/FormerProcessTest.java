package dev.plumbline.control.guard.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.control.Admission;
import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.Level;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Reservation;
import dev.plumbline.control.Sample;
import dev.plumbline.control.Scope;
import dev.plumbline.control.guard.RecordedSpend;
import dev.plumbline.control.jdbc.PostgresTesting;
import dev.plumbline.testkit.LocalPostgres;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a killed process has left open ends when its replica starts anew; others keep theirs. */
final class FormerProcessTest {
  private static final Budget BUDGET = Sample.daily("b", Level.USER, "ada", "10");
  private static final Limit SLOTS =
      new Limit("two", new Scope(Level.USER, "ada"), Limit.Kind.PARALLEL, 2, Duration.ZERO, 1);

  private static Reservation wanted(String id) {
    return new Reservation(
        id,
        Sample.NOW,
        Sample.subject("key", "research \"replica\":\"one\"", "ada"),
        BigDecimal.ONE,
        10,
        List.of(BUDGET),
        List.of(SLOTS),
        Duration.ofMinutes(10));
  }

  @Test
  void endsWhatItsOwnReplicaLeft() {
    RecordedSpend ledger = new RecordedSpend();
    try (LocalPostgres server = LocalPostgres.start()) {
      String location = PostgresTesting.location(server, "former");
      try (PostgresGuard killed = PostgresGuard.open(location, Map.of(), ledger, "one");
          PostgresGuard other = PostgresGuard.open(location, Map.of(), ledger, "two")) {
        killed.reserve(wanted("a"));
        other.reserve(wanted("b"));
        assertThat(other.reserve(wanted("c"))).isInstanceOf(Admission.OverLimit.class);
        try (PostgresGuard again = PostgresGuard.open(location, Map.of(), ledger, "one")) {
          again.endFormer();
          assertThat(again.open()).extracting(Reservation::id).containsExactly("b");
          BudgetState state = again.states(List.of(BUDGET), Sample.NOW).getFirst();
          assertThat(state.reserved()).isEqualByComparingTo(BigDecimal.ONE);
          assertThat(again.reserve(wanted("c"))).isInstanceOf(Admission.Admitted.class);
        }
      }
    }
  }
}
