package dev.plumbline.control;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Holds requests to their budgets and limits: charges all of them or none, before a request is sent
 * on. Its sums are copies of the ledger's, made when first needed. Safe for many threads; storage
 * trouble is a {@code StoreUnavailable}.
 */
public interface SpendGuard extends AutoCloseable {
  /** Admits a request and holds its worst case, or names what has no room; atomic. */
  Admission reserve(Reservation wanted);

  /**
   * Replaces what was held by what was spent, and frees parallel slots. Of several settlements with
   * one id the first counts. One without a reservation counts too, as after a restart.
   */
  void settle(Settlement done);

  /**
   * Runs {@code append}, which puts the events of these requests into the ledger, so that no sum
   * counts them twice or not at all meanwhile.
   */
  void recording(Collection<String> ids, Runnable append);

  /**
   * Makes all sums anew from the ledger when they are next needed, as after an import or new
   * prices.
   */
  default void refresh() {}

  /**
   * Ends what former processes of this replica have left open. Only before the first reservation,
   * once what they wrote down is settled, and while none of them can be alive.
   */
  default void endFormer() {}

  /**
   * How budgets stand: one on a single value in any case, one on each value for every value that
   * spent or holds something.
   */
  List<BudgetState> states(Collection<Budget> budgets, Instant now);

  /** What is held now, oldest first. */
  List<Reservation> open();

  @Override
  void close();
}
