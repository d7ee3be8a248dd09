package dev.plumbline.control.guard.jdbc;

import dev.plumbline.control.SpendGuard;
import dev.plumbline.control.guard.BudgetContract;
import dev.plumbline.control.guard.LimitContract;
import dev.plumbline.control.guard.RecordedSpend;
import dev.plumbline.control.guard.WindowContract;
import dev.plumbline.control.jdbc.PostgresTesting;
import dev.plumbline.testkit.LocalPostgres;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The contracts on the guard that replicas share. */
final class PostgresGuardTest {
  private static LocalPostgres server;
  private static int schemas;

  @BeforeAll
  static void start() {
    server = LocalPostgres.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static SpendGuard fresh(RecordedSpend ledger) {
    schemas++;
    return same(ledger);
  }

  private static SpendGuard same(RecordedSpend ledger) {
    String location = PostgresTesting.location(server, "Guard " + schemas);
    return PostgresGuard.open(location, Map.of(), ledger);
  }

  @Nested
  final class Budgets extends BudgetContract {
    @Override
    protected SpendGuard make(RecordedSpend ledger) {
      return fresh(ledger);
    }

    @Override
    protected SpendGuard again(RecordedSpend ledger) {
      guard.close();
      return same(ledger);
    }
  }

  @Nested
  final class Windows extends WindowContract {
    @Override
    protected SpendGuard make(RecordedSpend ledger) {
      return fresh(ledger);
    }

    @Override
    protected SpendGuard again(RecordedSpend ledger) {
      return same(ledger);
    }
  }

  @Nested
  final class Limits extends LimitContract {
    @Override
    protected SpendGuard make(RecordedSpend ledger) {
      return fresh(ledger);
    }

    @Override
    protected SpendGuard again(RecordedSpend ledger) {
      return same(ledger);
    }
  }
}
