package dev.plumbline.control.guard.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.control.Admission;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Level;
import dev.plumbline.control.Reservation;
import dev.plumbline.control.Sample;
import dev.plumbline.control.Settlement;
import dev.plumbline.control.guard.RecordedSpend;
import dev.plumbline.control.jdbc.PostgresTesting;
import dev.plumbline.kernel.Failure;
import dev.plumbline.testkit.LocalPostgres;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PostgresOutageTest {
  private static final Budget BUDGET = Sample.daily("b", Level.USER, "ada", "10");

  private static Reservation wanted(String id) {
    return new Reservation(
        id,
        Sample.NOW,
        Sample.subject("key", "research", "ada"),
        BigDecimal.ONE,
        10,
        List.of(BUDGET),
        List.of(),
        Duration.ofMinutes(10));
  }

  private static Settlement done(String id) {
    return new Settlement(
        id, Sample.NOW, Sample.subject("key", "research", "ada"), BigDecimal.ONE, 10);
  }

  @Test
  void whatWasSettledSurvivesACrashOfTheDatabase() {
    RecordedSpend ledger = new RecordedSpend();
    try (LocalPostgres server = LocalPostgres.start();
        PostgresGuard guard =
            PostgresGuard.open(PostgresTesting.location(server, "guard"), Map.of(), ledger)) {
      guard.reserve(wanted("1"));
      guard.settle(done("1"));
      server.crash();
      assertThatThrownBy(() -> guard.reserve(wanted("2")))
          .isInstanceOf(Failure.StoreUnavailable.class);
      assertThatThrownBy(() -> guard.settle(done("2")))
          .isInstanceOf(Failure.StoreUnavailable.class);
      server.resume();
      assertThat(guard.reserve(wanted("3"))).isInstanceOf(Admission.Admitted.class);
      guard.settle(done("2"));
      guard.settle(done("3"));
      guard.recording(
          List.of("1", "2", "3"),
          () -> List.of("1", "2", "3").forEach(id -> ledger.record(done(id))));
      assertThat(guard.states(List.of(BUDGET), Sample.NOW).getFirst().spent())
          .isEqualByComparingTo("3");
      guard.refresh();
      assertThat(guard.states(List.of(BUDGET), Sample.NOW).getFirst().spent())
          .isEqualByComparingTo("3");
    }
  }

  @Test
  void onlyPostgresCanShareBudgets() {
    assertThatThrownBy(
            () -> PostgresGuard.open("duckdb:/x/y.duckdb", Map.of(), new RecordedSpend()))
        .isInstanceOf(Failure.Misconfigured.class);
  }
}
