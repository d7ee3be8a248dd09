package dev.plumbline.control.guard;

import dev.plumbline.control.SpendGuard;
import org.junit.jupiter.api.Nested;

/** The contracts on the guard of one process. */
final class MemoryGuardTest {
  @Nested
  final class Budgets extends BudgetContract {
    @Override
    protected SpendGuard make(RecordedSpend ledger) {
      return new MemoryGuard(ledger);
    }

    @Override
    protected SpendGuard again(RecordedSpend ledger) {
      return new MemoryGuard(ledger);
    }
  }

  @Nested
  final class Windows extends WindowContract {
    @Override
    protected SpendGuard make(RecordedSpend ledger) {
      return new MemoryGuard(ledger);
    }

    @Override
    protected SpendGuard again(RecordedSpend ledger) {
      return new MemoryGuard(ledger);
    }
  }

  @Nested
  final class Limits extends LimitContract {
    @Override
    protected SpendGuard make(RecordedSpend ledger) {
      return new MemoryGuard(ledger);
    }

    @Override
    protected SpendGuard again(RecordedSpend ledger) {
      return new MemoryGuard(ledger);
    }
  }
}
