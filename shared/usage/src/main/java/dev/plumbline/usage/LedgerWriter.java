package dev.plumbline.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.UnaryOperator;

/** Writes the ledger; one writer at a time. Storage trouble is a {@code StoreUnavailable}. */
public interface LedgerWriter extends AutoCloseable {
  /** Adds those events whose ids are new, all of them or none, durable on return. */
  Written append(List<UsageEvent> events);

  /**
   * Gives events of a time range new charges where {@code pricing} returns another one, and leaves
   * an entry in the audit trail.
   *
   * @return how many events changed
   */
  long reprice(Instant from, Instant to, String reason, UnaryOperator<UsageEvent> pricing);

  /**
   * Forgets raw events before a day; their daily totals stay.
   *
   * @return how many events were removed
   */
  long forgetBefore(LocalDate day, ZoneId zone);

  /**
   * Removes prompts and answers of a source's events before an instant; the events stay.
   *
   * @return how many events had any
   */
  long forgetTexts(String source, Instant before);

  @Override
  void close();
}
