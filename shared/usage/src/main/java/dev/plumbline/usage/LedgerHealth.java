package dev.plumbline.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How fresh and how complete the ledger is.
 *
 * @param first the time of the oldest event; null when empty
 * @param last the time of the newest event; null when empty
 * @param emptyDays days (UTC) between both without any event
 * @param sample whether it holds sample data
 */
public record LedgerHealth(
    long events,
    @Nullable Instant first,
    @Nullable Instant last,
    List<Source> sources,
    List<Unpriced> unpriced,
    List<LocalDate> emptyDays,
    boolean sample) {
  /** One source of events. */
  public record Source(String name, long events, Instant first, Instant last) {}

  /** A model without a known price. */
  public record Unpriced(String provider, String model, long events, long tokens) {}
}
